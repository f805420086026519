package scf.platform.loan;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.contract.Recourse;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Product;
import scf.platform.loan.LoanStates.Event;
import scf.platform.loan.LoanStates.State;
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
///     PendingDisburse ──disburse──▶ Funding ──▶ Active ──repay──▶ PartlyRepaid ──repay──▶ Settled, or Prepaid
///         │    ▲ ◀──────refused────────┘          │                  │                      ▲
///         └──the lock's end──▶ Cancelled          └──late──▶ Overdue ◀┘ ─────repay──────────┤
///                                                              └──90 days──▶ NonPerforming ─┤
///                                                                 └──write off──▶ WrittenOff┘
///
/// `Funding` is the time in which the ledger has not answered yet. Where each event leads stands in [LoanStates].
public sealed interface Loan {

    Terms terms();

    /// What the borrower accepted. None of it ever changes.
    ///
    /// @param debtor who owes on the voucher, and by whose money the loan is repaid at maturity
    /// @param principal the face of a voucher that is bought; the amount advanced on one that is pledged
    /// @param recourse whether the bank may turn to the borrower when the debtor does not pay; on a loan always
    /// @param penaltyUplift by how many percent of the rate an overdue loan costs more; 0 for a purchase, where
    ///     it is the debtor who is late
    /// @param shares what the debtor has undertaken to bear of interest and fees
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
            Recourse recourse,
            InterestMode interestMode,
            DayCount dayCount,
            Rate annualRate,
            int penaltyUplift,
            Money principal,
            Money fees,
            CostSharing.Shares shares,
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
            Money sharedDiscount = CostSharing.Shares.of(discount, shares.ofInterest());
            Money sharedFees = CostSharing.Shares.of(fees, shares.ofFees());
            Money borne = discount.plus(fees).minus(sharedDiscount).minus(sharedFees);
            return new Price(day, discount, fees, sharedDiscount, sharedFees, principal.minus(borne));
        }

        /// Whose money it is that a debtor pays beyond the bank's claim: who has bought a claim without recourse keeps
        /// what it brings (民法典 767); who can fall back on the seller returns what is left (766), and so does a
        /// pledgee.
        EnterpriseId surplusGoesTo() {
            return keepsSurplus() ? bank : borrower;
        }

        public boolean keepsSurplus() {
            return recourse == Recourse.WITHOUT_RECOURSE;
        }

        /// The year's rate on what is overdue.
        public Rate penaltyRate() {
            return annualRate.upliftedBy(penaltyUplift);
        }
    }

    /// From the principal to what arrives, when money flows on a day.
    ///
    /// @param sharedDiscount of the discount, what the debtor bears
    /// @param sharedFees of the fees, what the debtor bears
    /// @param net principal less what the borrower bears of fees and discount
    record Price(LocalDate start, Money discount, Money fees, Money sharedDiscount, Money sharedFees, Money net) {

        /// What the bank collects from the debtor.
        Money shared() {
            return sharedDiscount.plus(sharedFees);
        }

        /// What the borrower pays for the money in advance.
        public Money borne() {
            return discount.plus(fees).minus(shared());
        }
    }

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

    /// Money went out: something is owed, or was.
    sealed interface PaidOut extends Loan {

        Disbursement disbursement();

        /// How much of the principal has come back.
        Money repaid();

        /// Where the event leads, with this much of the principal back.
        default PaidOut after(Event event, Money back) {
            return paidOut(LoanStates.TABLE.next(status(), event), terms(), disbursement(), back);
        }
    }

    /// Money is out, and something is owed.
    sealed interface Running extends PaidOut {

        /// What the date alone has made of it: late from the day after it was payable, non-performing after ninety.
        default PaidOut aged(LocalDate today, int nonPerformingAfter) {
            PaidOut loan = this;
            if (today.isAfter(terms().payableOn()) && LoanStates.TABLE.allows(loan.status(), Event.FALL_OVERDUE)) {
                loan = loan.after(Event.FALL_OVERDUE, repaid());
            }
            return today.isAfter(terms().payableOn().plusDays(nonPerformingAfter))
                            && LoanStates.TABLE.allows(loan.status(), Event.PASS_NINETY_DAYS)
                    ? loan.after(Event.PASS_NINETY_DAYS, repaid())
                    : loan;
        }

        /// One payment further.
        ///
        /// @param principal how much of the principal it has met
        /// @param leaves what is still owed after it
        default PaidOut repay(LocalDate today, Money principal, Money leaves) {
            var back = repaid().plus(principal);
            if (leaves.isPositive()) {
                return after(Event.REPAY_PART, back);
            }
            return after(today.isBefore(terms().dueDate()) ? Event.PREPAY : Event.REPAY_ALL, back);
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

    /// Late.
    record Overdue(Terms terms, Disbursement disbursement, Money repaid) implements Running {}

    /// Late by more than ninety days.
    record NonPerforming(Terms terms, Disbursement disbursement, Money repaid) implements Running {}

    /// Given up in the bank's books; what still comes is recorded.
    record WrittenOff(Terms terms, Disbursement disbursement, Money repaid) implements Running {}

    /// Nothing is owed any more.
    sealed interface Done extends PaidOut {

        @Override
        default Money repaid() {
            return terms().principal();
        }
    }

    record Settled(Terms terms, Disbursement disbursement) implements Done {}

    /// Nothing is owed any more, and nothing was due yet.
    record Prepaid(Terms terms, Disbursement disbursement) implements Done {}

    /// The lock ended before the money came: nothing was paid, and what the line had lent is free again.
    record Cancelled(Terms terms, String why) implements Loan {}

    /// A loan whose money went out, by the name of its state.
    static PaidOut paidOut(State state, Terms terms, Disbursement disbursement, Money repaid) {
        return switch (state) {
            case ACTIVE -> new Active(terms, disbursement);
            case PARTLY_REPAID -> new PartlyRepaid(terms, disbursement, repaid);
            case OVERDUE -> new Overdue(terms, disbursement, repaid);
            case NPL -> new NonPerforming(terms, disbursement, repaid);
            case WRITTEN_OFF -> new WrittenOff(terms, disbursement, repaid);
            case SETTLED -> new Settled(terms, disbursement);
            case PREPAID -> new Prepaid(terms, disbursement);
            case PENDING_DISBURSE, FUNDING, CANCELLED ->
                throw new IllegalStateException("loan %s is %s: no money went out".formatted(terms.id(), state));
        };
    }

    default State status() {
        return switch (this) {
            case PendingDisburse _ -> State.PENDING_DISBURSE;
            case Funding _ -> State.FUNDING;
            case Active _ -> State.ACTIVE;
            case PartlyRepaid _ -> State.PARTLY_REPAID;
            case Overdue _ -> State.OVERDUE;
            case NonPerforming _ -> State.NPL;
            case WrittenOff _ -> State.WRITTEN_OFF;
            case Settled _ -> State.SETTLED;
            case Prepaid _ -> State.PREPAID;
            case Cancelled _ -> State.CANCELLED;
        };
    }

    /// The word for the state at the doors and in the table.
    default String state() {
        return status().name();
    }

    default @Nullable Disbursement disbursed() {
        return switch (this) {
            case PendingDisburse _, Cancelled _ -> null;
            case Funding funding -> funding.disbursement();
            case PaidOut paidOut -> paidOut.disbursement();
        };
    }
}
