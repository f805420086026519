package scf.contract;

/// The one role of a party, fixed by its first key. Without it a bank could register an enterprise's key in the name of
/// another bank, or of the city.
record PartyTerms(Role role, Bytes salt) {

    static PartyTerms parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new PartyTerms(
                        Form.oneOf(Role.class, "role", in.string("role")), Bytes.ofHex(in.string("salt"))));
    }

    Bytes bytes() {
        return new JsonWriter()
                .string("role", role.name())
                .string("salt", salt.hex())
                .bytes();
    }
}
