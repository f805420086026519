package scf.contract;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes the one JSON spelling that [JsonReader] reads: no white space, fields in the order in which they are
/// written, and of all characters only the quotation mark and the backslash escaped.
final class JsonWriter {

    private final StringBuilder text = new StringBuilder("{");

    JsonWriter string(String field, String value) {
        name(field);
        characters(value);
        return this;
    }

    JsonWriter number(String field, long value) {
        name(field);
        text.append(value);
        return this;
    }

    JsonWriter numberUnless(String field, int value, int usual) {
        return value == usual ? this : number(field, value);
    }

    JsonWriter flag(String field, boolean value) {
        name(field);
        text.append(value);
        return this;
    }

    JsonWriter strings(String field, List<String> values) {
        name(field);
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            characters(values.get(i));
        }
        text.append(']');
        return this;
    }

    <T> JsonWriter objects(String field, List<T> values, BiConsumer<JsonWriter, T> fields) {
        name(field);
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            text.append(i > 0 ? ",{" : "{");
            fields.accept(this, values.get(i));
            text.append('}');
        }
        text.append(']');
        return this;
    }

    <T> JsonWriter objectOrNull(String field, @Nullable T value, BiConsumer<JsonWriter, T> fields) {
        name(field);
        if (value == null) {
            text.append("null");
            return this;
        }
        text.append('{');
        fields.accept(this, value);
        text.append('}');
        return this;
    }

    /// Leaves out what is not there.
    <T> JsonWriter objectIfAny(String field, @Nullable T value, BiConsumer<JsonWriter, T> fields) {
        return value == null ? this : objectOrNull(field, value, fields);
    }

    /// Leaves out what is not there.
    JsonWriter stringIfAny(String field, @Nullable Object value) {
        return value == null ? this : string(field, value.toString());
    }

    Bytes bytes() {
        return Bytes.utf8(text + "}");
    }

    private void name(String field) {
        if (text.charAt(text.length() - 1) != '{') {
            text.append(',');
        }
        text.append('"').append(field).append("\":");
    }

    private void characters(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }
}
