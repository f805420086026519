package scf.platform.loan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scf.platform.money.DayCount;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// A loan in figures, to a day.
///
/// @param price as it was, or as it would be if the money were paid today; absent when it can be paid no more
/// @param schedule what falls due, if nothing is paid before
/// @param order what a payment meets first
/// @param recourse what the bank has turned to the seller for, if it has
/// @param shared of the interest in arrears, what the debtor bears so far
/// @param sharePaid what the debtor has paid the bank of what it bears
/// @param owed what would have to be paid on this day to owe nothing, by rank
public record Figures(
        LocalDate asOf,
        Loan.@Nullable Price price,
        List<Instalment> schedule,
        Parts owed,
        long daysOverdue,
        List<Repayment> repayments,
        RepaymentOrder order,
        @Nullable RecourseClaim recourse,
        Money shared,
        Money sharePaid) {

    /// Whether all that the debtor bears by now is paid.
    public boolean isSharePaid() {
        Money fixed = price == null ? Money.zero(shared.currency()) : price.shared();
        return sharePaid.isPositive() && !fixed.plus(shared).exceeds(sharePaid);
    }

    /// What the borrower bears, interest and fees, over what arrives, by the year of 365 days.
    public Optional<Rate> allInAnnualCost(Loan.Terms terms) {
        if (price == null) {
            return Optional.empty();
        }
        Money interest = switch (terms.interestMode()) {
            case UP_FRONT -> Money.zero(terms.principal().currency());
            case AT_MATURITY -> {
                Money whole = Interest.simple(
                        terms.principal(), terms.annualRate(), terms.dayCount(), price.start(), terms.payableOn());
                yield whole.minus(CostSharing.Shares.of(whole, terms.shares().ofInterest()));
            }
        };
        long days = DayCount.ACT_365F.days(price.start(), terms.payableOn());
        return Optional.of(Interest.yearlyCost(price.borne().plus(interest), price.net(), days, DayCount.ACT_365F));
    }

    /// One line of the schedule. A chain-linked loan has one: everything on the day that the voucher is paid.
    public record Instalment(LocalDate dueOn, Money principal, Money interest, Money total) {}
}
