package scf.contract;

import java.util.List;

/// Debtor and creditor agree that less is owed (减额): a credit note, a dispute that is settled.
///
/// What stands on vouchers is not theirs alone to change. A voucher that has to give way is named, ends whole, and its
/// holder and whoever has financed it sign as well (民法典 765); for what is left of it the debtor issues another.
///
/// @param grounds the credit note's number, or what was agreed
/// @param vouchers those that give way, mostly none
public record DiluteRow(
        String receivable,
        String debtor,
        String creditor,
        long dilutedMinor,
        String currency,
        String grounds,
        List<String> vouchers)
        implements Row {

    public DiluteRow {
        Form.id("receivable", receivable);
        Form.party("debtor", debtor);
        Form.party("creditor", creditor);
        Form.amount("dilutedMinor", dilutedMinor);
        Form.currency("currency", currency);
        Form.text("grounds", grounds);
        vouchers = List.copyOf(vouchers);
        vouchers.forEach(voucher -> Form.id("vouchers", voucher));
        if (vouchers.stream().distinct().count() < vouchers.size()) {
            throw new Malformed("a voucher that gives way twice");
        }
    }

    static DiluteRow read(JsonReader in) {
        return new DiluteRow(
                in.string("receivable"),
                in.string("debtor"),
                in.string("creditor"),
                in.number("dilutedMinor"),
                in.string("currency"),
                in.string("grounds"),
                in.strings("vouchers"));
    }

    @Override
    public String subject() {
        return receivable;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("receivable", receivable)
                .string("debtor", debtor)
                .string("creditor", creditor)
                .number("dilutedMinor", dilutedMinor)
                .string("currency", currency)
                .string("grounds", grounds)
                .strings("vouchers", vouchers)
                .bytes();
    }
}
