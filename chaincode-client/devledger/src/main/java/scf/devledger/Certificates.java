package scf.devledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes the certificates of a simulated organisation: ECDSA on P-256, roles as Fabric's NodeOUs write them.
///
/// The root's private key is thrown away when its two certificates are signed: nobody joins the organisation later.
final class Certificates {

    /// Used by name and never registered: the platform around us keeps the providers it chose.
    static final Provider PROVIDER = new BouncyCastleProvider();

    static final String SIGNATURE = "SHA256withECDSA";

    private static final int PEM_LINE = 64;
    private static final Duration VALIDITY = Duration.ofDays(20 * 365);
    private static final Duration SLACK_OF_CLOCKS = Duration.ofDays(1);

    private Certificates() {}

    static Organisation organisation(String mspId) {
        try {
            KeyPair rootKeys = keyPair();
            var rootName = new X500Name("CN=ca." + mspId + ",O=" + mspId);
            X509Certificate root = sign(rootName, rootName, rootKeys, rootKeys, true);
            return new Organisation(
                    mspId,
                    root,
                    member(rootName, rootKeys, mspId, "peer"),
                    member(rootName, rootKeys, mspId, "client"));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("The certificates of " + mspId + " could not be made", e);
        }
    }

    private static Organisation.Signing member(X500Name rootName, KeyPair rootKeys, String mspId, String role)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        KeyPair keys = keyPair();
        var name = new X500Name("CN=" + role + "0." + mspId + ",OU=" + role + ",O=" + mspId);
        return new Organisation.Signing(sign(rootName, name, rootKeys, keys, false), keys.getPrivate());
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(
            X500Name issuer, X500Name subject, KeyPair issuerKeys, KeyPair subjectKeys, boolean authority)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        Instant from = Instant.now().minus(SLACK_OF_CLOCKS);
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, new SecureRandom()),
                Date.from(from),
                Date.from(from.plus(VALIDITY)),
                subject,
                subjectKeys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        var signer =
                new JcaContentSignerBuilder(SIGNATURE).setProvider(PROVIDER).build(issuerKeys.getPrivate());
        byte[] encoded = new JcaX509CertificateConverter()
                .getCertificate(builder.build(signer))
                .getEncoded();
        return certificate(encoded);
    }

    /// Reads DER as well as PEM.
    static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of " + certificate.getSubjectX500Principal(), e);
        }
    }

    static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
