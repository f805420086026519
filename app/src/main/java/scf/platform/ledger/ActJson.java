package scf.platform.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;
import scf.contract.Malformed;
import scf.contract.SignedAct;
import scf.schema.ids.ActHash;

/// A signed act as the doors receive it: field `act` of the call that it is for. Everything is standard base64.
///
/// What a caller left out is null here, and [Acts#verify] says which field it is.
///
/// @param header the header's bytes as they were prepared
/// @param rows each row's bytes as they were prepared
/// @param salts each salt as it was prepared
/// @param signature over the header's bytes, in the one form of the key's algorithm
/// @param carrier who brings it to the ledger; the platform, where nothing is said
public record ActJson(
        @Nullable String header,
        @Nullable List<@Nullable String> rows,
        @Nullable List<@Nullable String> salts,
        @Nullable String signature,
        @Nullable Carrier carrier) {

    /// One that the platform carries.
    public ActJson(
            @Nullable String header,
            @Nullable List<@Nullable String> rows,
            @Nullable List<@Nullable String> salts,
            @Nullable String signature) {
        this(header, rows, salts, signature, null);
    }

    /// What the fields spell, or where they cannot be read.
    sealed interface Reading {

        record Read(SignedAct act) implements Reading {}

        /// The first field that is missing or not base64, as a JSON pointer into the act.
        record Unreadable(String pointer) implements Reading {}
    }

    /// The act that this claims to be: whether it is, and who has signed it, [Acts#verify] says.
    public Optional<ActHash> claimed() {
        return read() instanceof Reading.Read(var act) ? Optional.of(new ActHash(act.hash())) : Optional.empty();
    }

    Carrier carriedBy() {
        return carrier == null ? Carrier.PLATFORM : carrier;
    }

    Reading read() {
        var unreadable = new ArrayList<String>();
        Bytes headerBytes = bytes("/header", header, unreadable);
        List<Bytes> rowBytes = list("/rows", rows, unreadable);
        List<Bytes> saltBytes = list("/salts", salts, unreadable);
        Bytes signatureBytes = bytes("/signature", signature, unreadable);
        return unreadable.isEmpty()
                ? new Reading.Read(new SignedAct(headerBytes, rowBytes, saltBytes, signatureBytes))
                : new Reading.Unreadable(unreadable.getFirst());
    }

    private static List<Bytes> list(
            String pointer, @Nullable List<@Nullable String> elements, List<String> unreadable) {
        if (elements == null) {
            unreadable.add(pointer);
            return List.of();
        }
        var read = new ArrayList<Bytes>();
        for (String element : elements) {
            read.add(bytes(pointer + "/" + read.size(), element, unreadable));
        }
        return read;
    }

    private static Bytes bytes(String pointer, @Nullable String base64, List<String> unreadable) {
        Optional<Bytes> read = Optional.ofNullable(base64).flatMap(ActJson::decode);
        if (read.isEmpty()) {
            unreadable.add(pointer);
        }
        return read.orElse(Bytes.EMPTY);
    }

    private static Optional<Bytes> decode(String base64) {
        try {
            return Optional.of(Bytes.ofBase64(base64));
        } catch (Malformed _) {
            return Optional.empty();
        }
    }
}
