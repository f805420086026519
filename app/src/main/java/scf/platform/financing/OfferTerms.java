package scf.platform.financing;

import scf.contract.Recourse;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// What a bank offers: how much, as what, at what price.
///
/// @param amount the face that is bought, or the principal that is lent
/// @param recourse whether the bank may turn to the holder when the debtor does not pay
/// @param annualRate the year's rate of interest
/// @param fees everything else that the holder pays for the money, once
public record OfferTerms(
        Product product,
        Recourse recourse,
        InterestMode interestMode,
        Money amount,
        Rate annualRate,
        DayCount dayCount,
        Money fees) {

    /// With the recourse that is usual for the product.
    public OfferTerms(
            Product product, InterestMode interestMode, Money amount, Rate annualRate, DayCount dayCount, Money fees) {
        this(product, product.usualRecourse(), interestMode, amount, annualRate, dayCount, fees);
    }

    /// Whoever borrows owes its loan: only a sale can be without recourse.
    boolean freesABorrower() {
        return recourse == Recourse.WITHOUT_RECOURSE && !product.isPurchase();
    }
}
