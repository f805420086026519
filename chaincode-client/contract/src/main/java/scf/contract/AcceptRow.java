package scf.contract;

/// The payee takes the voucher (签收) and is its holder from then on.
public record AcceptRow(String voucher, String payee) implements Row {

    public AcceptRow {
        Form.id("voucher", voucher);
        Form.party("payee", payee);
    }

    static AcceptRow read(JsonReader in) {
        return new AcceptRow(in.string("voucher"), in.string("payee"));
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("payee", payee)
                .bytes();
    }
}
