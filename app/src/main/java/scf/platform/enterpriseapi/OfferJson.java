package scf.platform.enterpriseapi;

import java.time.Instant;
import java.time.LocalDate;
import scf.contract.Recourse;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Offer;
import scf.platform.financing.OfferState;
import scf.platform.financing.Product;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.OfferId;

/// An offer with the figures by which a holder compares it, as if it were paid out on `startDate`.
///
/// @param recourse whether the bank may turn to the holder when the issuer does not pay (民法典 766, 767)
/// @param interest what the money costs in interest; the discount, where it is taken up front
/// @param netProceeds what arrives on the holder's account
/// @param state OPEN while it can be accepted
/// @param standing whether it was made at once, by the bank's standing terms
/// @param allInAnnualCost in percent, (interest + fees) / netProceeds · 365 / days
public record OfferJson(
        OfferId id,
        EnterpriseId bankId,
        Product product,
        Recourse recourse,
        InterestMode interestMode,
        Money amount,
        Rate annualRate,
        DayCount dayCount,
        Money fees,
        LocalDate startDate,
        LocalDate dueDate,
        long days,
        Money interest,
        Money netProceeds,
        Rate allInAnnualCost,
        Instant validUntil,
        Instant offeredAt,
        OfferState state,
        boolean standing) {

    public static OfferJson of(Offer offer, OfferState state) {
        var terms = offer.terms();
        var quote = offer.quote();
        return new OfferJson(
                offer.id(),
                offer.bank(),
                terms.product(),
                terms.recourse(),
                terms.interestMode(),
                terms.amount(),
                terms.annualRate(),
                terms.dayCount(),
                terms.fees(),
                quote.start(),
                quote.due(),
                quote.days(),
                quote.interest(),
                quote.net(),
                quote.allInAnnualCost(),
                offer.validUntil(),
                offer.offeredAt(),
                state,
                offer.standingTerms() != null);
    }
}
