package scf.contract;

/// Cryptography that Java itself does not bring (SM2, SM3), or brings too slowly for a peer.
public interface Signatures {

    /// Whether `publicKey` (X.509 SubjectPublicKeyInfo, DER) is a sound key of exactly this algorithm.
    boolean accepts(Algorithm algorithm, Bytes publicKey);

    /// Whether `signature` is this key's signature over `message`. Anything malformed is a signature that is not
    /// valid.
    boolean verify(Algorithm algorithm, Bytes publicKey, Bytes message, Bytes signature);

    Bytes digest(Digest digest, Bytes message);
}
