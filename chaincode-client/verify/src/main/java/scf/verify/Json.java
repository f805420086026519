package scf.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the little JSON that a proof, an act and a trust bundle are made of: objects (as maps in their order), lists,
/// texts, whole numbers, true, false; and `null` as a value of its own, which [#isNull] knows.
///
/// No white space and one spelling of each text: what is read here could be written only as it stands.
final class Json {

    private enum Null {
        NULL
    }

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException if it is spelt in any other way
    static Object read(String text) {
        var json = new Json(text);
        Object value = json.value();
        if (json.at != text.length()) {
            throw json.odd();
        }
        return value;
    }

    static boolean isNull(Object value) {
        return value instanceof Null;
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 'n' -> word("null", Null.NULL);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        var fields = new LinkedHashMap<String, Object>();
        take('{');
        if (peek() == '}') {
            at++;
            return fields;
        }
        while (true) {
            String name = string();
            take(':');
            if (fields.put(name, value()) != null) {
                throw odd();
            }
            if (peek() == '}') {
                at++;
                return fields;
            }
            take(',');
        }
    }

    private List<Object> list() {
        var elements = new ArrayList<>();
        take('[');
        if (peek() == ']') {
            at++;
            return elements;
        }
        while (true) {
            elements.add(value());
            if (peek() == ']') {
                at++;
                return elements;
            }
            take(',');
        }
    }

    private String string() {
        take('"');
        var read = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw odd();
            }
            read.append(c == '\\' ? escaped() : c);
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\' -> c;
            // Only a trust bundle has these: its certificates are PEM, line by line.
            case 'n' -> '\n';
            default -> throw odd();
        };
    }

    private Long number() {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(begin, at);
        if (digits.isEmpty() || digits.length() > 18 || (digits.length() > 1 && digits.charAt(0) == '0')) {
            throw odd();
        }
        return Long.valueOf(digits);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw odd();
        }
        at += word.length();
        return value;
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw odd();
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw odd();
        }
        return text.charAt(at);
    }

    private IllegalArgumentException odd() {
        return new IllegalArgumentException("not of this form at " + at);
    }
}
