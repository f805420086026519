package scf.chaincode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Digest;

/// A private key and its signatures, in each of the algorithms: what an enterprise's own system has.
record TestKey(Algorithm algorithm, Bytes secret) {

    private static final ECDomainParameters P256 = curve(SECNamedCurves.getByName("secp256r1"));
    private static final ECDomainParameters SM2 = curve(GMNamedCurves.getByName("sm2p256v1"));

    static TestKey of(Algorithm algorithm, String secretHex) {
        return new TestKey(algorithm, Bytes.ofHex(secretHex));
    }

    /// X.509 SubjectPublicKeyInfo.
    Bytes publicKey() {
        return switch (algorithm) {
            case ED25519 -> {
                byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
                Ed25519.generatePublicKey(secret.toArray(), 0, point, 0);
                yield Bytes.ofHex("302a300506032b6570032100").plus(Bytes.of(point));
            }
            case ECDSA_P256_SHA256 ->
                Bytes.ofHex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
                        .plus(point(P256));
            case SM2_SM3, SM2_SM3_ASN1 ->
                Bytes.ofHex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
                        .plus(point(SM2));
        };
    }

    Bytes sign(Bytes message) {
        return switch (algorithm) {
            case ED25519 -> {
                byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
                Ed25519.sign(secret.toArray(), 0, message.toArray(), 0, message.size(), signature, 0);
                yield Bytes.of(signature);
            }
            case ECDSA_P256_SHA256 -> signP256(message);
            case SM2_SM3 -> signSm2(message, PlainDSAEncoding.INSTANCE);
            case SM2_SM3_ASN1 -> signSm2(message, StandardDSAEncoding.INSTANCE);
        };
    }

    private Bytes signP256(Bytes message) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(number(), P256));
        var hash = new BouncyCastleSignatures().digest(Digest.SHA_256, message);
        var rs = signer.generateSignature(hash.toArray());
        return Bytes.of(PlainDSAEncoding.INSTANCE.encode(P256.getN(), rs[0], rs[1]));
    }

    private Bytes signSm2(Bytes message, DSAEncoding encoding) {
        try {
            var signer = new SM2Signer(encoding, new SM3Digest());
            var key = new ECPrivateKeyParameters(number(), SM2);
            signer.init(
                    true,
                    new ParametersWithID(
                            key, BouncyCastleSignatures.SM2_IDENTIFIER.getBytes(StandardCharsets.US_ASCII)));
            signer.update(message.toArray(), 0, message.size());
            return Bytes.of(signer.generateSignature());
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    private Bytes point(ECDomainParameters curve) {
        return Bytes.of(curve.getG().multiply(number()).normalize().getEncoded(false));
    }

    private BigInteger number() {
        return new BigInteger(1, secret.toArray());
    }

    private static ECDomainParameters curve(X9ECParameters parameters) {
        return new ECDomainParameters(parameters);
    }
}
