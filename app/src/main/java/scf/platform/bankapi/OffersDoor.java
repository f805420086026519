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
import scf.platform.enterprise.PartyKind;
import scf.platform.enterpriseapi.FinancingRequestJson;
import scf.platform.enterpriseapi.OfferJson;
import scf.platform.financing.AskedBank;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.InterestMode;
import scf.platform.financing.OfferTerms;
import scf.platform.financing.Offering;
import scf.platform.financing.Product;
import scf.platform.financing.Rejecting;
import scf.platform.financing.RejectionReason;
import scf.platform.financing.RequestState;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.FinancingRequestId;

/// `/v1/financing-requests/{id}/offers` and `/rejection`: what a bank answers to a holder that asked it.
@RestController
@RequestMapping("/v1/financing-requests/{id}")
class OffersDoor {

    private final FinancingRequests requests;

    OffersDoor(FinancingRequests requests) {
        this.requests = requests;
    }

    /// @param product the one that was asked for
    /// @param interestMode up front for a purchase and at maturity for a loan, when it is left out
    /// @param annualRate in percent with up to four decimals, `3.8500`
    /// @param fees everything else that the holder pays for the money
    record OfferBody(
            Product product,
            @Nullable InterestMode interestMode,
            Money amount,
            Rate annualRate,
            DayCount dayCount,
            Money fees,
            Instant validUntil) {

        OfferTerms terms() {
            var usual = product.mayBeDiscountedUpFront() ? InterestMode.UP_FRONT : InterestMode.AT_MATURITY;
            return new OfferTerms(
                    product, interestMode == null ? usual : interestMode, amount, annualRate, dayCount, fees);
        }
    }

    /// @param reason words for the holder
    record RejectionBody(
            RejectionReason reasonCode, @Nullable String reason) {}

    @PostMapping("/offers")
    ResponseEntity<OfferJson> offer(Caller caller, @PathVariable FinancingRequestId id, @RequestBody OfferBody body) {
        caller.mustBe(PartyKind.BANK);
        return switch (requests.offer(caller.party(), caller.user(), id, body.terms(), body.validUntil())) {
            case Offering.Offered offered ->
                ResponseEntity.status(HttpStatus.CREATED).body(OfferJson.of(offered.offer()));
            case Offering.Refused refused -> throw problem(refused);
        };
    }

    @PostMapping("/rejection")
    FinancingRequestJson reject(Caller caller, @PathVariable FinancingRequestId id, @RequestBody RejectionBody body) {
        caller.mustBe(PartyKind.BANK);
        var rejection = new AskedBank.Rejection(body.reasonCode(), body.reason());
        return switch (requests.reject(caller.party(), id, rejection)) {
            case Rejecting.Rejected _ ->
                requests.find(caller.party(), id).map(FinancingRequestJson::of).orElseThrow(Problem::notFound);
            case Rejecting.NoSuchRequest _ -> throw Problem.notFound();
            case Rejecting.NotOpen not -> throw notOpen(not.state());
            case Rejecting.OfferStands stands ->
                throw Problem.refused(
                                409,
                                "offer_stands",
                                "An offer stands",
                                "Offer %s binds the bank until it has run out.".formatted(stands.offer()))
                        .rule("offer with a term is irrevocable", "民法典 476");
        };
    }

    private static Problem notOpen(RequestState state) {
        return Problem.refused(
                        409,
                        "request_not_open",
                        "Request not open",
                        "The request is %s: nothing is to be answered any more.".formatted(state))
                .with("state", state);
    }

    private static Problem problem(Offering.Refused refusal) {
        return switch (refusal) {
            case Offering.NoSuchRequest _ -> Problem.notFound();
            case Offering.NotOpen not -> notOpen(not.state());
            case Offering.RejectedBefore _ ->
                Problem.refused(
                        409, "rejected_before", "Rejected before", "This bank has said no to the request already.");
            case Offering.LoanDiscountedUpFront loan ->
                Problem.refused(
                                422,
                                "interest_up_front_on_a_loan",
                                "Interest deducted from a loan",
                                "Interest is not deducted in advance from a loan; only a purchase is discounted.")
                        .field("/interestMode")
                        .rule(loan.rule().code().code(), loan.rule().source());
            case Offering.OtherProduct other ->
                Problem.refused(
                                422,
                                "other_product",
                                "Other product",
                                "The holder asked for %s.".formatted(other.asked()))
                        .field("/product");
            case Offering.OtherCurrency other ->
                Problem.refused(422, "other_currency", "Other currency", "The request is in " + other.currency() + ".")
                        .field("/amount/currency");
            case Offering.AboveAsked above ->
                Problem.refused(
                                422,
                                "amount_above_asked",
                                "More than was asked",
                                "The amount must be positive and at most the %s that were asked for."
                                        .formatted(above.asked()))
                        .field("/amount/amount");
            case Offering.PartIsNotBought part ->
                Problem.refused(
                                422,
                                "part_is_not_bought",
                                "A part is not bought",
                                "A purchase makes the bank holder of the whole voucher, so it buys all of its %s."
                                        .formatted(part.face()))
                        .field("/amount/amount");
            case Offering.ValidityOver over ->
                Problem.refused(
                                422,
                                "validity_over",
                                "Validity over",
                                "An offer is valid for some time after now, %s.".formatted(over.now()))
                        .field("/validUntil");
            case Offering.Matured matured ->
                Problem.refused(
                        422,
                        "voucher_matured",
                        "Voucher matured",
                        "The voucher is due on %s: no term is left to finance.".formatted(matured.due()));
            case Offering.NothingArrives nothing ->
                Problem.refused(
                                422,
                                "nothing_arrives",
                                "Nothing arrives",
                                "Interest and fees of %s would eat the amount.".formatted(nothing.deducted()))
                        .field("/fees/amount");
        };
    }
}
