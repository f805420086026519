package scf.verify;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/// A peer that has signed: its organisation, and its certificate, which comes from that organisation's root.
///
/// @param serialized the bytes that it signs with each answer
record Endorser(String organisation, X509Certificate certificate, Octets serialized) {

    private static final Set<String> ROLES = Set.of("peer", "client", "admin", "orderer");

    static Endorser of(Octets serialized, TrustBundle trust) {
        String organisation;
        X509Certificate certificate;
        try {
            var identity = Wire.read(serialized, 1, 2);
            organisation = identity.text(1);
            certificate = TrustBundle.certificate(identity.bytes(2));
            if (!identity.text(2).equals(pem(certificate))) {
                throw new IllegalArgumentException("another spelling of PEM");
            }
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.ENDORSER_UNREADABLE, "endorsers");
        }
        List<X509Certificate> roots = trust.roots().get(organisation);
        if (roots == null) {
            throw new NotProved(Reason.ORGANISATION_UNKNOWN, organisation);
        }
        if (roots.stream().noneMatch(root -> isIssuedBy(certificate, root))) {
            throw new NotProved(Reason.CERTIFICATE_NOT_OF_ROOT, organisation);
        }
        if (!isOfPeer(certificate)) {
            throw new NotProved(Reason.NOT_A_PEER, organisation);
        }
        return new Endorser(organisation, certificate, serialized);
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }

    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate root) {
        try {
            certificate.verify(root.getPublicKey());
            return certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// Its role stands in the certificate as Fabric's NodeOUs write it: one organisational unit of these four.
    private static boolean isOfPeer(X509Certificate certificate) {
        try {
            var roles = new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("OU"))
                            .map(part -> part.getValue().toString())
                            .filter(ROLES::contains)
                            .toList();
            return roles.equals(List.of("peer")) && certificate.getBasicConstraints() == -1;
        } catch (InvalidNameException e) {
            return false;
        }
    }

    boolean wasValidAt(Instant time) {
        return !time.isBefore(certificate.getNotBefore().toInstant())
                && !time.isAfter(certificate.getNotAfter().toInstant());
    }

    boolean hasSigned(Octets payload, Octets signature) {
        return Signing.isOfPeer(certificate.getPublicKey(), Octets.joined(payload, serialized), signature);
    }
}
