package scf.platform.ledger;

import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// A public key with which an enterprise signs acts (业务签名公钥), active on the ledger now.
///
/// @param publicKey SubjectPublicKeyInfo, DER
public record ActKey(KeyId kid, EnterpriseId owner, Algorithm algorithm, Bytes publicKey) {}
