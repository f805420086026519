package scf.contract;

/// The hash that commits a header to its rows: SHA-256, or SM3 (国密) for keys of the SM2 suite.
public enum Digest {
    SHA_256("sha-256"),
    SM3("sm3");

    private final String wire;

    Digest(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Digest ofWire(String wire) {
        for (Digest digest : values()) {
            if (digest.wire.equals(wire)) {
                return digest;
            }
        }
        throw new Malformed("unknown digest");
    }
}
