package scf.platform.financing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scf.contract.Recourse;
import scf.platform.Town;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.StandingTermsId;

/// What a bank offers at once, by terms that it has set before.
class StandingOffersTest {

    private static final Money MILLION = Money.fen(100_000_000);

    private final Town town = new Town();
    private final FinancingRequests requests = town.the(FinancingRequests.class);
    private final StandingOffers standing = town.the(StandingOffers.class);

    @Test
    void who_asks_within_a_banks_terms_has_its_offer_at_once() {
        var terms = set(wish(null, "3.8500", MILLION));

        var view = submitted();

        assertThat(view.request().state()).isEqualTo(RequestState.OFFERED);
        assertThat(view.offers()).singleElement().satisfies(offer -> {
            assertThat(offer.bank()).isEqualTo(town.bank);
            assertThat(offer.standingTerms()).isEqualTo(terms.id());
            assertThat(offer.quote().interest()).isEqualTo(Money.fen(941_111));
            assertThat(offer.validUntil()).isEqualTo(town.now().plus(Duration.ofDays(2)));
        });
        assertThat(view.banks())
                .filteredOn(asked -> asked.bank().equals(town.secondBank))
                .extracting(AskedBank::answer)
                .containsExactly(AskedBank.Answer.NONE);
        assertThat(town.reserved(town.bank)).as("an offer holds nothing").isEqualTo(Money.fen(0));
    }

    @Test
    void terms_for_one_supplier_come_before_those_for_all() {
        set(wish(null, "3.8500", MILLION));
        set(wish(town.supplier, "3.6000", MILLION));
        set(wish(town.master, "1.0000", MILLION));

        assertThat(submitted().offers())
                .extracting(offer -> offer.terms().annualRate().percent())
                .containsExactly("3.6000");
    }

    @Test
    void a_request_above_the_terms_waits_for_a_person() {
        set(wish(null, "3.8500", Money.fen(99_999_999)));

        assertThat(submitted().offers()).isEmpty();
        assertThat(submitted().request().state()).isEqualTo(RequestState.SUBMITTED);
    }

    @Test
    void a_line_without_room_offers_nothing_at_once() {
        set(wish(null, "3.8500", MILLION));
        town.limit(town.bank, Money.fen(99_999_999));

        assertThat(submitted().offers()).isEmpty();
    }

    @Test
    void terms_that_have_ended_offer_nothing_and_what_was_offered_stands() {
        var terms = set(wish(null, "3.8500", MILLION));
        var before = submitted();

        assertThat(standing.end(town.secondBank, terms.id())).isEmpty();
        assertThat(standing.end(town.bank, terms.id()))
                .hasValueSatisfying(ended -> assertThat(ended.endedAt()).isEqualTo(town.now()));

        assertThat(submitted().offers()).isEmpty();
        var offer = before.offers().getFirst();
        assertThat(OfferStates.of(offer, before.request(), town.now())).isEqualTo(OfferState.OPEN);
        set(wish(null, "3.9000", MILLION));
    }

    @Test
    void what_a_bank_cannot_promise_is_refused_by_name() {
        set(wish(null, "3.8500", MILLION));

        assertThat(standing.set(town.bank, "desk", wish(null, "3.0000", MILLION)))
                .isInstanceOf(StandingSetting.SetBefore.class);
        assertThat(standing.set(town.master, "desk", wish(null, "3.0000", MILLION)))
                .isInstanceOf(StandingSetting.NoLine.class);
        assertThat(standing.set(town.bank, "desk", wish(null, "3.0000", Money.fen(0))))
                .isInstanceOf(StandingSetting.NothingOffered.class);
        var loan = new StandingTerms.Wish(
                town.master,
                null,
                Product.RECEIVABLES_PLEDGE_LOAN,
                Recourse.WITH_RECOURSE,
                InterestMode.UP_FRONT,
                Rate.ofPercent("3.85"),
                DayCount.ACT_360,
                MILLION,
                Money.fen(0),
                48,
                Town.TODAY,
                Town.DUE);
        assertThat(standing.set(town.bank, "desk", loan))
                .isInstanceOfSatisfying(
                        StandingSetting.LoanDiscountedUpFront.class,
                        refused -> assertThat(refused.rule().source()).isEqualTo("民法典 art 670"));
        assertThat(standing.of(town.bank, Instant.EPOCH, new StandingTermsId(new UUID(0, 0)), 10))
                .hasSize(1);
        assertThat(standing.of(town.secondBank, Instant.EPOCH, new StandingTermsId(new UUID(0, 0)), 10))
                .isEmpty();
    }

    @Test
    void a_purchase_is_priced_up_front_and_never_at_maturity() {
        assertThat(standing.set(town.bank, "desk", priced(InterestMode.AT_MATURITY, "3.8500", Money.fen(0))))
                .isEqualTo(new StandingSetting.PurchaseOwesNothing());
    }

    @Test
    void terms_are_priced_within_reason() {
        assertThat(standing.set(town.bank, "desk", priced(InterestMode.UP_FRONT, "385.0000", Money.fen(0))))
                .isInstanceOfSatisfying(
                        StandingSetting.PriceRefused.class,
                        refused -> assertThat(refused.why().rule().source()).isEqualTo("法发〔2017〕22号 art 2"));
    }

    private StandingTerms.Wish priced(InterestMode mode, String percent, Money fees) {
        var like = wish(null, percent, MILLION);
        return new StandingTerms.Wish(
                like.master(),
                like.supplier(),
                like.product(),
                like.recourse(),
                mode,
                like.annualRate(),
                like.dayCount(),
                like.most(),
                fees,
                like.offerHours(),
                like.effectiveFrom(),
                like.effectiveTo());
    }

    private StandingTerms.Wish wish(@Nullable EnterpriseId supplier, String percent, Money most) {
        return new StandingTerms.Wish(
                town.master,
                supplier,
                Product.PAYABLES_FINANCE,
                Recourse.WITHOUT_RECOURSE,
                InterestMode.UP_FRONT,
                Rate.ofPercent(percent),
                DayCount.ACT_360,
                most,
                Money.fen(0),
                48,
                Town.TODAY,
                Town.DUE);
    }

    private StandingTerms set(StandingTerms.Wish wish) {
        var setting = standing.set(town.bank, "desk", wish);
        assertThat(setting).isInstanceOf(StandingSetting.Set.class);
        return ((StandingSetting.Set) setting).terms();
    }

    private FinancingRequests.View submitted() {
        var wish = new FinancingRequests.Wish(
                town.active(MILLION), Product.PAYABLES_FINANCE, null, List.of(town.bank, town.secondBank));
        var submitting = requests.submit(town.supplier, "maker", wish);
        assertThat(submitting).isInstanceOf(Submitting.Submitted.class);
        var id = ((Submitting.Submitted) submitting).request().id();
        return requests.find(town.supplier, id).orElseThrow();
    }
}
