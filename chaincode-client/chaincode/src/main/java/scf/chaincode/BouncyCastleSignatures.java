package scf.chaincode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Digest;
import scf.contract.Signatures;

/// Signatures and digests by Bouncy Castle's lightweight API: the same bytes on every peer, whatever security providers
/// its Java has.
///
/// A public key has exactly one encoding here. For each algorithm everything in a SubjectPublicKeyInfo but the point is
/// constant, so it is compared and not parsed: a named curve, an uncompressed point, no parameters that may be left
/// out. A second spelling of a key would be a second key.
public final class BouncyCastleSignatures implements Signatures {

    /// The signer's identifier of GM/T 0009, sixteen bytes. It is part of what SM2 hashes; who leaves it out, or takes
    /// a library's own default, makes signatures that nobody else can verify.
    public static final String SM2_IDENTIFIER = "1234567812345678";

    private static final ECDomainParameters P256 = curve("secp256r1");
    private static final ECDomainParameters SM2 = curve("sm2p256v1");

    private static final Bytes ED25519_PREFIX = Bytes.ofHex("302a300506032b6570032100");
    private static final Bytes P256_PREFIX = Bytes.ofHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final Bytes SM2_PREFIX = Bytes.ofHex("3059301306072a8648ce3d020106082a811ccf5501822d034200");

    private static final int COORDINATE = 32;
    private static final int UNCOMPRESSED_POINT = 1 + 2 * COORDINATE;
    private static final int RAW_SIGNATURE = 64;

    @Override
    public boolean accepts(Algorithm algorithm, Bytes publicKey) {
        return switch (algorithm) {
            case ED25519 -> ed25519(publicKey).isPresent();
            case ECDSA_P256_SHA256 -> point(P256, P256_PREFIX, publicKey).isPresent();
            case SM2_SM3, SM2_SM3_ASN1 -> point(SM2, SM2_PREFIX, publicKey).isPresent();
        };
    }

    @Override
    public boolean verify(Algorithm algorithm, Bytes publicKey, Bytes message, Bytes signature) {
        return switch (algorithm) {
            case ED25519 ->
                ed25519(publicKey)
                        .map(key -> verifyEd25519(key, message, signature))
                        .orElse(false);
            case ECDSA_P256_SHA256 ->
                point(P256, P256_PREFIX, publicKey)
                        .map(key -> verifyP256(key, message, signature))
                        .orElse(false);
            case SM2_SM3 ->
                signature.size() == RAW_SIGNATURE
                        && point(SM2, SM2_PREFIX, publicKey)
                                .map(key -> verifySm2(key, message, signature, PlainDSAEncoding.INSTANCE))
                                .orElse(false);
            case SM2_SM3_ASN1 ->
                point(SM2, SM2_PREFIX, publicKey)
                        .map(key -> verifySm2(key, message, signature, StandardDSAEncoding.INSTANCE))
                        .orElse(false);
        };
    }

    @Override
    public Bytes digest(Digest digest, Bytes message) {
        return switch (digest) {
            case SHA_256 -> hash(new SHA256Digest(), message);
            case SM3 -> hash(new SM3Digest(), message);
        };
    }

    private static boolean verifyEd25519(byte[] key, Bytes message, Bytes signature) {
        byte[] text = message.toArray();
        return signature.size() == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature.toArray(), 0, key, 0, text, 0, text.length);
    }

    private static boolean verifyP256(ECPublicKeyParameters key, Bytes message, Bytes signature) {
        if (signature.size() != RAW_SIGNATURE) {
            return false;
        }
        byte[] raw = signature.toArray();
        var r = new BigInteger(1, Arrays.copyOfRange(raw, 0, COORDINATE));
        var s = new BigInteger(1, Arrays.copyOfRange(raw, COORDINATE, RAW_SIGNATURE));
        var verifier = new ECDSASigner();
        verifier.init(false, key);
        return verifier.verifySignature(hash(new SHA256Digest(), message).toArray(), r, s);
    }

    private static boolean verifySm2(ECPublicKeyParameters key, Bytes message, Bytes signature, DSAEncoding encoding) {
        var verifier = new SM2Signer(encoding, new SM3Digest());
        verifier.init(false, withIdentifier(key));
        verifier.update(message.toArray(), 0, message.size());
        return verifier.verifySignature(signature.toArray());
    }

    private static CipherParameters withIdentifier(ECPublicKeyParameters key) {
        return new ParametersWithID(key, SM2_IDENTIFIER.getBytes(StandardCharsets.US_ASCII));
    }

    /// The point of an Ed25519 key; one of small order would let anybody sign anything.
    private static Optional<byte[]> ed25519(Bytes publicKey) {
        return afterPrefix(ED25519_PREFIX, publicKey, Ed25519.PUBLIC_KEY_SIZE)
                .filter(point -> Ed25519.validatePublicKeyFull(point, 0));
    }

    private static Optional<ECPublicKeyParameters> point(ECDomainParameters curve, Bytes prefix, Bytes publicKey) {
        return afterPrefix(prefix, publicKey, UNCOMPRESSED_POINT)
                .filter(encoded -> encoded[0] == 0x04)
                .flatMap(encoded -> onCurve(curve, encoded));
    }

    private static Optional<ECPublicKeyParameters> onCurve(ECDomainParameters curve, byte[] encoded) {
        try {
            return Optional.of(new ECPublicKeyParameters(curve.getCurve().decodePoint(encoded), curve));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> afterPrefix(Bytes prefix, Bytes publicKey, int length) {
        byte[] key = publicKey.toArray();
        int start = prefix.size();
        return key.length == start + length && Arrays.equals(key, 0, start, prefix.toArray(), 0, start)
                ? Optional.of(Arrays.copyOfRange(key, start, key.length))
                : Optional.empty();
    }

    private static Bytes hash(ExtendedDigest digest, Bytes message) {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(message.toArray(), 0, message.size());
        digest.doFinal(hash, 0);
        return Bytes.of(hash);
    }

    private static ECDomainParameters curve(String name) {
        X9ECParameters parameters = CustomNamedCurves.getByName(name);
        if (parameters == null) {
            throw new IllegalStateException("Bouncy Castle has no curve " + name);
        }
        return new ECDomainParameters(parameters);
    }
}
