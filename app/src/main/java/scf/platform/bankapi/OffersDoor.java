package scf.platform.bankapi;

import java.net.URI;
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
import scf.platform.creditline.Preferences;
import scf.platform.enterprise.PartyKind;
import scf.platform.enterpriseapi.FinancingRequestJson;
import scf.platform.enterpriseapi.OfferJson;
import scf.platform.financing.AskedBank;
import scf.platform.financing.FinancingRequest;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.InterestMode;
import scf.platform.financing.LettingGo;
import scf.platform.financing.OfferState;
import scf.platform.financing.OfferTerms;
import scf.platform.financing.Offering;
import scf.platform.financing.Product;
import scf.platform.financing.Rejecting;
import scf.platform.financing.RejectionReason;
import scf.platform.financing.RequestState;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.Rule;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.ReleaseRefusal;
import scf.platform.voucher.Stepping;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.KeyId;

/// `/v1/financing-requests/{id}/offers` and `/rejection`: what a bank answers to a holder that asked it.
@RestController
@RequestMapping("/v1/financing-requests/{id}")
class OffersDoor {

    private final FinancingRequests requests;

    OffersDoor(FinancingRequests requests) {
        this.requests = requests;
    }

    /// @param product the one that was asked for
    /// @param recourse whether you may turn to the holder when the issuer does not pay; when it is left out,
    ///     without for a purchase and with for a loan
    /// @param interestMode up front for a purchase and at maturity for a loan, when it is left out
    /// @param annualRate in percent with up to four decimals, `3.8500`
    /// @param fees everything else that the holder pays for the money
    record OfferBody(
            Product product,
            @Nullable Recourse recourse,
            @Nullable InterestMode interestMode,
            Money amount,
            Rate annualRate,
            DayCount dayCount,
            Money fees,
            Instant validUntil) {

        OfferTerms terms() {
            var usual = product.mayBeDiscountedUpFront() ? InterestMode.UP_FRONT : InterestMode.AT_MATURITY;
            return new OfferTerms(
                    product,
                    recourse == null ? product.usualRecourse() : recourse,
                    interestMode == null ? usual : interestMode,
                    amount,
                    annualRate,
                    dayCount,
                    fees);
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
                ResponseEntity.status(HttpStatus.CREATED).body(OfferJson.of(offered.offer(), OfferState.OPEN));
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

    /// @param reason for the ledger, in a few words
    /// @param key the act key that will sign, where the bank has several
    record ReleaseBody(String reason, @Nullable KeyId key) {}

    record ActBody(ActJson act) {}

    @PostMapping("/release/prepare")
    PreparedAct prepareRelease(Caller caller, @PathVariable FinancingRequestId id, @RequestBody ReleaseBody body) {
        caller.mustBe(PartyKind.BANK);
        String reason = BodyFields.text("/reason", body.reason(), 1, 200);
        return switch (requests.prepareRelease(caller.party(), caller.user(), body.key(), id, reason)) {
            case Drafting.Refused<LettingGo>(var why) -> throw problem(why);
            case Drafting.NoKey<LettingGo>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<LettingGo>(var act) -> act;
        };
    }

    /// The bank lets go of a voucher on which it will not pay.
    @PostMapping("/release")
    ResponseEntity<FinancingRequestJson> release(
            Caller caller, @PathVariable FinancingRequestId id, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.BANK);
        return switch (requests.release(caller.party(), id, body.act())) {
            case Stepping.Refused<LettingGo, FinancingRequest>(var why) -> throw problem(why);
            case Stepping.NotTheAct<LettingGo, FinancingRequest>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<LettingGo, FinancingRequest>(var request) ->
                ResponseEntity.accepted()
                        .location(URI.create("/v1/vouchers/" + request.asked().voucher()))
                        .body(requests.find(caller.party(), id)
                                .map(FinancingRequestJson::of)
                                .orElseThrow());
        };
    }

    private static Problem problem(LettingGo refusal) {
        return switch (refusal) {
            case LettingGo.NoSuchRequest _ -> Problem.notFound();
            case LettingGo.RequestStands stands ->
                Problem.refused(
                                409,
                                "request_stands",
                                "Request stands",
                                "The request is %s: its holder withdraws it or you give it up first."
                                        .formatted(stands.state()))
                        .with("state", stands.state());
            case LettingGo.NotReleasable(ReleaseRefusal.NotLocked _) ->
                Problem.refused(
                        409,
                        "voucher_not_locked",
                        "Voucher not locked",
                        "No lock of yours binds the voucher any more.");
            case LettingGo.NotReleasable(ReleaseRefusal.AskedBefore _) ->
                Problem.refused(
                        409, "release_pending", "Release pending", "The ledger has been asked and has not answered.");
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

    static Problem aboveRateCap(Rate cap, Preferences preferences) {
        return Problem.refused(
                        422,
                        "rate_above_cap",
                        "Rate above the cap",
                        "Your line to this chain promises at most %s %% a year (version %d of the listing brought it)."
                                .formatted(cap.percent(), preferences.version()))
                .field("/annualRate")
                .with("rateCap", cap)
                .with("listingVersion", preferences.version());
    }

    static Problem loanWithoutRecourse(Rule rule) {
        return Problem.refused(
                        422,
                        "loan_without_recourse",
                        "A loan without recourse",
                        "Whoever borrows owes its loan; only a purchase can be without recourse.")
                .field("/recourse")
                .rule(rule.code().code(), rule.source());
    }

    static Problem purchaseOwesNothing() {
        return Problem.refused(
                        422,
                        "interest_at_maturity_on_a_purchase",
                        "Interest at maturity on a purchase",
                        "A purchase without recourse is priced up front: its seller owes nothing at maturity.")
                .field("/interestMode")
                .rule("purchase without recourse", "民法典 767");
    }

    static Problem problem(Offering.Refused refusal) {
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
            case Offering.PurchaseOwesNothing _ -> purchaseOwesNothing();
            case Offering.LoanWithoutRecourse(var rule) -> loanWithoutRecourse(rule);
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
            case Offering.PriceRefused(var why) -> PriceProblems.of(why, "/fees");
            case Offering.AboveRateCap above -> aboveRateCap(above.cap(), above.preferences());
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
