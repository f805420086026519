package scf.contract;

import java.time.LocalDate;

/// The debtor confirms (确权) that it owes this amount on this invoice, on that day, without conditions.
///
/// @param version the receivable's version on the ledger; 0 for the first confirmation
/// @param sellerIdentifier the seller's 统一社会信用代码 or other identifier: with the invoice number it is the invoice
/// @param invoiceMinor the payable total of the whole invoice (价税合计)
/// @param confirmedMinor what this act adds to what is confirmed: the whole or an undisputed part
public record ConfirmRow(
        String receivable,
        long version,
        String debtor,
        String creditor,
        String sellerIdentifier,
        String buyerIdentifier,
        String invoiceNumber,
        LocalDate invoiceDate,
        long invoiceMinor,
        long confirmedMinor,
        String currency,
        LocalDate dueDate)
        implements Row {

    public ConfirmRow {
        Form.id("receivable", receivable);
        Form.version("version", version);
        Form.party("debtor", debtor);
        Form.party("creditor", creditor);
        Form.text("sellerIdentifier", sellerIdentifier);
        Form.text("buyerIdentifier", buyerIdentifier);
        Form.text("invoiceNumber", invoiceNumber);
        Form.amount("invoiceMinor", invoiceMinor);
        Form.amount("confirmedMinor", confirmedMinor);
        Form.currency("currency", currency);
    }

    static ConfirmRow read(JsonReader in) {
        return new ConfirmRow(
                in.string("receivable"),
                in.number("version"),
                in.string("debtor"),
                in.string("creditor"),
                in.string("sellerIdentifier"),
                in.string("buyerIdentifier"),
                in.string("invoiceNumber"),
                Form.date("invoiceDate", in.string("invoiceDate")),
                in.number("invoiceMinor"),
                in.number("confirmedMinor"),
                in.string("currency"),
                Form.date("dueDate", in.string("dueDate")));
    }

    @Override
    public String subject() {
        return receivable;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("receivable", receivable)
                .number("version", version)
                .string("debtor", debtor)
                .string("creditor", creditor)
                .string("sellerIdentifier", sellerIdentifier)
                .string("buyerIdentifier", buyerIdentifier)
                .string("invoiceNumber", invoiceNumber)
                .string("invoiceDate", invoiceDate.toString())
                .number("invoiceMinor", invoiceMinor)
                .number("confirmedMinor", confirmedMinor)
                .string("currency", currency)
                .string("dueDate", dueDate.toString())
                .bytes();
    }
}
