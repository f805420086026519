package scf.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A byte string that never changes.
///
/// What was signed is kept as the very bytes that were signed: they are copied on the way in and on the way out, so
/// that nobody can alter an act that somebody else has already checked.
public final class Bytes implements Comparable<Bytes> {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Lower-case hex only: each byte string has one spelling.
    public static Bytes ofHex(String hex) {
        Bytes read;
        try {
            read = new Bytes(HEX.parseHex(hex));
        } catch (IllegalArgumentException _) {
            throw new Malformed("not hex");
        }
        if (!read.hex().equals(hex)) {
            throw new Malformed("not lower-case hex");
        }
        return read;
    }

    /// Standard base64 with padding, and only its canonical spelling: the unused bits of the last character are zero.
    public static Bytes ofBase64(String base64) {
        Bytes read;
        try {
            read = new Bytes(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            throw new Malformed("not base64");
        }
        if (!read.base64().equals(base64)) {
            throw new Malformed("not canonical base64");
        }
        return read;
    }

    public String hex() {
        return HEX.formatHex(content);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    /// The text that these bytes spell; bytes that are not UTF-8 are malformed, never repaired.
    public String utf8() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Malformed("not UTF-8");
        }
    }

    public byte[] toArray() {
        return content.clone();
    }

    public int size() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    public Bytes plus(Bytes tail) {
        byte[] joined = Arrays.copyOf(content, content.length + tail.content.length);
        System.arraycopy(tail.content, 0, joined, content.length, tail.content.length);
        return new Bytes(joined);
    }

    /// Unsigned, byte by byte: the order in which a ledger sorts its keys.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    /// In constant time: commitments are compared with it.
    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && MessageDigest.isEqual(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /// Says only how many there are: rows and salts must not reach a log by way of a message.
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
