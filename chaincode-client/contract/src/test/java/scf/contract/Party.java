package scf.contract;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.UUID;

/// Somebody with a key of its own.
record Party(String id, Role role, String kid, KeyPair keys) {

    static Party aParty(Role role, String kid) {
        return new Party(UUID.randomUUID().toString(), role, kid, newKeys());
    }

    /// The same party with another key.
    Party withKey(String otherKid) {
        return new Party(id, role, otherKid, newKeys());
    }

    Bytes publicKey() {
        return Bytes.of(keys.getPublic().getEncoded());
    }

    KeyRow row() {
        return new KeyRow(kid, id, role, Algorithm.ED25519, publicKey());
    }

    Bytes sign(Bytes message) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(message.toArray());
            return Bytes.of(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
