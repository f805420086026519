package scf.platform.bankapi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.contract.Recourse;
import scf.platform.enterprise.PartyKind;
import scf.platform.enterpriseapi.BundleJson;
import scf.platform.enterpriseapi.BundleProblems;
import scf.platform.financing.Bundles;
import scf.platform.financing.Bundling;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Product;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.signing.Caller;
import scf.schema.ids.FinancingBundleId;

/// `/v1/financing-bundles/{id}/offers`: one price for several vouchers.
@RestController
@RequestMapping("/v1/financing-bundles/{id}/offers")
class BundleOffersDoor {

    private final Bundles bundles;

    BundleOffersDoor(Bundles bundles) {
        this.bundles = bundles;
    }

    /// @param recourse as in an offer on one voucher
    /// @param interestMode up front for a purchase and at maturity for a loan, when it is left out
    /// @param fees in all; each voucher bears its share by amount
    record OfferBody(
            Product product,
            @Nullable Recourse recourse,
            @Nullable InterestMode interestMode,
            Rate annualRate,
            DayCount dayCount,
            Money fees,
            Instant validUntil) {

        Bundles.Price price() {
            var usual = product.mayBeDiscountedUpFront() ? InterestMode.UP_FRONT : InterestMode.AT_MATURITY;
            return new Bundles.Price(
                    product,
                    recourse == null ? product.usualRecourse() : recourse,
                    interestMode == null ? usual : interestMode,
                    annualRate,
                    dayCount,
                    fees);
        }
    }

    @PostMapping
    ResponseEntity<BundleJson> offer(Caller caller, @PathVariable FinancingBundleId id, @RequestBody OfferBody body) {
        caller.mustBe(PartyKind.BANK);
        return switch (bundles.offer(caller.party(), caller.user(), id, body.price(), body.validUntil())) {
            case Bundling.Done(var bundle) ->
                ResponseEntity.status(HttpStatus.CREATED).body(BundleJson.of(bundle));
            case Bundling.NotOffered(var request, var why) ->
                throw OffersDoor.problem(why).with("requestId", request);
            case Bundling.Refused refused -> throw BundleProblems.of(refused);
        };
    }
}
