package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/// Who belongs to the channel, and whose signature is whose (membership service provider, 成员服务).
final class Msp {

    private static final BigInteger ORDER =
            ECNamedCurveTable.getParameterSpec("secp256r1").getN();
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    /// Identities that were found good; there are few, and strangers are never kept.
    private final Map<ByteString, Identity> known = new ConcurrentHashMap<>();

    private final Map<String, Organisation> organisations;

    enum Role {
        PEER,
        CLIENT
    }

    /// A certificate that one of the organisations has issued.
    record Identity(String mspId, Role role, PublicKey key, ByteString serialized) {

        /// Fabric also demands the lower of the two values that `s` may have, so that nobody can alter a signature.
        boolean hasSigned(ByteString signature, ByteString... message) {
            try {
                ASN1Sequence pair = ASN1Sequence.getInstance(signature.toByteArray());
                if (ASN1Integer.getInstance(pair.getObjectAt(1)).getValue().compareTo(HALF_ORDER) > 0) {
                    return false;
                }
                Signature verifier = Signature.getInstance(Certificates.SIGNATURE, Certificates.PROVIDER);
                verifier.initVerify(key);
                for (ByteString part : message) {
                    verifier.update(part.asReadOnlyByteBuffer());
                }
                return verifier.verify(signature.toByteArray());
            } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
                return false;
            }
        }
    }

    Msp(Map<String, Organisation> organisations) {
        this.organisations = Map.copyOf(organisations);
    }

    /// Empty for whoever is not a member.
    Optional<Identity> identify(ByteString serialized) {
        Identity before = known.get(serialized);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<Identity> identity = read(serialized);
        identity.ifPresent(found -> known.put(serialized, found));
        return identity;
    }

    private Optional<Identity> read(ByteString serialized) {
        try {
            SerializedIdentity claimed = SerializedIdentity.parseFrom(serialized);
            Organisation organisation = organisations.get(claimed.getMspid());
            if (organisation == null) {
                return Optional.empty();
            }
            X509Certificate certificate =
                    Certificates.certificate(claimed.getIdBytes().toByteArray());
            certificate.verify(organisation.root().getPublicKey());
            certificate.checkValidity();
            return role(certificate)
                    .map(role -> new Identity(organisation.mspId(), role, certificate.getPublicKey(), serialized));
        } catch (InvalidProtocolBufferException | GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static Optional<Role> role(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        if (name.contains("OU=peer")) {
            return Optional.of(Role.PEER);
        }
        return name.contains("OU=client") ? Optional.of(Role.CLIENT) : Optional.empty();
    }

    /// As Fabric's own peers write themselves: the organisation, and the certificate as PEM.
    static ByteString serialized(String mspId, X509Certificate certificate) {
        return SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(ByteString.copyFromUtf8(Certificates.pem(certificate)))
                .build()
                .toByteString();
    }

    static ByteString sign(Organisation.Signing signing, ByteString... message) {
        try {
            Signature signer = Signature.getInstance(Certificates.SIGNATURE, Certificates.PROVIDER);
            signer.initSign(signing.key());
            for (ByteString part : message) {
                signer.update(part.asReadOnlyByteBuffer());
            }
            return lowS(signer.sign());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(signing + " does not sign", e);
        }
    }

    private static ByteString lowS(byte[] signature) throws IOException {
        ASN1Sequence pair = ASN1Sequence.getInstance(signature);
        BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
        if (s.compareTo(HALF_ORDER) <= 0) {
            return ByteString.copyFrom(signature);
        }
        var lower = new DERSequence(new ASN1Encodable[] {pair.getObjectAt(0), new ASN1Integer(ORDER.subtract(s))});
        return ByteString.copyFrom(lower.getEncoded());
    }
}
