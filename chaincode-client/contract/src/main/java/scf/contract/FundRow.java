package scf.contract;

/// The bank has paid the holder: the lock becomes a financing, on the terms that the holder has locked it for and no
/// others.
///
/// @param offer the offer that the lock names
/// @param fundedMinor the principal that stands on the voucher: the face that was bought, or what was lent. The money
///     that reached the account is another figure, which follows from the offer's price and the day
public record FundRow(
        String voucher, String bank, String loan, String offer, Product product, long fundedMinor, String currency)
        implements Row {

    public FundRow {
        Form.id("voucher", voucher);
        Form.party("bank", bank);
        Form.id("loan", loan);
        Form.id("offer", offer);
        Form.amount("fundedMinor", fundedMinor);
        Form.currency("currency", currency);
    }

    static FundRow read(JsonReader in) {
        return new FundRow(
                in.string("voucher"),
                in.string("bank"),
                in.string("loan"),
                in.string("offer"),
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
                .string("offer", offer)
                .string("product", product.name())
                .number("fundedMinor", fundedMinor)
                .string("currency", currency)
                .bytes();
    }
}
