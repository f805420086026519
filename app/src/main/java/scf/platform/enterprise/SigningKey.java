package scf.platform.enterprise;

import java.time.Instant;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// A public key in the directory, and whose it is.
///
/// @param publicKey as SubjectPublicKeyInfo (DER)
/// @param user the named person or system that holds the private key: maker and checker are told apart by it
public record SigningKey(
        KeyId kid,
        EnterpriseId owner,
        KeyUsage usage,
        Algorithm algorithm,
        Bytes publicKey,
        String user,
        KeyStatus status,
        Instant notBefore,
        Instant notAfter) {

    /// Whether a signature made at this time counts.
    public boolean signsAt(Instant time) {
        return status == KeyStatus.ACTIVE && !time.isBefore(notBefore) && time.isBefore(notAfter);
    }
}
