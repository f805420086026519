package scf.platform.loan;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Product;
import scf.platform.money.DayCount;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.HoldId;
import scf.schema.ids.LoanId;
import scf.schema.ids.OfferId;
import scf.schema.ids.VoucherNo;

/// A chain-linked loan (链属贷, 借据): a voucher bought, or money lent on its pledge.
///
///     PendingDisburse ──disburse──▶ Funding ──▶ Active ──repay──▶ PartlyRepaid ──repay──▶ Settled
///         │    ▲ ◀──────refused────────┘          └──────────────repay in full──────────────▲
///         └──the lock's end──▶ Cancelled
///
/// `Funding` is the time in which the ledger has not answered yet.
public sealed interface Loan {

    Terms terms();

    /// What the borrower accepted. None of it ever changes.
    ///
    /// @param debtor who owes on the voucher, and by whose money the loan is repaid at maturity
    /// @param principal the face of a voucher that is bought; the amount advanced on one that is pledged
    /// @param penaltyUplift by how many percent of the rate an overdue loan costs more; a seller without recourse
    ///     owes nothing, so 0 for a purchase
    /// @param payableOn the due date, or the next working day if that is a holiday: late begins after it
    record Terms(
            LoanId id,
            FinancingRequestId request,
            OfferId offer,
            HoldId hold,
            VoucherNo voucher,
            EnterpriseId bank,
            EnterpriseId borrower,
            EnterpriseId debtor,
            Product product,
            InterestMode interestMode,
            DayCount dayCount,
            Rate annualRate,
            int penaltyUplift,
            Money principal,
            Money fees,
            LocalDate dueDate,
            LocalDate payableOn,
            String originatedBy,
            Instant originatedAt) {

        /// What is paid out on a day. A discount is for the days that are left, so who is paid later is deducted
        /// less; a loan bears its interest in arrears, and nothing is deducted (民法典 670).
        Price priceOn(LocalDate day) {
            Money discount = switch (interestMode) {
                case UP_FRONT -> Interest.simple(principal, annualRate, dayCount, day, dueDate);
                case AT_MATURITY -> Money.zero(principal.currency());
            };
            return new Price(day, discount, fees, principal.minus(fees).minus(discount));
        }

        /// The year's rate on what is overdue.
        public Rate penaltyRate() {
            return annualRate.upliftedBy(penaltyUplift);
        }
    }

    /// From the principal to what arrives, when money flows on a day.
    ///
    /// @param net principal less fees and discount
    record Price(LocalDate start, Money discount, Money fees, Money net) {}

    /// What a disbursement fixes.
    ///
    /// @param account the borrower's own, verified by the bank that keeps it
    record Disbursement(AccountId account, Price price) {}

    /// The hold is posted, the money has not moved.
    ///
    /// @param refusal why the ledger refused the last attempt to disburse, when it did
    record PendingDisburse(Terms terms, @Nullable String refusal) implements Loan {

        Funding disburse(LocalDate today, AccountId account) {
            return new Funding(terms, new Disbursement(account, terms.priceOn(today)));
        }

        Cancelled cancel(String why) {
            return new Cancelled(terms, why);
        }
    }

    /// The bank has signed that it paid.
    record Funding(Terms terms, Disbursement disbursement) implements Loan {

        Active written() {
            return new Active(terms, disbursement);
        }

        PendingDisburse refused(String why) {
            return new PendingDisburse(terms, why);
        }
    }

    /// Money is out.
    sealed interface Running extends Loan {

        Disbursement disbursement();

        Money repaid();

        /// One payment further.
        default Loan repay(Parts parts) {
            Money repaid = repaid().plus(parts.principal());
            return repaid.equals(terms().principal())
                    ? new Settled(terms(), disbursement())
                    : new PartlyRepaid(terms(), disbursement(), repaid);
        }
    }

    /// Nothing has come back yet.
    record Active(Terms terms, Disbursement disbursement) implements Running {

        @Override
        public Money repaid() {
            return Money.zero(terms.principal().currency());
        }
    }

    /// Something has come back, not everything.
    record PartlyRepaid(Terms terms, Disbursement disbursement, Money repaid) implements Running {}

    /// Nothing is owed any more.
    record Settled(Terms terms, Disbursement disbursement) implements Loan {}

    /// The lock ended before the money came: nothing was paid, and what the line had lent is free again.
    record Cancelled(Terms terms, String why) implements Loan {}

    /// The word for the state at the doors and in the table.
    default String state() {
        return switch (this) {
            case PendingDisburse _ -> "PENDING_DISBURSE";
            case Funding _ -> "FUNDING";
            case Active _ -> "ACTIVE";
            case PartlyRepaid _ -> "PARTLY_REPAID";
            case Settled _ -> "SETTLED";
            case Cancelled _ -> "CANCELLED";
        };
    }

    default @Nullable Disbursement disbursed() {
        return switch (this) {
            case PendingDisburse _, Cancelled _ -> null;
            case Funding funding -> funding.disbursement();
            case Running running -> running.disbursement();
            case Settled settled -> settled.disbursement();
        };
    }
}
