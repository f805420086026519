package scf.platform.financing;

import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// What a bank offers: how much, as what, at what price.
///
/// @param amount the face that is bought, or the principal that is lent
/// @param annualRate the year's rate of interest
/// @param fees everything else that the holder pays for the money, once
public record OfferTerms(
        Product product, InterestMode interestMode, Money amount, Rate annualRate, DayCount dayCount, Money fees) {}
