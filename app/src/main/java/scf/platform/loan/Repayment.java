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
/// @param costsClaimed what enforcing the claim has cost the bank since the payment before
/// @param remainder what was paid beyond everything that is owed: only a debtor that pays a voucher's face does so
/// @param bankReference the bank's own reference of the credit
/// @param receipt the bank receipt that settled the voucher, if the money came that way
public record Repayment(
        RepaymentId id,
        LoanId loan,
        EnterpriseId payer,
        LocalDate businessDate,
        Money received,
        Money costsClaimed,
        Parts parts,
        Money remainder,
        String bankReference,
        @Nullable BankReceiptId receipt,
        String recordedBy,
        Instant recordedAt) {}
