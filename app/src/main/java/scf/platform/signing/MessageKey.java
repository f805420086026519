package scf.platform.signing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.io.pem.PemReader;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.schema.ids.KeyId;

/// A private key in hand, and how it signs: the platform's own keys, and those of whoever calls through [SignedClient].
public final class MessageKey {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyId kid;
    private final Algorithm algorithm;
    private final AsymmetricKeyParameter secret;
    private final Bytes publicKey;

    private MessageKey(KeyId kid, Algorithm algorithm, AsymmetricKeyParameter secret) {
        boolean fits = algorithm == Algorithm.ED25519
                ? secret instanceof Ed25519PrivateKeyParameters
                : secret instanceof ECPrivateKeyParameters;
        if (!fits) {
            throw new IllegalArgumentException("Not a private key for " + algorithm.wire());
        }
        this.kid = kid;
        this.algorithm = algorithm;
        this.secret = secret;
        this.publicKey = publicHalf(secret);
    }

    /// A key drawn now.
    public static MessageKey draw(KeyId kid, Algorithm algorithm) {
        AsymmetricCipherKeyPairGenerator generator;
        if (algorithm == Algorithm.ED25519) {
            generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(RANDOM));
        } else {
            generator = new ECKeyPairGenerator();
            generator.init(new ECKeyGenerationParameters(curve(algorithm), RANDOM));
        }
        return new MessageKey(kid, algorithm, generator.generateKeyPair().getPrivate());
    }

    /// From PKCS#8 (DER), as `openssl genpkey` and Java write it.
    public static MessageKey ofPkcs8(KeyId kid, Algorithm algorithm, byte[] pkcs8) {
        try {
            return new MessageKey(kid, algorithm, PrivateKeyFactory.createKey(pkcs8));
        } catch (IOException e) {
            throw new UncheckedIOException("Not a PKCS#8 key: " + kid, e);
        }
    }

    /// From `-----BEGIN PRIVATE KEY-----`.
    public static MessageKey ofPem(KeyId kid, Algorithm algorithm, String pem) {
        try (var reader = new PemReader(new StringReader(pem))) {
            return ofPkcs8(kid, algorithm, reader.readPemObject().getContent());
        } catch (IOException e) {
            throw new UncheckedIOException("Not a PEM key: " + kid, e);
        }
    }

    /// From the bare secret: the `d` of a JWK, decoded.
    public static MessageKey ofSecret(KeyId kid, Algorithm algorithm, byte[] secret) {
        return new MessageKey(
                kid,
                algorithm,
                algorithm == Algorithm.ED25519
                        ? new Ed25519PrivateKeyParameters(secret)
                        : new ECPrivateKeyParameters(new BigInteger(1, secret), curve(algorithm)));
    }

    private static ECNamedDomainParameters curve(Algorithm algorithm) {
        // Looked up by name and not built by hand: Bouncy Castle then brings the curve's own arithmetic, five times as
        // fast as that for any curve.
        return ECNamedDomainParameters.lookup(
                ECNamedCurveTable.getOID(algorithm == Algorithm.ECDSA_P256_SHA256 ? "secp256r1" : "sm2p256v1"));
    }

    public KeyId kid() {
        return kid;
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /// The public half as SubjectPublicKeyInfo (DER).
    public Bytes publicKey() {
        return publicKey;
    }

    private static Bytes publicHalf(AsymmetricKeyParameter secret) {
        AsymmetricKeyParameter half = switch (secret) {
            case Ed25519PrivateKeyParameters edwards -> edwards.generatePublicKey();
            case ECPrivateKeyParameters ec ->
                new ECPublicKeyParameters(
                        new FixedPointCombMultiplier()
                                .multiply(ec.getParameters().getG(), ec.getD()),
                        ec.getParameters());
            default -> throw new IllegalStateException("Checked when it was read: " + secret.getClass());
        };
        try {
            return Bytes.of(
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The private half as PKCS#8 (DER), version 1: OpenSSL and what stands on it read no version 2 of an Ed25519 key.
    public byte[] pkcs8() {
        try {
            var full = PrivateKeyInfoFactory.createPrivateKeyInfo(secret);
            return new PrivateKeyInfo(full.getPrivateKeyAlgorithm(), full.parsePrivateKey()).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Bytes sign(Bytes message) {
        Signer signer = switch (algorithm) {
            case ED25519 -> new Ed25519Signer();
            // RFC 6979: no random number, so none that can leak the key.
            case ECDSA_P256_SHA256 ->
                new DSADigestSigner(
                        new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())),
                        new SHA256Digest(),
                        PlainDSAEncoding.INSTANCE);
            case SM2_SM3 -> sm2(PlainDSAEncoding.INSTANCE);
            case SM2_SM3_ASN1 -> sm2(StandardDSAEncoding.INSTANCE);
        };
        signer.init(true, parameters());
        signer.update(message.toArray(), 0, message.size());
        try {
            return Bytes.of(signer.generateSignature());
        } catch (CryptoException e) {
            throw new IllegalStateException("A key that was read can sign: " + kid, e);
        }
    }

    private static Signer sm2(DSAEncoding encoding) {
        return new SM2Signer(encoding, new SM3Digest());
    }

    /// SM2 hashes who signs into what is signed; the identifier is always set, never left to a library's default.
    private CipherParameters parameters() {
        return switch (Suite.of(algorithm)) {
            case INTL -> secret;
            case GM ->
                new ParametersWithID(secret, BouncyCastleSignatures.SM2_IDENTIFIER.getBytes(StandardCharsets.US_ASCII));
        };
    }

    /// Names the key, never shows it.
    @Override
    public String toString() {
        return kid + " (" + algorithm.wire() + ")";
    }
}
