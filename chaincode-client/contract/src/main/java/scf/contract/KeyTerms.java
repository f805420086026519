package scf.contract;

/// The private side of a key: whose it is, and who vouched for that.
///
/// @param registrar the city, or the bank that has identified the owner; it may revoke the key again
/// @param salt secret, so that the public commitment cannot be guessed open
public record KeyTerms(String kid, String owner, Role role, String registrar, Bytes salt) {

    public static KeyTerms parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new KeyTerms(
                        in.string("kid"),
                        in.string("owner"),
                        Form.oneOf(Role.class, "role", in.string("role")),
                        in.string("registrar"),
                        Bytes.ofHex(in.string("salt"))));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("kid", kid)
                .string("owner", owner)
                .string("role", role.name())
                .string("registrar", registrar)
                .string("salt", salt.hex())
                .bytes();
    }
}
