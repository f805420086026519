package scf.platform.practice;

import java.util.Map;
import scf.contract.Bytes;

/// The body of `POST /v1/keys`: the public key, whose it is, and a proof that its owner holds the private half.
final class KeyRegistration {

    private KeyRegistration() {}

    static Map<String, Object> of(String owner, PracticeKey key) {
        var secret = key.secret();
        String publicKey = secret.publicKey().base64();
        Bytes statement = Bytes.utf8(String.join(
                "\n",
                "SCF-Key/1",
                secret.kid().value(),
                owner,
                key.usage(),
                secret.algorithm().wire(),
                publicKey));
        return Map.of(
                "ownerId", owner,
                "kid", secret.kid().value(),
                "usage", key.usage(),
                "user", key.user(),
                "algorithm", secret.algorithm().wire(),
                "publicKey", publicKey,
                "proof", secret.sign(statement).base64());
    }
}
