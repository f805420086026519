package scf.verify;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the reader of a proof believes beforehand, and has from somebody else than whoever gives it the proof: which
/// organisations there are, by the roots of their certificates, and whose word it takes to believe something.
///
/// @param note what kind of network it is, in words; repeated in each verdict
/// @param endorsers the organisations that must all have endorsed
/// @param roots of each organisation
public record TrustBundle(
        String note,
        String channel,
        String chaincode,
        List<String> endorsers,
        Map<String, List<X509Certificate>> roots) {

    public TrustBundle {
        endorsers = List.copyOf(endorsers);
        roots = Map.copyOf(roots);
    }

    /// Reads one.
    ///
    /// @throws IllegalArgumentException if it is not a trust bundle
    public static TrustBundle of(byte[] json) {
        var fields = Fields.of(Json.read(Fields.utf8(Octets.of(json)).strip()))
                .expect("format", "note", "channel", "chaincode", "endorsers", "organisations");
        if (!fields.text("format").equals("SCF-Trust/1")) {
            throw new IllegalArgumentException("not of format SCF-Trust/1");
        }
        var roots = new LinkedHashMap<String, List<X509Certificate>>();
        for (Object one : fields.list("organisations")) {
            var organisation = Fields.of(one).expect("mspId", "roots");
            roots.put(
                    organisation.text("mspId"),
                    organisation.list("roots").stream()
                            .map(root -> certificate(Octets.of(Fields.text(root).getBytes(StandardCharsets.US_ASCII))))
                            .toList());
        }
        List<String> endorsers =
                fields.list("endorsers").stream().map(Fields::text).toList();
        if (endorsers.isEmpty() || !roots.keySet().containsAll(endorsers)) {
            throw new IllegalArgumentException("the endorsers are not among the organisations");
        }
        return new TrustBundle(fields.text("note"), fields.text("channel"), fields.text("chaincode"), endorsers, roots);
    }

    static X509Certificate certificate(Octets pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.toArray()));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }
}
