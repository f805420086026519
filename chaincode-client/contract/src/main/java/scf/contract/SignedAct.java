package scf.contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/// An act as it travels: the header's very bytes, the rows and salts that open its commitments, and the signature.
///
/// @param cosignatures of those whom the header names as cosigners, in its order, each over the same header
public record SignedAct(Bytes header, List<Bytes> rows, List<Bytes> salts, Bytes signature, List<Bytes> cosignatures) {

    /// An act that its actor alone has signed.
    public SignedAct(Bytes header, List<Bytes> rows, List<Bytes> salts, Bytes signature) {
        this(header, rows, salts, signature, List.of());
    }

    /// As long as the digest: a shorter salt could be guessed together with a row of few possibilities.
    public static final int BYTES_IN_A_SALT = 32;

    public SignedAct {
        rows = List.copyOf(rows);
        salts = List.copyOf(salts);
        cosignatures = List.copyOf(cosignatures);
    }

    /// What the act is called in public: SHA-256 over the header in lower-case hex, whatever the suite of its key.
    public String hash() {
        return hashOf(header);
    }

    public static String hashOf(Bytes header) {
        return sha256(header).hex();
    }

    /// The short code (校验码) that a checker compares on a second device before signing.
    public String code() {
        return codeOf(hash());
    }

    public static String codeOf(String hash) {
        return hash.substring(0, 8).toUpperCase(Locale.ROOT);
    }

    public static Bytes sha256(Bytes content) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
