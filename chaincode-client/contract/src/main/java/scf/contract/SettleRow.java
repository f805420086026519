package scf.contract;

/// The debtor's money has arrived at the bank (兑付): the voucher is paid in full and ends.
///
/// @param version the voucher's version on the ledger
/// @param receiptReference the bank's own reference of the credit on its account
public record SettleRow(String voucher, long version, String receiptReference, long amountMinor, String currency)
        implements Row {

    public SettleRow {
        Form.id("voucher", voucher);
        Form.version("version", version);
        Form.text("receiptReference", receiptReference);
        Form.amount("amountMinor", amountMinor);
        Form.currency("currency", currency);
    }

    static SettleRow read(JsonReader in) {
        return new SettleRow(
                in.string("voucher"),
                in.number("version"),
                in.string("receiptReference"),
                in.number("amountMinor"),
                in.string("currency"));
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .number("version", version)
                .string("receiptReference", receiptReference)
                .number("amountMinor", amountMinor)
                .string("currency", currency)
                .bytes();
    }
}
