package scf.verify;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that never change, compared by what they are.
final class Octets {

    static final Octets NONE = new Octets(new byte[0]);

    private final byte[] content;

    private Octets(byte[] content) {
        this.content = content;
    }

    static Octets of(byte[] content) {
        return new Octets(content.clone());
    }

    static Octets joined(Octets... parts) {
        var all = new ByteArrayOutputStream();
        for (Octets part : parts) {
            all.writeBytes(part.content);
        }
        return new Octets(all.toByteArray());
    }

    byte[] toArray() {
        return content.clone();
    }

    int size() {
        return content.length;
    }

    boolean isEmpty() {
        return content.length == 0;
    }

    byte at(int index) {
        return content[index];
    }

    Octets part(int from, int to) {
        return new Octets(Arrays.copyOfRange(content, from, to));
    }

    Octets sha256() {
        try {
            return new Octets(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(content, octets.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
