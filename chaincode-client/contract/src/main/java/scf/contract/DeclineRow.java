package scf.contract;

/// The payee does not take the voucher (拒签). Nobody is made to take one (条例 art 11): the value of an issue goes back to
/// the receivable, that of a transfer to the transferor, as the voucher whose number is this one's and
/// [VoucherTerms#RETURNED].
public record DeclineRow(String voucher, String payee, String reason) implements Row {

    public DeclineRow {
        Form.id("voucher", voucher);
        Form.party("payee", payee);
        Form.text("reason", reason);
    }

    static DeclineRow read(JsonReader in) {
        return new DeclineRow(in.string("voucher"), in.string("payee"), in.string("reason"));
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
                .string("reason", reason)
                .bytes();
    }
}
