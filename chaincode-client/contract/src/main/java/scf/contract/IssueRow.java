package scf.contract;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The debtor promises the supplier to pay this voucher's face on its due date (开立).
///
/// @param acceptBy the last day on which the payee may accept; where it is not said, the day before the due date
public record IssueRow(
        String voucher,
        String receivable,
        String issuer,
        String payee,
        long amountMinor,
        String currency,
        LocalDate issueDate,
        LocalDate dueDate,
        @Nullable LocalDate acceptBy)
        implements Row {

    /// A voucher that the payee may accept until the day before it is due.
    public IssueRow(
            String voucher,
            String receivable,
            String issuer,
            String payee,
            long amountMinor,
            String currency,
            LocalDate issueDate,
            LocalDate dueDate) {
        this(voucher, receivable, issuer, payee, amountMinor, currency, issueDate, dueDate, null);
    }

    public IssueRow {
        Form.number("voucher", voucher);
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
                Form.date("dueDate", in.string("dueDate")),
                in.has("acceptBy") ? Form.date("acceptBy", in.string("acceptBy")) : null);
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
                .stringIfAny("acceptBy", acceptBy)
                .bytes();
    }
}
