package scf.contract;

/// How a key signs. A key is registered for exactly one algorithm; a verifier never guesses from the signature's form.
public enum Algorithm {
    /// ECDSA on P-256 with SHA-256; the signature is `r ‖ s`, 64 bytes.
    ECDSA_P256_SHA256("ecdsa-p256-sha256", Digest.SHA_256),

    /// Ed25519 (RFC 8032), 64 bytes.
    ED25519("ed25519", Digest.SHA_256),

    /// SM2 with SM3 (GM/T 0003, 0009) and the identifier `1234567812345678`; the signature is `r ‖ s`, 64 bytes.
    SM2_SM3("sm2-sm3", Digest.SM3),

    /// The same with the signature as DER `SEQUENCE { r, s }`, as most Chinese signature servers emit it.
    SM2_SM3_ASN1("sm2-sm3-asn1", Digest.SM3);

    private final String wire;
    private final Digest digest;

    Algorithm(String wire, Digest digest) {
        this.wire = wire;
        this.digest = digest;
    }

    public String wire() {
        return wire;
    }

    /// The digest of row commitments in acts that such a key signs.
    public Digest digest() {
        return digest;
    }

    public static Algorithm ofWire(String wire) {
        for (Algorithm algorithm : values()) {
            if (algorithm.wire.equals(wire)) {
                return algorithm;
            }
        }
        throw new Malformed("unknown algorithm");
    }
}
