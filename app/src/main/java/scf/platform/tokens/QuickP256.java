package scf.platform.tokens;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;

/// ES256, the signature of tokens and of their proofs, computed by Bouncy Castle as every other signature here is.
///
/// The JDK's own P-256 leans on instructions that few processors have: without them a check takes it five times as
/// long, and it is the dearest step of a call. Nimbus takes the first provider of the JVM that knows the algorithm, so
/// this one stands first and knows no other.
final class QuickP256 extends Provider {

    private static final String NAME = "SCF-P256";
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final String BY = "org.bouncycastle.jcajce.provider.asymmetric.ec.SignatureSpi$ecDSA256";

    private QuickP256() {
        super(NAME, "1", "ECDSA with SHA-256 by Bouncy Castle");
        putService(new Service(this, "Signature", ALGORITHM, BY, List.of(), Map.of()));
    }

    static void install() {
        Security.insertProviderAt(new QuickP256(), 1);
    }
}
