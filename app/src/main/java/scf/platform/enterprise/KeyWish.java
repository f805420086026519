package scf.platform.enterprise;

import java.time.Instant;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.KeyRow;
import scf.contract.Role;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// A key that somebody wants registered, with the proof that its owner has the private half.
///
/// @param publicKey as SubjectPublicKeyInfo (DER)
/// @param proof the new key's signature over [#proofMessage], in the form of its algorithm
public record KeyWish(
        KeyId kid,
        EnterpriseId owner,
        KeyUsage usage,
        Algorithm algorithm,
        Bytes publicKey,
        String user,
        Instant notBefore,
        Instant notAfter,
        Bytes proof) {

    /// What the new key signs: it knows itself, its owner and what it is for, so that a proof made for one
    /// registration serves no other.
    ///
    ///     SCF-Key/1⏎<kid>⏎<owner>⏎<http|act>⏎<algorithm>⏎<base64 of the SubjectPublicKeyInfo>
    public Bytes proofMessage() {
        return Bytes.utf8(String.join(
                "\n", "SCF-Key/1", kid.value(), owner.toString(), usage.wire(), algorithm.wire(), publicKey.base64()));
    }

    /// What the ledger is told of an act key.
    KeyRow row(PartyKind kind) {
        var role = switch (kind) {
            case CITY -> Role.CITY;
            case BANK -> Role.BANK;
            case ENTERPRISE -> Role.ENTERPRISE;
        };
        return new KeyRow(kid.value(), owner.toString(), role, algorithm, publicKey);
    }

    SigningKey key(KeyStatus status) {
        return new SigningKey(kid, owner, usage, algorithm, publicKey, user, status, notBefore, notAfter);
    }
}
