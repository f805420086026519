import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON into maps, lists, strings, numbers and truth values: the auditor borrows no library, so that no mistake
/// of one can hide in both.
final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException for what is no JSON
    static Object read(String text) {
        var json = new Json(text);
        Object value = json.value();
        json.blank();
        if (json.at != text.length()) {
            throw json.unreadable();
        }
        return value;
    }

    static Map<String, Object> object(String text) {
        return map(read(text));
    }

    /// An object; what is none has no fields.
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /// An array; what is none has no elements.
    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return value instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /// The text of a field; empty where there is none.
    static String text(Map<String, Object> object, String field) {
        return object.get(field) instanceof String text ? text : "";
    }

    static long number(Map<String, Object> object, String field) {
        return object.get(field) instanceof BigDecimal number ? number.longValueExact() : 0;
    }

    /// The same number for the same content, in whatever order its fields came, and hardly ever for other content.
    static long digest(Object value) {
        long digest = 17;
        if (value instanceof Map<?, ?>) {
            for (var field : map(value).entrySet()) {
                digest += mixed(digest(field.getKey()) * 31 + digest(field.getValue()));
            }
        } else if (value instanceof List<?>) {
            for (Object element : list(value)) {
                digest = mixed(digest * 31 + digest(element));
            }
        } else {
            String words = value instanceof BigDecimal number
                    ? number.stripTrailingZeros().toPlainString()
                    : String.valueOf(value);
            for (int i = 0; i < words.length(); i++) {
                digest = digest * 1_000_003 + words.charAt(i);
            }
            digest = mixed(digest);
        }
        return digest;
    }

    /// No bit of the result depends on a few bits of the number alone.
    private static long mixed(long number) {
        long mixed = (number ^ (number >>> 32)) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    private Object value() {
        blank();
        if (at == text.length()) {
            throw unreadable();
        }
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        var fields = new LinkedHashMap<String, Object>();
        at++;
        blank();
        while (text.charAt(at) != '}') {
            blank();
            String name = string();
            blank();
            expect(':');
            fields.put(name, value());
            blank();
            if (text.charAt(at) != '}') {
                expect(',');
            }
        }
        at++;
        return fields;
    }

    private List<Object> array() {
        var elements = new ArrayList<>();
        at++;
        blank();
        while (text.charAt(at) != ']') {
            elements.add(value());
            blank();
            if (text.charAt(at) != ']') {
                expect(',');
            }
        }
        at++;
        return elements;
    }

    private String string() {
        expect('"');
        int start = at;
        while (text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        var read = new StringBuilder(text.substring(start, at));
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            read.append(c == '\\' ? escaped() : c);
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (start == at) {
            throw unreadable();
        }
        return new BigDecimal(text.substring(start, at));
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) {
            throw unreadable();
        }
        at += word.length();
        return meaning;
    }

    private void blank() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private void expect(char c) {
        if (at >= text.length() || text.charAt(at) != c) {
            throw unreadable();
        }
        at++;
    }

    private IllegalArgumentException unreadable() {
        return new IllegalArgumentException("no JSON at character " + at + " of: "
                + text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40)));
    }
}
