package scf.contract;

/// A new key takes the place of an old one. The old key signs the act; the new one signs [#proofMessage], so that
/// nobody can hang a key around an enterprise's neck whose private half it does not have.
///
/// @param kid the old key, which the header names as its subject
/// @param newKid the key that takes its place, with the same owner and role
/// @param publicKey of the new key: X.509 SubjectPublicKeyInfo, DER
/// @param proof the new key's signature, in the form of its algorithm
public record RotateKeyRow(String kid, String newKid, Algorithm algorithm, Bytes publicKey, Bytes proof)
        implements Row {

    public RotateKeyRow {
        Form.key("kid", kid);
        Form.key("newKid", newKid);
    }

    /// What the new key signs: it knows the old key, itself, and that this is a rotation.
    public static Bytes proofMessage(String kid, String newKid, Bytes publicKey) {
        return Bytes.utf8("SCF-Rotate/1\n" + kid + "\n" + newKid + "\n" + publicKey.base64());
    }

    static RotateKeyRow read(JsonReader in) {
        return new RotateKeyRow(
                in.string("kid"),
                in.string("newKid"),
                Algorithm.ofWire(in.string("algorithm")),
                Bytes.ofBase64(in.string("publicKey")),
                Bytes.ofBase64(in.string("proof")));
    }

    @Override
    public String subject() {
        return kid;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("kid", kid)
                .string("newKid", newKid)
                .string("algorithm", algorithm.wire())
                .string("publicKey", publicKey.base64())
                .string("proof", proof.base64())
                .bytes();
    }
}
