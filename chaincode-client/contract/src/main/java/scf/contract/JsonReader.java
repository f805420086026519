package scf.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the one JSON spelling that acts have, and refuses every other.
///
/// What was signed must mean one thing to every reader. So the reader asks for the fields by name in their fixed
/// order; a missing, repeated, unknown or displaced field, white space, a float, a leading zero, or an escape that
/// was not needed is malformed. Each value therefore has exactly one spelling, and [JsonWriter] writes it.
final class JsonReader {

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// Reads one object that takes up all the bytes.
    static <T> T read(Bytes json, Function<JsonReader, T> fields) {
        var reader = new JsonReader(json.utf8());
        T value = reader.object(fields);
        if (reader.at != reader.text.length()) {
            throw new Malformed("bytes after the end");
        }
        return value;
    }

    String string(String field) {
        name(field);
        return characters(field);
    }

    long number(String field) {
        name(field);
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.isEmpty() || (digits.length() > 1 && digits.startsWith("0"))) {
            throw new Malformed(field + " is not a whole number");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw new Malformed(field + " is too large");
        }
    }

    /// A figure that is written only where it is not the usual one: spelling that out would be a second spelling.
    int numberOr(String field, int usual) {
        if (!has(field)) {
            return usual;
        }
        long number = number(field);
        if (number == usual || number > Integer.MAX_VALUE) {
            throw new Malformed("the form of " + field);
        }
        return (int) number;
    }

    boolean flag(String field) {
        name(field);
        if (text.startsWith("true", at)) {
            at += 4;
            return true;
        }
        if (text.startsWith("false", at)) {
            at += 5;
            return false;
        }
        throw new Malformed(field + " is neither true nor false");
    }

    List<String> strings(String field) {
        name(field);
        return array(field, () -> characters(field));
    }

    <T> List<T> objects(String field, Function<JsonReader, T> fields) {
        name(field);
        return array(field, () -> object(fields));
    }

    <T> @Nullable T objectOrNull(String field, Function<JsonReader, T> fields) {
        name(field);
        if (text.startsWith("null", at)) {
            at += 4;
            return null;
        }
        return object(fields);
    }

    /// Whether this field comes next. Some fields stand only where they say something; such a field is never written
    /// empty, so there is still one spelling.
    boolean has(String field) {
        String separator = at > 0 && text.charAt(at - 1) != '{' ? "," : "";
        return text.startsWith(separator + "\"" + field + "\":", at);
    }

    private <T> T object(Function<JsonReader, T> fields) {
        expect('{', "an object");
        T value = fields.apply(this);
        expect('}', "the end of an object");
        return value;
    }

    private <T> List<T> array(String field, Supplier<T> element) {
        expect('[', field);
        var elements = new ArrayList<T>();
        if (at < text.length() && text.charAt(at) == ']') {
            at++;
            return List.of();
        }
        elements.add(element.get());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            elements.add(element.get());
        }
        expect(']', "the end of " + field);
        return List.copyOf(elements);
    }

    /// The name of the next field, with the comma before it unless it opens its object.
    private void name(String field) {
        if (at > 0 && text.charAt(at - 1) != '{') {
            expect(',', field);
        }
        String named = "\"" + field + "\":";
        if (!text.startsWith(named, at)) {
            throw new Malformed("expected " + field);
        }
        at += named.length();
    }

    private String characters(String field) {
        expect('"', field);
        var read = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\') {
                if (at == text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\\')) {
                    throw new Malformed("an escape in " + field);
                }
                c = text.charAt(at++);
            } else if (c < ' ') {
                throw new Malformed("a control character in " + field);
            }
            read.append(c);
        }
        expect('"', "the end of " + field);
        return read.toString();
    }

    private void expect(char c, String what) {
        if (at == text.length() || text.charAt(at) != c) {
            throw new Malformed("expected " + what);
        }
        at++;
    }
}
