package scf.platform.financing;

import java.time.LocalDate;
import scf.platform.money.DayCount;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// An offer in figures, as if it were paid out on its first day: what it costs, what arrives, and what that is by the
/// year.
///
/// Worked example: a voucher of 1,000,000.00 due on 2026-12-18, bought on 2026-09-21 at 3.85% on 360 days: 88 days,
/// discount 9,411.11, proceeds 990,588.89.
///
/// @param net what reaches the holder's account: the amount less fees, and less the interest that is taken up front
/// @param allInAnnualCost (interest + fees) / net · 365 / days: the one figure by which offers are compared, whatever
///     their fees and however they count days (年化综合成本)
public record Quote(LocalDate start, LocalDate due, long days, Money interest, Money net, Rate allInAnnualCost) {

    /// How computing a quote ends: a bank can ask for so much that nothing arrives.
    public sealed interface Quoting {

        record NothingArrives(Money deducted) implements Quoting {}

        record Quoted(Quote quote) implements Quoting {}
    }

    /// @param start before `due`
    static Quoting of(OfferTerms terms, LocalDate start, LocalDate due) {
        long days = DayCount.ACT_365F.days(start, due);
        var interest = Interest.simple(terms.amount(), terms.annualRate(), terms.dayCount(), start, due);
        var deducted = switch (terms.interestMode()) {
            case UP_FRONT -> terms.fees().plus(interest);
            case AT_MATURITY -> terms.fees();
        };
        var net = terms.amount().minus(deducted);
        if (!net.isPositive()) {
            return new Quoting.NothingArrives(deducted);
        }
        var cost = interest.plus(terms.fees());
        var yearly = Interest.yearlyCost(cost, net, days, DayCount.ACT_365F);
        return new Quoting.Quoted(new Quote(start, due, days, interest, net, yearly));
    }
}
