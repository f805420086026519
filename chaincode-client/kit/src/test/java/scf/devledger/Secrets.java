package scf.devledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Values that were planted in rows, in every encoding in which they might turn up somewhere else.
final class Secrets {

    private static final int BASE64_OFFSETS = 3;

    /// By what is looked for and how it is encoded: the bytes.
    private final Map<String, byte[]> patterns = new LinkedHashMap<>();

    /// A name, an invoice number, any words of eight characters or more.
    void plant(String text) {
        if (text.codePointCount(0, text.length()) < 8) {
            throw new IllegalArgumentException("Too short to be found by chance only: " + text);
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            encoded(text + " as " + charset, text.getBytes(charset));
        }
    }

    /// An amount in minor units.
    void plant(long minor) {
        plant(Long.toString(minor));
        plant("%d.%02d".formatted(minor / 100, minor % 100));
        byte[] big = ByteBuffer.allocate(Long.BYTES).putLong(minor).array();
        byte[] little = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(minor)
                .array();
        encoded(minor + " in 8 bytes, big endian", big);
        encoded(minor + " in 8 bytes, little endian", little);
        encoded(minor + " as varint", varint(minor));
    }

    /// The id of a party, as text and in 16 bytes.
    void plant(UUID id) {
        plant(id.toString());
        encoded(
                id + " in 16 bytes",
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    private static byte[] varint(long value) {
        var out = new ByteArrayOutputStream();
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    /// The bytes themselves, as hex, and as base64 at each of the three offsets at which they may stand in a text.
    private void encoded(String what, byte[] bytes) {
        patterns.put(what, bytes);
        String hex = HexFormat.of().formatHex(bytes);
        patterns.put(what + ", hex", hex.getBytes(StandardCharsets.US_ASCII));
        patterns.put(what + ", HEX", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        for (int offset = 0; offset < BASE64_OFFSETS; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // Characters that also hold bits of a neighbour are left out.
            int from = (offset * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            String inner = base64.substring(from, to);
            patterns.put(what + ", base64 at " + offset, inner.getBytes(StandardCharsets.US_ASCII));
            String urlSafe = inner.replace('+', '-').replace('/', '_');
            patterns.put(what + ", base64url at " + offset, urlSafe.getBytes(StandardCharsets.US_ASCII));
        }
    }

    int size() {
        return patterns.size();
    }

    /// All that is found in `content`.
    List<String> foundIn(byte[] content) {
        List<String> found = new ArrayList<>();
        patterns.forEach((what, pattern) -> {
            if (contains(content, pattern)) {
                found.add(what);
            }
        });
        return found;
    }

    private static boolean contains(byte[] content, byte[] pattern) {
        outer:
        for (int start = 0; start <= content.length - pattern.length; start++) {
            for (int i = 0; i < pattern.length; i++) {
                if (content[start + i] != pattern[i]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    /// What each pattern alone is found as: the control, for a scanner that finds nothing proves nothing.
    List<String> notFoundInThemselves() {
        return patterns.entrySet().stream()
                .filter(pattern -> !foundIn(("x" + new String(pattern.getValue(), StandardCharsets.ISO_8859_1) + "y")
                                .getBytes(StandardCharsets.ISO_8859_1))
                        .contains(pattern.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
