package scf.platform.financing;

import java.math.BigDecimal;
import java.util.Optional;
import scf.platform.calendar.BusinessDates;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;

/// What a price may come to by the rulebook of the day.
///
/// Interest must not be deducted from a loan in advance (民法典 670), and money that is deducted under another name is
/// deducted all the same: the borrower has less in hand than it pays interest on. So what a lender may keep back as
/// fees of a loan is a small share of it (不得以费代息). A purchase is a price for a claim; nobody owes anything on it
/// afterwards, and what is kept back of it is compared by its yearly cost.
final class PriceLimits {

    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    private final Rulebook rulebook;
    private final BusinessDates businessDates;

    PriceLimits(Rulebook rulebook, BusinessDates businessDates) {
        this.rulebook = rulebook;
        this.businessDates = businessDates;
    }

    Optional<PriceRefusal> refusalOf(Product product, Money amount, Rate annualRate, Money fees) {
        var cost = rule(RuleCode.COST_BY_THE_YEAR);
        var most = Rate.ofPercent(Integer.toString(cost.figure("most_percent")));
        if (annualRate.compareTo(most) > 0) {
            return Optional.of(new PriceRefusal.RateOutOfReason(most, cost));
        }
        if (product.isPurchase()) {
            return Optional.empty();
        }
        var rule = rule(RuleCode.FEES_OF_A_LOAN);
        var cap = Interest.proRata(amount, BigDecimal.valueOf(rule.figure("most_fee_basis_points")), BASIS_POINTS);
        return fees.exceeds(cap) ? Optional.of(new PriceRefusal.FeesAsInterest(cap, rule)) : Optional.empty();
    }

    /// Dearer than what a court would uphold in full, all things counted: no reason to refuse, and one to say so.
    boolean isDear(Rate allInAnnualCost) {
        int warn = rule(RuleCode.COST_BY_THE_YEAR).figure("warn_percent");
        return allInAnnualCost.compareTo(Rate.ofPercent(Integer.toString(warn))) > 0;
    }

    private Rule rule(RuleCode code) {
        var today = businessDates.today();
        return rulebook.at(today, code)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no %s on %s".formatted(code, today)));
    }
}
