package scf.devledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.UUID;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Role;

/// Somebody who signs acts: the city, a bank, an enterprise.
record Party(String id, Role role, String kid, Algorithm algorithm, KeyPair keys) {

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    static Party of(Role role, Algorithm algorithm) {
        String id = UUID.randomUUID().toString();
        return new Party(id, role, "act-" + UUID.randomUUID(), algorithm, keyPair(algorithm));
    }

    /// The same party with another key.
    Party withNewKey(Algorithm other) {
        return new Party(id, role, "act-" + UUID.randomUUID(), other, keyPair(other));
    }

    /// Somebody who claims to be another with its own key.
    Party pretendingToBe(Party other) {
        return new Party(other.id(), other.role(), other.kid(), other.algorithm(), keyPair(other.algorithm()));
    }

    private static KeyPair keyPair(Algorithm algorithm) {
        try {
            return switch (algorithm) {
                case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case ECDSA_P256_SHA256 -> ec("secp256r1");
                case SM2_SM3, SM2_SM3_ASN1 -> ec("sm2p256v1");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    Bytes publicKey() {
        return Bytes.of(keys.getPublic().getEncoded());
    }

    Bytes sign(Bytes message) {
        try {
            return Bytes.of(
                    switch (algorithm) {
                        case ED25519 -> jca("Ed25519", message);
                        case ECDSA_P256_SHA256 -> jca("SHA256withPLAIN-ECDSA", message);
                        case SM2_SM3 -> sm2(PlainDSAEncoding.INSTANCE, message);
                        case SM2_SM3_ASN1 -> sm2(StandardDSAEncoding.INSTANCE, message);
                    });
        } catch (GeneralSecurityException | CryptoException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] jca(String name, Bytes message) throws GeneralSecurityException {
        PrivateKey key = keys.getPrivate();
        Signature signature =
                name.equals("Ed25519") ? Signature.getInstance(name) : Signature.getInstance(name, PROVIDER);
        signature.initSign(key);
        signature.update(message.toArray());
        return signature.sign();
    }

    private byte[] sm2(DSAEncoding encoding, Bytes message) throws CryptoException, IOException {
        AsymmetricKeyParameter key =
                PrivateKeyFactory.createKey(keys.getPrivate().getEncoded());
        byte[] identifier = BouncyCastleSignatures.SM2_IDENTIFIER.getBytes(StandardCharsets.US_ASCII);
        var signer = new SM2Signer(encoding, new SM3Digest());
        signer.init(true, new ParametersWithID(new ParametersWithRandom(key), identifier));
        signer.update(message.toArray(), 0, message.size());
        return signer.generateSignature();
    }
}
