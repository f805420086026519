package scf.platform.bankapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scf.contract.Recourse;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Product;
import scf.platform.loan.Figures;
import scf.platform.loan.Loan;
import scf.platform.loan.Loans;
import scf.platform.loan.Parts;
import scf.platform.loan.RecourseClaim;
import scf.platform.loan.Repayment;
import scf.platform.loan.RepaymentOrder;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.AccountId;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;
import scf.schema.ids.RepaymentId;
import scf.schema.ids.VoucherNo;

/// A loan with its figures as of the business date, for the bank and the borrower.
///
/// @param recourse whether the bank may turn to the borrower when the issuer of the voucher does not pay
/// @param recourseClaim that it has turned to the seller, and for how much
/// @param penaltyRate the year's rate on what is overdue; equal to `annualRate` where nothing is added
/// @param startDate the day on which the money was paid; before that, today, as is everything that follows from it
/// @param discount taken from the price of a voucher that is bought; nothing on a loan
/// @param netProceeds what arrives on the borrower's account
/// @param allInAnnualCost what the borrower itself bears, interest and fees, by the year on what arrives (年化综合成本)
/// @param costShare what the chain-master bears of the cost
/// @param owed what would have to be paid on `asOf` to owe nothing, by rank
/// @param schedule what falls due if nothing is paid before
/// @param repaymentOrder what a payment meets first
/// @param refusal why the ledger refused the last disbursement, or why the loan was cancelled
record LoanJson(
        LoanId id,
        FinancingRequestId requestId,
        VoucherNo voucherNo,
        EnterpriseId bankId,
        EnterpriseId borrowerId,
        EnterpriseId debtorId,
        Product product,
        Recourse recourse,
        InterestMode interestMode,
        DayCount dayCount,
        Rate annualRate,
        Rate penaltyRate,
        String state,
        Money principal,
        Money fees,
        @Nullable LocalDate startDate,
        LocalDate dueDate,
        LocalDate payableOn,
        @Nullable AccountId accountId,
        @Nullable Money discount,
        @Nullable Money netProceeds,
        @Nullable Rate allInAnnualCost,
        CostShareJson costShare,
        LocalDate asOf,
        long daysOverdue,
        PartsJson owed,
        List<InstalmentJson> schedule,
        List<RepaymentJson> repayments,
        OrderJson repaymentOrder,
        @Nullable RecourseJson recourseClaim,
        @Nullable String refusal,
        Instant originatedAt) {

    record PartsJson(Money costs, Money penalty, Money interest, Money principal, Money total) {

        static PartsJson of(Parts parts) {
            return new PartsJson(parts.costs(), parts.penalty(), parts.interest(), parts.principal(), parts.total());
        }
    }

    /// @param version 0 is the law's order (民法典 561), others are by contract
    record OrderJson(int version, List<RepaymentOrder.Rank> order) {

        static OrderJson of(RepaymentOrder order) {
            return new OrderJson(order.version(), order.ranks());
        }
    }

    /// @param interestShare in percent of the interest, up front or in arrears
    /// @param feesShare in percent of the fees
    /// @param interest of the interest up front, what the chain-master bears
    /// @param interestInArrears of the interest so far, what it bears
    /// @param paid whether the chain-master has paid the bank all that it bears by now
    record CostShareJson(
            Rate interestShare,
            Rate feesShare,
            @Nullable Money interest,
            @Nullable Money fees,
            Money interestInArrears,
            boolean paid) {

        static CostShareJson of(Loans.View view) {
            var shares = view.loan().terms().shares();
            var price = view.figures().price();
            return new CostShareJson(
                    shares.ofInterest(),
                    shares.ofFees(),
                    price == null ? null : price.sharedDiscount(),
                    price == null ? null : price.sharedFees(),
                    view.figures().shared(),
                    view.figures().isSharePaid());
        }
    }

    record RecourseJson(LocalDate claimedOn, Money amount, String reason, Instant claimedAt) {

        static @Nullable RecourseJson of(@Nullable RecourseClaim claim) {
            return claim == null
                    ? null
                    : new RecourseJson(claim.claimedOn(), claim.amount(), claim.reason(), claim.claimedAt());
        }
    }

    record InstalmentJson(LocalDate dueOn, Money principal, Money interest, Money total) {

        static InstalmentJson of(Figures.Instalment instalment) {
            return new InstalmentJson(
                    instalment.dueOn(), instalment.principal(), instalment.interest(), instalment.total());
        }
    }

    /// @param creditedOn the day from which it counts: earlier than `businessDate` where the bank told of it later
    /// @param met what the payment met of each part; with `remainder` it is `received`
    /// @param remainder what a debtor paid on the voucher beyond the bank's claim
    record RepaymentJson(
            RepaymentId id,
            EnterpriseId payerId,
            LocalDate businessDate,
            LocalDate creditedOn,
            Money received,
            PartsJson met,
            Money remainder,
            String bankReference,
            @Nullable BankReceiptId bankReceiptId,
            int orderVersion,
            Instant recordedAt,
            @Nullable ReversalJson reversal) {

        /// A payment that is reversed counts for nothing.
        record ReversalJson(LocalDate businessDate, String reason, Instant recordedAt) {}

        static RepaymentJson of(Repayment repayment) {
            return new RepaymentJson(
                    repayment.id(),
                    repayment.payer(),
                    repayment.businessDate(),
                    repayment.creditedOn(),
                    repayment.received(),
                    PartsJson.of(repayment.parts()),
                    repayment.remainder(),
                    repayment.bankReference(),
                    repayment.receipt(),
                    repayment.orderVersion(),
                    repayment.recordedAt(),
                    reversal(repayment.reversal()));
        }

        private static @Nullable ReversalJson reversal(Repayment.@Nullable Reversal reversal) {
            return reversal == null
                    ? null
                    : new ReversalJson(reversal.businessDate(), reversal.reason(), reversal.recordedAt());
        }
    }

    static LoanJson of(Loans.View view) {
        var loan = view.loan();
        var terms = loan.terms();
        var figures = view.figures();
        var price = Optional.ofNullable(figures.price());
        return new LoanJson(
                terms.id(),
                terms.request(),
                terms.voucher(),
                terms.bank(),
                terms.borrower(),
                terms.debtor(),
                terms.product(),
                terms.recourse(),
                terms.interestMode(),
                terms.dayCount(),
                terms.annualRate(),
                terms.penaltyRate(),
                loan.state(),
                terms.principal(),
                terms.fees(),
                price.map(Loan.Price::start).orElse(null),
                terms.dueDate(),
                terms.payableOn(),
                Optional.ofNullable(loan.disbursed())
                        .map(Loan.Disbursement::account)
                        .orElse(null),
                price.map(Loan.Price::discount).orElse(null),
                price.map(Loan.Price::net).orElse(null),
                figures.allInAnnualCost(terms).orElse(null),
                CostShareJson.of(view),
                figures.asOf(),
                figures.daysOverdue(),
                PartsJson.of(figures.owed()),
                figures.schedule().stream().map(InstalmentJson::of).toList(),
                figures.repayments().stream().map(RepaymentJson::of).toList(),
                OrderJson.of(figures.order()),
                RecourseJson.of(figures.recourse()),
                refusal(loan),
                terms.originatedAt());
    }

    private static @Nullable String refusal(Loan loan) {
        return switch (loan) {
            case Loan.PendingDisburse pending -> pending.refusal();
            case Loan.Cancelled cancelled -> cancelled.why();
            case Loan.Funding _, Loan.PaidOut _ -> null;
        };
    }
}
