package scf.contract;

/// The bank has paid the holder: the lock becomes a financing.
///
/// @param fundedMinor the principal that stands on the voucher; never above its face
public record FundRow(String voucher, String bank, String loan, Product product, long fundedMinor, String currency)
        implements Row {

    public FundRow {
        Form.id("voucher", voucher);
        Form.party("bank", bank);
        Form.id("loan", loan);
        Form.amount("fundedMinor", fundedMinor);
        Form.currency("currency", currency);
    }

    static FundRow read(JsonReader in) {
        return new FundRow(
                in.string("voucher"),
                in.string("bank"),
                in.string("loan"),
                Form.oneOf(Product.class, "product", in.string("product")),
                in.number("fundedMinor"),
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
                .string("bank", bank)
                .string("loan", loan)
                .string("product", product.name())
                .number("fundedMinor", fundedMinor)
                .string("currency", currency)
                .bytes();
    }
}
