package scf.contract;

/// What everybody sees of an act key under `KEY:<kid>`. Whose key it is stands in the private collection, in
/// [KeyTerms].
///
/// @param act the hash of the act that made it so; for the city's first key the hash of the genesis
/// @param commitment SHA-256 of the salted private value
public record KeyState(
        Standing state, long version, String act, Algorithm algorithm, Bytes publicKey, Bytes commitment) {

    public enum Standing {
        ACTIVE,
        /// Replaced by a key that the old one vouched for.
        ROTATED,
        REVOKED
    }

    public boolean isActive() {
        return state == Standing.ACTIVE;
    }

    public static KeyState parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new KeyState(
                        Form.oneOf(Standing.class, "state", in.string("state")),
                        in.number("version"),
                        in.string("act"),
                        Algorithm.ofWire(in.string("algorithm")),
                        Bytes.ofBase64(in.string("publicKey")),
                        Bytes.ofHex(in.string("commitment"))));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("state", state.name())
                .number("version", version)
                .string("act", act)
                .string("algorithm", algorithm.wire())
                .string("publicKey", publicKey.base64())
                .string("commitment", commitment.hex())
                .bytes();
    }
}
