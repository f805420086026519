package scf.platform.financing;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.contract.Recourse;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.StandingTermsId;

/// A bank's standing terms (预授信报价): whoever asks within them has an offer at once, as long as the bank's line has
/// room. The bank has decided before, so it stays the decision-maker (银发〔2025〕77号).
///
/// @param endedAt since when they stand no longer
public record StandingTerms(
        StandingTermsId id,
        EnterpriseId bank,
        Wish wish,
        String setBy,
        Instant setAt,
        @Nullable Instant endedAt) {

    /// What the bank is ready to offer.
    ///
    /// @param master who pays the vouchers
    /// @param supplier for one supplier alone; for every supplier of the chain when none is named
    /// @param most the largest amount of one request
    /// @param fees of each financing, whatever its amount
    /// @param offerHours how long such an offer binds the bank
    /// @param effectiveTo the last day, included
    public record Wish(
            EnterpriseId master,
            @Nullable EnterpriseId supplier,
            Product product,
            Recourse recourse,
            InterestMode interestMode,
            Rate annualRate,
            DayCount dayCount,
            Money most,
            Money fees,
            int offerHours,
            LocalDate effectiveFrom,
            LocalDate effectiveTo) {

        OfferTerms over(Money amount) {
            return new OfferTerms(product, recourse, interestMode, amount, annualRate, dayCount, fees);
        }
    }
}
