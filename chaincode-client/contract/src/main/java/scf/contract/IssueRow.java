package scf.contract;

import java.time.LocalDate;

/// The debtor promises the supplier to pay this voucher's face on its due date (开立).
public record IssueRow(
        String voucher,
        String receivable,
        String issuer,
        String payee,
        long amountMinor,
        String currency,
        LocalDate issueDate,
        LocalDate dueDate)
        implements Row {

    public IssueRow {
        Form.id("voucher", voucher);
        Form.id("receivable", receivable);
        Form.party("issuer", issuer);
        Form.party("payee", payee);
        Form.amount("amountMinor", amountMinor);
        Form.currency("currency", currency);
    }

    static IssueRow read(JsonReader in) {
        return new IssueRow(
                in.string("voucher"),
                in.string("receivable"),
                in.string("issuer"),
                in.string("payee"),
                in.number("amountMinor"),
                in.string("currency"),
                Form.date("issueDate", in.string("issueDate")),
                Form.date("dueDate", in.string("dueDate")));
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("receivable", receivable)
                .string("issuer", issuer)
                .string("payee", payee)
                .number("amountMinor", amountMinor)
                .string("currency", currency)
                .string("issueDate", issueDate.toString())
                .string("dueDate", dueDate.toString())
                .bytes();
    }
}
