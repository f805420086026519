package scf.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of one JSON object. Whatever is not of the form that is asked for is an [IllegalArgumentException], which
/// the caller gives its reason.
record Fields(Map<String, Object> fields) {

    /// Bytes that are UTF-8, and JSON of the one spelling.
    static Fields of(Octets json) {
        return of(Json.read(utf8(json)));
    }

    @SuppressWarnings("unchecked")
    static Fields of(Object value) {
        if (value instanceof Map<?, ?> fields) {
            return new Fields((Map<String, Object>) fields);
        }
        throw new IllegalArgumentException("no object");
    }

    static String utf8(Octets bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("no UTF-8", e);
        }
    }

    /// Exactly these fields, in this order.
    Fields expect(String... names) {
        if (!List.copyOf(fields.keySet()).equals(List.of(names))) {
            throw new IllegalArgumentException("other fields");
        }
        return this;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Object value(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    /// Empty where `null` stands.
    Optional<Object> valueOrNull(String name) {
        return Optional.of(value(name)).filter(value -> !Json.isNull(value));
    }

    String text(String name) {
        return text(value(name));
    }

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text");
    }

    long number(String name) {
        if (value(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("no number");
    }

    List<Object> list(String name) {
        if (value(name) instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new IllegalArgumentException("no list");
    }

    List<Octets> listOfBytes(String name) {
        return list(name).stream().map(Fields::base64).toList();
    }

    Octets base64(String name) {
        return base64(value(name));
    }

    /// Standard base64 with padding, of which each byte string has one spelling.
    static Octets base64(Object value) {
        byte[] bytes = Base64.getDecoder().decode(text(value));
        if (!Base64.getEncoder().encodeToString(bytes).equals(value)) {
            throw new IllegalArgumentException("another spelling of base64");
        }
        return Octets.of(bytes);
    }

    static Octets hex(Object value) {
        byte[] bytes = HexFormat.of().parseHex(text(value));
        if (!HexFormat.of().formatHex(bytes).equals(value)) {
            throw new IllegalArgumentException("another spelling of hex");
        }
        return Octets.of(bytes);
    }
}
