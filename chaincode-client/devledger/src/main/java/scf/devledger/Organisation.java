package scf.devledger;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/// One simulated member organisation of the channel: its root certificate, its peer, and a client that speaks for it.
///
/// Each has keys of its own, so that an endorsement of the city really is no endorsement of the platform.
public record Organisation(String mspId, X509Certificate root, Signing peer, Signing client) {

    /// A certificate with its private key.
    public record Signing(X509Certificate certificate, PrivateKey key) {

        /// The key stays out of logs.
        @Override
        public String toString() {
            return certificate.getSubjectX500Principal().toString();
        }
    }
}
