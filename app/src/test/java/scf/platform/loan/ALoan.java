package scf.platform.loan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Product;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.HoldId;
import scf.schema.ids.LoanId;
import scf.schema.ids.OfferId;
import scf.schema.ids.RepaymentId;
import scf.schema.ids.VoucherNo;

/// A loan on paper: what is owed on it is a question of its terms, its first day and its payments alone.
final class ALoan {

    static final LocalDate START = LocalDate.of(2026, 9, 21);

    private final Loan.Terms terms;
    private final LocalDate start;
    private final List<Repayment> repayments = new ArrayList<>();

    private ALoan(Loan.Terms terms, LocalDate start) {
        this.terms = terms;
        this.start = start;
    }

    /// Money lent on a pledged voucher: interest in arrears, half as much again when it is late.
    static ALoan onPledge(String principal, String rate, int days) {
        return of(
                Product.RECEIVABLES_PLEDGE_LOAN,
                InterestMode.AT_MATURITY,
                principal,
                rate,
                days,
                50,
                DayCount.ACT_360,
                START,
                "0.00",
                CostSharing.Shares.NONE);
    }

    /// A voucher bought, the interest taken from its price.
    static ALoan bought(String face, String rate, int days) {
        return of(
                Product.PAYABLES_FINANCE,
                InterestMode.UP_FRONT,
                face,
                rate,
                days,
                0,
                DayCount.ACT_360,
                START,
                "0.00",
                CostSharing.Shares.NONE);
    }

    /// Bought, with fees, and the chain-master bears its shares.
    static ALoan shared(
            String face,
            String rate,
            DayCount dayCount,
            LocalDate start,
            int days,
            String fees,
            String interestShare,
            String feesShare) {
        return of(
                Product.PAYABLES_FINANCE,
                InterestMode.UP_FRONT,
                face,
                rate,
                days,
                0,
                dayCount,
                start,
                fees,
                new CostSharing.Shares(Rate.ofPercent(interestShare), Rate.ofPercent(feesShare)));
    }

    /// On a pledge, of any kind.
    static ALoan drawn(String principal, String rate, int uplift, DayCount dayCount, LocalDate start, int days) {
        return of(
                Product.RECEIVABLES_PLEDGE_LOAN,
                InterestMode.AT_MATURITY,
                principal,
                rate,
                days,
                uplift,
                dayCount,
                start,
                "0.00",
                CostSharing.Shares.NONE);
    }

    private static ALoan of(
            Product product,
            InterestMode mode,
            String principal,
            String rate,
            int days,
            int penaltyUplift,
            DayCount dayCount,
            LocalDate start,
            String fees,
            CostSharing.Shares shares) {
        var due = start.plusDays(days);
        return new ALoan(
                new Loan.Terms(
                        LoanId.random(),
                        FinancingRequestId.random(),
                        OfferId.random(),
                        HoldId.random(),
                        VoucherNo.random(),
                        EnterpriseId.random(),
                        EnterpriseId.random(),
                        EnterpriseId.random(),
                        product,
                        product.usualRecourse(),
                        mode,
                        dayCount,
                        Rate.ofPercent(rate),
                        penaltyUplift,
                        cny(principal),
                        cny(fees),
                        shares,
                        due,
                        due,
                        "loan officer",
                        Instant.parse("2026-09-21T02:00:00Z")),
                start);
    }

    Loan.Terms terms() {
        return terms;
    }

    Loan.Price price() {
        return terms.priceOn(start);
    }

    Parts owedOnDay(int day) {
        return new Accrual(terms, start, List.copyOf(repayments)).owedOn(start.plusDays(day));
    }

    /// A payment that meets what is owed by rank.
    Waterfall paidOnDay(int day, String amount) {
        return paidOnDay(day, amount, "0.00");
    }

    Waterfall paidOnDay(int day, String amount, String costs) {
        var owed = owedOnDay(day);
        var waterfall = Waterfall.of(
                cny(amount),
                new Parts(owed.costs().plus(cny(costs)), owed.penalty(), owed.interest(), owed.principal()));
        repayments.add(new Repayment(
                RepaymentId.random(),
                terms.id(),
                terms.borrower(),
                start.plusDays(day),
                start.plusDays(day),
                cny(amount),
                cny(costs),
                waterfall.parts(),
                waterfall.remainder(),
                "reference " + repayments.size(),
                null,
                0,
                0,
                "loan officer",
                Instant.parse("2026-09-21T02:00:00Z"),
                null));
        return waterfall;
    }

    static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }
}
