import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Hashes and signatures with what the JDK brings. It knows no 国密: acts under SM2 keys are counted, not verified.
final class Hashes {

    private Hashes() {}

    static String sha256(byte[]... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static boolean isKnown(String algorithm) {
        return algorithm.equals("ed25519") || algorithm.equals("ecdsa-p256-sha256");
    }

    static boolean verifies(String algorithm, byte[] publicKey, byte[] message, byte[] signature) {
        boolean edwards = algorithm.equals("ed25519");
        try {
            var key = KeyFactory.getInstance(edwards ? "Ed25519" : "EC")
                    .generatePublic(new X509EncodedKeySpec(publicKey));
            var verifier = Signature.getInstance(edwards ? "Ed25519" : "SHA256withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
