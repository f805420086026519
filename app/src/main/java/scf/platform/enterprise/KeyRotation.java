package scf.platform.enterprise;

import java.time.Instant;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.RotateKeyRow;
import scf.schema.ids.KeyId;

/// A key that is to take the place of another, with the same owner, usage and user.
///
/// @param proof the new key's signature over [RotateKeyRow#proofMessage]
public record KeyRotation(
        KeyId kid, KeyId newKid, Algorithm algorithm, Bytes publicKey, Bytes proof, Instant notAfter) {

    Bytes proofMessage() {
        return RotateKeyRow.proofMessage(kid.value(), newKid.value(), publicKey);
    }

    RotateKeyRow row() {
        return new RotateKeyRow(kid.value(), newKid.value(), algorithm, publicKey, proof);
    }
}
