package scf.contract;

import java.time.LocalDate;

/// The debtor says that it will not confirm what is claimed of it (拒绝确权), and why. What is rejected is named as fully
/// as what is confirmed, so that nobody can later say another invoice was meant.
///
/// @param version of the receivable on the ledger: 0, because what was once confirmed is not rejected
public record RejectRow(
        String receivable,
        long version,
        String debtor,
        String creditor,
        String sellerIdentifier,
        String buyerIdentifier,
        String invoiceNumber,
        LocalDate invoiceDate,
        long invoiceMinor,
        String currency,
        LocalDate dueDate,
        String reason)
        implements Row {

    public RejectRow {
        Form.id("receivable", receivable);
        Form.version("version", version);
        Form.party("debtor", debtor);
        Form.party("creditor", creditor);
        Form.text("sellerIdentifier", sellerIdentifier);
        Form.text("buyerIdentifier", buyerIdentifier);
        Form.text("invoiceNumber", invoiceNumber);
        Form.amount("invoiceMinor", invoiceMinor);
        Form.currency("currency", currency);
        Form.text("reason", reason);
    }

    static RejectRow read(JsonReader in) {
        return new RejectRow(
                in.string("receivable"),
                in.number("version"),
                in.string("debtor"),
                in.string("creditor"),
                in.string("sellerIdentifier"),
                in.string("buyerIdentifier"),
                in.string("invoiceNumber"),
                Form.date("invoiceDate", in.string("invoiceDate")),
                in.number("invoiceMinor"),
                in.string("currency"),
                Form.date("dueDate", in.string("dueDate")),
                in.string("reason"));
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
                .string("currency", currency)
                .string("dueDate", dueDate.toString())
                .string("reason", reason)
                .bytes();
    }
}
