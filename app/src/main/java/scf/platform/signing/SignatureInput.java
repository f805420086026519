package scf.platform.signing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import scf.contract.Bytes;

/// One member of `Signature-Input` with its bytes from `Signature`: what is covered, and on which terms.
///
/// @param written the covered components and their parameters as RFC 8941 serialises them: the last line of the base
record SignatureInput(
        String label, List<Component> covered, Map<String, Item<?>> parameters, String written, Bytes signature) {

    /// A field that is not what RFC 8941 or the profile allows. The message is for the caller and repeats nothing of
    /// theirs.
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    /// Every signature of the message, by label.
    static List<SignatureInput> of(Fields fields) throws Unreadable {
        Dictionary inputs = dictionary("Signature-Input", fields.lines("signature-input"));
        Dictionary signatures = dictionary("Signature", fields.lines("signature"));
        if (!inputs.get().keySet().equals(signatures.get().keySet())) {
            throw new Unreadable("Signature-Input and Signature do not have the same labels");
        }
        var read = new ArrayList<SignatureInput>();
        for (var input : inputs.get().entrySet()) {
            if (!(input.getValue() instanceof InnerList list)
                    || !(signatures.get().get(input.getKey()) instanceof ByteSequenceItem bytes)) {
                throw new Unreadable("Signature-Input holds lists of components, Signature holds byte sequences");
            }
            read.add(one(input.getKey(), list, bytes));
        }
        return read;
    }

    private static SignatureInput one(String label, InnerList list, ByteSequenceItem bytes) throws Unreadable {
        var covered = new ArrayList<Component>();
        for (Item<?> item : list.get()) {
            var component = Component.read(item);
            if (component.isEmpty()) {
                throw new Unreadable("a covered component is not known, not in lower case or has parameters");
            }
            if (covered.contains(component.get())) {
                throw new Unreadable("a component is covered twice");
            }
            covered.add(component.get());
        }
        var parameters = new LinkedHashMap<String, Item<?>>();
        list.getParams().forEach(parameters::put);
        byte[] signature = new byte[bytes.get().remaining()];
        bytes.get().duplicate().get(signature);
        return new SignatureInput(label, List.copyOf(covered), parameters, list.serialize(), Bytes.of(signature));
    }

    private static Dictionary dictionary(String name, List<String> lines) throws Unreadable {
        try {
            var dictionary = new Parser(lines).parseDictionary();
            if (!withoutSpaces(dictionary.serialize()).equals(withoutSpaces(String.join(",", lines)))) {
                throw new Unreadable(name + " says the same thing twice");
            }
            return dictionary;
        } catch (ParseException e) {
            throw new Unreadable(name + " is not a structured field (RFC 8941)");
        }
    }

    /// RFC 8941 lets the last of two members or parameters of one name win, and others may have read the first. Only
    /// spaces may differ between what was sent and what we understood.
    private static String withoutSpaces(String field) {
        return field.replaceAll("[ \t]", "");
    }

    Optional<String> text(String parameter) {
        return parameters.get(parameter) instanceof StringItem string ? Optional.of(string.get()) : Optional.empty();
    }

    Optional<Long> seconds(String parameter) {
        return parameters.get(parameter) instanceof IntegerItem integer
                ? Optional.of(integer.getAsLong())
                : Optional.empty();
    }

    boolean covers(String name) {
        return covered.contains(Component.named(name));
    }
}
