package scf.platform.financing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scf.platform.voucher.LockTerms;
import scf.platform.voucher.Voucher;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.OfferId;
import scf.schema.ids.StandingTermsId;

/// A bank's offer (报价). Within its validity the bank is bound by it (民法典 476).
///
/// @param standingTerms by which it was made at once; none when a person made it
public record Offer(
        OfferId id,
        FinancingRequestId request,
        EnterpriseId bank,
        OfferTerms terms,
        Quote quote,
        Instant validUntil,
        String offeredBy,
        Instant offeredAt,
        @Nullable StandingTermsId standingTerms) {

    public boolean isValid(Instant now) {
        return now.isBefore(validUntil);
    }

    /// What a holder that accepts this offer signs.
    LockTerms whatIsLocked() {
        return new LockTerms(
                request,
                bank,
                new Voucher.Agreed(id, terms.product().onVoucher(), terms.recourse(), terms.amount()),
                terms.interestMode().name(),
                terms.annualRate(),
                terms.dayCount(),
                terms.fees());
    }
}
