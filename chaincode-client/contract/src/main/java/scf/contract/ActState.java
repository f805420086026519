package scf.contract;

/// That an act is written, and by which transaction: what everybody sees under `ACT:<hash>`.
public record ActState(ActType type, String transaction) {

    public static ActState parse(Bytes json) {
        return JsonReader.read(json, in -> new ActState(ActType.ofWire(in.string("type")), in.string("transaction")));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("type", type.name())
                .string("transaction", transaction)
                .bytes();
    }
}
