package scf.contract;

/// Holder and issuer cancel a voucher that never moved (作废): one of them is the actor, the other consents. Its value is
/// again the receivable's.
public record VoidRow(String voucher, String issuer, String holder, String reason) implements Row {

    public VoidRow {
        Form.id("voucher", voucher);
        Form.party("issuer", issuer);
        Form.party("holder", holder);
        Form.text("reason", reason);
    }

    static VoidRow read(JsonReader in) {
        return new VoidRow(in.string("voucher"), in.string("issuer"), in.string("holder"), in.string("reason"));
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("issuer", issuer)
                .string("holder", holder)
                .string("reason", reason)
                .bytes();
    }
}
