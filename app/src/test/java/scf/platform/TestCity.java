package scf.platform;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import scf.contract.Bytes;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// The city whose first key for acts begins the ledger of every test. The key is made anew for each run.
public final class TestCity {

    public static final EnterpriseId ID = EnterpriseId.random();
    public static final KeyId KEY = new KeyId("city-first-key");
    public static final String ALGORITHM = "ed25519";

    private static final KeyPair PAIR = generate();

    private TestCity() {}

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Bytes publicKey() {
        return Bytes.of(PAIR.getPublic().getEncoded());
    }

    public static PrivateKey privateKey() {
        return PAIR.getPrivate();
    }
}
