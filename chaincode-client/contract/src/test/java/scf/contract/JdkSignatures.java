package scf.contract;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/// Ed25519 by the JDK: enough of the port to judge the rules by. The other algorithms are judged where Bouncy Castle
/// is.
final class JdkSignatures implements Signatures {

    @Override
    public boolean accepts(Algorithm algorithm, Bytes publicKey) {
        try {
            return algorithm == Algorithm.ED25519 && read(publicKey).getFormat().equals("X.509");
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    @Override
    public boolean verify(Algorithm algorithm, Bytes publicKey, Bytes message, Bytes signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(read(publicKey));
            verifier.update(message.toArray());
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    @Override
    public Bytes digest(Digest digest, Bytes message) {
        if (digest != Digest.SHA_256) {
            throw new IllegalArgumentException("Java has no " + digest.wire());
        }
        return SignedAct.sha256(message);
    }

    private static PublicKey read(Bytes publicKey) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey.toArray()));
    }
}
