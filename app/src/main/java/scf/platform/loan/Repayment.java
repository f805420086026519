package scf.platform.loan;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;
import scf.schema.ids.RepaymentId;

/// Money that the bank has received on a loan (还款), and what it met.
///
/// @param payer the borrower, or at maturity the debtor of the voucher
/// @param businessDate when it was recorded
/// @param creditedOn when the money was there: interest runs until then. Of a voucher that is paid the bank may tell
///     days later, and nobody pays for that
/// @param costsClaimed what enforcing the claim has cost the bank since the payment before
/// @param remainder what was paid beyond everything that is owed: only a debtor that pays a voucher's face does so
/// @param bankReference the bank's own reference of the credit
/// @param receipt the bank receipt that settled the voucher, if the money came that way
/// @param orderVersion the order by which it met the parts of the debt ([RepaymentOrder])
/// @param attempt how many records of the same credit were reversed before this one
public record Repayment(
        RepaymentId id,
        LoanId loan,
        EnterpriseId payer,
        LocalDate businessDate,
        LocalDate creditedOn,
        Money received,
        Money costsClaimed,
        Parts parts,
        Money remainder,
        String bankReference,
        @Nullable BankReceiptId receipt,
        int orderVersion,
        int attempt,
        String recordedBy,
        Instant recordedAt,
        @Nullable Reversal reversal) {

    /// Why it never was: the bank had recorded a credit that did not come, or that was another's (冲正).
    public record Reversal(LocalDate businessDate, String reason, String recordedBy, Instant recordedAt) {}

    /// Whether it counts: what was reversed never came.
    public boolean stands() {
        return reversal == null;
    }
}
