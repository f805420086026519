package scf.verify;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/// Signatures of peers (ECDSA on P-256 in DER) and of parties (the four algorithms of `docs/api/acts.md`).
final class Signing {

    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);
    private static final Octets P256 = hex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final Octets SM2 = hex("3059301306072a8648ce3d020106082a811ccf5501822d034200");
    private static final int RAW = 64;

    private Signing() {}

    /// Peers sign with the lower of the two values that `s` may have: otherwise anybody could alter a signature.
    static boolean isOfPeer(PublicKey key, Octets message, Octets signature) {
        return raw(signature)
                .filter(raw -> new BigInteger(1, raw.part(RAW / 2, RAW).toArray()).compareTo(ORDER.shiftRight(1)) <= 0)
                .map(raw -> verify("SHA256withECDSAinP1363Format", key, message, raw))
                .orElse(false);
    }

    /// @param publicKey SubjectPublicKeyInfo
    static boolean isOfParty(String algorithm, Octets publicKey, Octets message, Octets signature) {
        return switch (algorithm) {
            case "ed25519" ->
                signature.size() == RAW && verify("Ed25519", key("Ed25519", publicKey), message, signature);
            case "ecdsa-p256-sha256" ->
                signature.size() == RAW
                        && point(P256, publicKey).isPresent()
                        && verify("SHA256withECDSAinP1363Format", key("EC", publicKey), message, signature);
            case "sm2-sm3" ->
                point(SM2, publicKey)
                        .map(point -> Sm2.verify(point, message, signature))
                        .orElse(false);
            case "sm2-sm3-asn1" ->
                point(SM2, publicKey)
                        .flatMap(point -> raw(signature).map(raw -> Sm2.verify(point, message, raw)))
                        .orElse(false);
            default -> false;
        };
    }

    private static Octets hex(String digits) {
        return Octets.of(HexFormat.of().parseHex(digits));
    }

    private static Optional<Octets> point(Octets prefix, Octets publicKey) {
        int start = prefix.size();
        return publicKey.size() == start + 1 + RAW
                        && publicKey.part(0, start).equals(prefix)
                        && publicKey.at(start) == 4
                ? Optional.of(publicKey.part(start + 1, publicKey.size()))
                : Optional.empty();
    }

    private static PublicKey key(String algorithm, Octets publicKey) {
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(publicKey.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key", e);
        }
    }

    private static boolean verify(String algorithm, PublicKey key, Octets message, Octets signature) {
        try {
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(message.toArray());
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// `SEQUENCE { r, s }` as `r ‖ s`; empty if it is not DER to the letter.
    private static Optional<Octets> raw(Octets signature) {
        byte[] der = signature.toArray();
        if (der.length < 8 || der.length > 72 || der[0] != 0x30 || der[1] != der.length - 2) {
            return Optional.empty();
        }
        int first = 4 + der[3];
        if (der[3] < 1 || first + 2 > der.length || first + 2 + der[first + 1] != der.length) {
            return Optional.empty();
        }
        byte[] out = new byte[RAW];
        boolean sound = integer(der, 2, out, RAW / 2) && integer(der, first, out, RAW);
        return sound ? Optional.of(Octets.of(out)) : Optional.empty();
    }

    /// A positive INTEGER in its shortest form, written so that it ends at `end`.
    private static boolean integer(byte[] der, int at, byte[] out, int end) {
        int length = der[at + 1];
        if (der[at] != 0x02 || length < 1 || length > 33 || der[at + 2] < 0) {
            return false;
        }
        boolean padded = der[at + 2] == 0;
        if (padded && (length == 1 || der[at + 3] >= 0)) {
            return false;
        }
        int skipped = padded ? 1 : 0;
        if (length - skipped > RAW / 2) {
            return false;
        }
        System.arraycopy(der, at + 2 + skipped, out, end - (length - skipped), length - skipped);
        return true;
    }
}
