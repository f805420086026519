package scf.contract;

/// What everybody sees of a receivable under `RCV:<id>`. What is owed, and by whom, stands in [ReceivableTerms].
///
/// @param act the hash of the act that confirmed it last
/// @param commitment SHA-256 of the salted private value
public record ReceivableState(Standing state, long version, String act, Bytes commitment) {

    public enum Standing {
        CONFIRMED,
        /// The debtor has said that it will not confirm it.
        REJECTED
    }

    public static ReceivableState parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new ReceivableState(
                        Form.oneOf(Standing.class, "state", in.string("state")),
                        in.number("version"),
                        in.string("act"),
                        Bytes.ofHex(in.string("commitment"))));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("state", state.name())
                .number("version", version)
                .string("act", act)
                .string("commitment", commitment.hex())
                .bytes();
    }
}
