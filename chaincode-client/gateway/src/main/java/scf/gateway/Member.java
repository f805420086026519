package scf.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/// Who speaks to the ledger: a client certificate (客户端证书) of one member organisation of the channel, with its key.
///
/// It says which organisation *carries* an act to the ledger. Whose act it is, the act's own signature says.
public record Member(String mspId, X509Certificate certificate, PrivateKey privateKey) {

    /// Reads the member's client certificate and its key (PKCS 8), both as PEM.
    public static Member read(String mspId, Path certificate, Path privateKey) {
        try (var certificateText = Files.newBufferedReader(certificate);
                var keyText = Files.newBufferedReader(privateKey)) {
            return new Member(
                    mspId, Identities.readX509Certificate(certificateText), Identities.readPrivateKey(keyText));
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate or the key of " + mspId + " cannot be read", e);
        } catch (CertificateException | InvalidKeyException e) {
            throw new IllegalStateException(
                    certificate + " or " + privateKey + " is not what a client of " + mspId + " needs", e);
        }
    }

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
