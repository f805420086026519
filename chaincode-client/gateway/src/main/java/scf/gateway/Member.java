package scf.gateway;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/// Who speaks to the ledger: a client certificate (客户端证书) of one member organisation of the channel, with its key.
///
/// It says which organisation *carries* an act to the ledger. Whose act it is, the act's own signature says.
public record Member(String mspId, X509Certificate certificate, PrivateKey privateKey) {

    Identity identity() {
        return new X509Identity(mspId, certificate);
    }

    Signer signer() {
        return Signers.newPrivateKeySigner(privateKey);
    }

    /// The key stays out of logs.
    @Override
    public String toString() {
        return mspId + " " + certificate.getSubjectX500Principal();
    }
}
