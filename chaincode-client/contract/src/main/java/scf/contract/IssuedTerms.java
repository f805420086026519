package scf.contract;

/// How much of a receivable already stands on vouchers. It lies beside the receivable, so that issuing changes nothing
/// of what the debtor has confirmed.
record IssuedTerms(long issuedMinor, Bytes salt) {

    static IssuedTerms parse(Bytes json) {
        return JsonReader.read(json, in -> new IssuedTerms(in.number("issuedMinor"), Bytes.ofHex(in.string("salt"))));
    }

    Bytes bytes() {
        return new JsonWriter()
                .number("issuedMinor", issuedMinor)
                .string("salt", salt.hex())
                .bytes();
    }
}
