package scf.platform.bankapi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.contract.Recourse;
import scf.platform.enterprise.PartyKind;
import scf.platform.financing.InterestMode;
import scf.platform.financing.Product;
import scf.platform.financing.StandingOffers;
import scf.platform.financing.StandingSetting;
import scf.platform.financing.StandingTerms;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.StandingTermsId;

/// `/v1/standing-terms`: on what terms a bank offers at once, without a person looking (预授信报价).
@RestController
@RequestMapping("/v1/standing-terms")
class StandingTermsDoor {

    private static final int LONGEST_OFFER_HOURS = 720;

    private final StandingOffers standing;

    StandingTermsDoor(StandingOffers standing) {
        this.standing = standing;
    }

    /// @param masterId who pays the vouchers
    /// @param supplierId for one supplier alone; for every supplier of the chain when it is left out
    /// @param recourse as in an offer
    /// @param interestMode up front for a purchase and at maturity for a loan, when it is left out
    /// @param most the largest amount of one request
    /// @param fees of each financing, whatever its amount
    /// @param offerHours how long such an offer binds the bank, 1 to 720
    /// @param effectiveTo the last day, included
    record TermsBody(
            EnterpriseId masterId,
            @Nullable EnterpriseId supplierId,
            Product product,
            @Nullable Recourse recourse,
            @Nullable InterestMode interestMode,
            Rate annualRate,
            DayCount dayCount,
            Money most,
            Money fees,
            int offerHours,
            LocalDate effectiveFrom,
            LocalDate effectiveTo) {

        StandingTerms.Wish wish() {
            var usual = product.mayBeDiscountedUpFront() ? InterestMode.UP_FRONT : InterestMode.AT_MATURITY;
            return new StandingTerms.Wish(
                    masterId,
                    supplierId,
                    product,
                    recourse == null ? product.usualRecourse() : recourse,
                    interestMode == null ? usual : interestMode,
                    annualRate,
                    dayCount,
                    most,
                    fees,
                    offerHours,
                    effectiveFrom,
                    effectiveTo);
        }
    }

    /// @param endedAt since when nothing is offered on them any more
    record TermsJson(
            StandingTermsId id,
            EnterpriseId masterId,
            @Nullable EnterpriseId supplierId,
            Product product,
            Recourse recourse,
            InterestMode interestMode,
            Rate annualRate,
            DayCount dayCount,
            Money most,
            Money fees,
            int offerHours,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            Instant setAt,
            @Nullable Instant endedAt) {

        static TermsJson of(StandingTerms terms) {
            var wish = terms.wish();
            return new TermsJson(
                    terms.id(),
                    wish.master(),
                    wish.supplier(),
                    wish.product(),
                    wish.recourse(),
                    wish.interestMode(),
                    wish.annualRate(),
                    wish.dayCount(),
                    wish.most(),
                    wish.fees(),
                    wish.offerHours(),
                    wish.effectiveFrom(),
                    wish.effectiveTo(),
                    terms.setAt(),
                    terms.endedAt());
        }
    }

    @PostMapping
    ResponseEntity<TermsJson> set(Caller caller, @RequestBody TermsBody body) {
        caller.mustBe(PartyKind.BANK);
        if (body.offerHours() < 1 || body.offerHours() > LONGEST_OFFER_HOURS) {
            throw Problem.refused(422, "offer_hours", "Validity", "An offer at once is valid for 1 to 720 hours.")
                    .field("/offerHours");
        }
        return switch (standing.set(caller.party(), caller.user(), body.wish())) {
            case StandingSetting.Set(var terms) ->
                ResponseEntity.created(URI.create("/v1/standing-terms/" + terms.id()))
                        .body(TermsJson.of(terms));
            case StandingSetting.Refused refused -> throw problem(refused);
        };
    }

    @GetMapping
    Page<TermsJson> list(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.BANK);
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0).toString()));
        var rows = standing.of(
                caller.party(), after.created(), new StandingTermsId(UUID.fromString(after.id())), paging.limit() + 1);
        return paging.page(rows, terms -> new Position(terms.setAt(), terms.id().toString()))
                .map(TermsJson::of);
    }

    @GetMapping("/{id}")
    TermsJson one(Caller caller, @PathVariable StandingTermsId id) {
        caller.mustBe(PartyKind.BANK);
        return standing.find(caller.party(), id).map(TermsJson::of).orElseThrow(Problem::notFound);
    }

    /// From now on a person answers. Offers that were made stand until they run out.
    @PostMapping("/{id}/end")
    TermsJson end(Caller caller, @PathVariable StandingTermsId id) {
        caller.mustBe(PartyKind.BANK);
        return standing.end(caller.party(), id).map(TermsJson::of).orElseThrow(Problem::notFound);
    }

    private static Problem problem(StandingSetting.Refused refusal) {
        return switch (refusal) {
            case StandingSetting.LoanDiscountedUpFront loan ->
                Problem.refused(
                                422,
                                "interest_up_front_on_a_loan",
                                "Interest deducted from a loan",
                                "Interest is not deducted in advance from a loan; only a purchase is discounted.")
                        .field("/interestMode")
                        .rule(loan.rule().code().code(), loan.rule().source());
            case StandingSetting.LoanWithoutRecourse(var rule) -> OffersDoor.loanWithoutRecourse(rule);
            case StandingSetting.PurchaseOwesNothing _ -> OffersDoor.purchaseOwesNothing();
            case StandingSetting.FeesInOtherCurrency other ->
                Problem.refused(422, "other_currency", "Other currency", "The amount is in " + other.currency() + ".")
                        .field("/fees/currency");
            case StandingSetting.NothingOffered _ ->
                Problem.refused(422, "nothing_offered", "Nothing offered", "The largest amount is more than nothing.")
                        .field("/most/amount");
            case StandingSetting.PriceRefused(var why) -> PriceProblems.of(why, "/fees");
            case StandingSetting.PeriodUpsideDown _ ->
                Problem.refused(422, "period_upside_down", "Period upside down", "Terms do not end before they begin.")
                        .field("/effectiveTo");
            case StandingSetting.NoLine _ ->
                Problem.refused(
                                422,
                                "no_credit_line",
                                "No credit line",
                                "You have no line to the chain of this master in this currency.")
                        .field("/masterId");
            case StandingSetting.AboveRateCap above -> OffersDoor.aboveRateCap(above.cap(), above.preferences());
            case StandingSetting.SetBefore before ->
                Problem.refused(
                                409,
                                "terms_set_before",
                                "Terms set before",
                                "You have terms for the same master, supplier, product and currency: end them first.")
                        .with("standingTermsId", before.id());
        };
    }
}
