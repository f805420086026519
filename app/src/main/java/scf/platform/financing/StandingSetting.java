package scf.platform.financing;

import scf.platform.creditline.Preferences;
import scf.platform.money.Rate;
import scf.platform.rulebook.Rule;
import scf.schema.ids.StandingTermsId;

/// How setting standing terms ends, refusals in order of precedence.
public sealed interface StandingSetting {

    sealed interface Refused extends StandingSetting {}

    /// Interest must not be deducted from a loan in advance.
    record LoanDiscountedUpFront(Rule rule) implements Refused {}

    /// Whoever sells without recourse owes nothing afterwards, so no interest can fall due at maturity.
    record PurchaseOwesNothing() implements Refused {}

    /// Whoever borrows owes its loan.
    record LoanWithoutRecourse(Rule rule) implements Refused {}

    /// Amount and fees are counted in one currency.
    record FeesInOtherCurrency(String currency) implements Refused {}

    record NothingOffered() implements Refused {}

    /// A price that the rulebook does not take.
    record PriceRefused(PriceRefusal why) implements Refused {}

    record PeriodUpsideDown() implements Refused {}

    /// The bank has no line to the chain of this master in this currency.
    record NoLine() implements Refused {}

    /// Dearer than what the chain-master's listing brought to the line.
    record AboveRateCap(Rate cap, Preferences preferences) implements Refused {}

    /// There are terms for the same: they are ended first.
    record SetBefore(StandingTermsId id) implements Refused {}

    record Set(StandingTerms terms) implements StandingSetting {}
}
