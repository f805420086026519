package scf.platform.financing;

import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.Rule;

/// Why a price is not offered, in order of precedence.
public sealed interface PriceRefusal {

    Rule rule();

    /// A rate that no bank means: a comma in the wrong place, a month's rate for a year's.
    record RateOutOfReason(Rate most, Rule rule) implements PriceRefusal {}

    /// So much is kept back of a loan that it is interest in advance by another name.
    record FeesAsInterest(Money most, Rule rule) implements PriceRefusal {}
}
