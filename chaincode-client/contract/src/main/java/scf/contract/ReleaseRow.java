package scf.contract;

/// The bank gives the voucher back to its holder before the lock's time is over.
public record ReleaseRow(String voucher, String bank, String reason) implements Row {

    public ReleaseRow {
        Form.id("voucher", voucher);
        Form.party("bank", bank);
        Form.text("reason", reason);
    }

    static ReleaseRow read(JsonReader in) {
        return new ReleaseRow(in.string("voucher"), in.string("bank"), in.string("reason"));
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("bank", bank)
                .string("reason", reason)
                .bytes();
    }
}
