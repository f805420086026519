package scf.contract;

/// Registers a key for acts: from its block on, what it signs is its owner's word.
///
/// @param publicKey X.509 SubjectPublicKeyInfo, DER
public record KeyRow(String kid, String owner, Role role, Algorithm algorithm, Bytes publicKey) implements Row {

    public KeyRow {
        Form.key("kid", kid);
        Form.party("owner", owner);
    }

    static KeyRow read(JsonReader in) {
        return new KeyRow(
                in.string("kid"),
                in.string("owner"),
                Form.oneOf(Role.class, "role", in.string("role")),
                Algorithm.ofWire(in.string("algorithm")),
                Bytes.ofBase64(in.string("publicKey")));
    }

    @Override
    public String subject() {
        return kid;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("kid", kid)
                .string("owner", owner)
                .string("role", role.name())
                .string("algorithm", algorithm.wire())
                .string("publicKey", publicKey.base64())
                .bytes();
    }
}
