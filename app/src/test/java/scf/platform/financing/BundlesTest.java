package scf.platform.financing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scf.contract.Recourse;
import scf.platform.Town;
import scf.platform.creditline.Reserving;
import scf.platform.ledger.ActJson;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.VoucherNo;

/// Several vouchers in one request: one price, one acceptance, all or none.
class BundlesTest {

    private static final Money MILLION = Money.fen(100_000_000);
    private static final Money HALF = Money.fen(50_000_000);

    private final Town town = new Town();
    private final Bundles bundles = town.the(Bundles.class);
    private final List<VoucherNo> nos = List.of(town.active(MILLION), town.active(HALF), town.active(MILLION));

    @Test
    void a_bundle_asks_for_every_voucher_and_shows_what_each_bank_offers_in_all() {
        var bundle = offered("3.8500", Money.fen(1_001));

        assertThat(bundle.requests())
                .hasSize(3)
                .allSatisfy(view -> assertThat(view.request().asked().bundle()).isEqualTo(bundle.id()));
        assertThat(bundle.totals()).singleElement().satisfies(total -> {
            assertThat(total.amount()).isEqualTo(Money.fen(250_000_000));
            assertThat(total.fees()).as("shares add up to the whole").isEqualTo(Money.fen(1_001));
            // 9,411.11 twice and 4,705.56
            assertThat(total.interest()).isEqualTo(Money.fen(2_352_778));
            assertThat(total.net()).isEqualTo(Money.fen(250_000_000 - 2_352_778 - 1_001));
            assertThat(total.allInAnnualCost().percent()).startsWith("3.94");
        });
        assertThat(bundles.find(town.secondBank, bundle.id()))
                .hasValueSatisfying(seen -> assertThat(seen.totals()).isEmpty());
        assertThat(bundles.find(town.thirdBank, bundle.id())).isEmpty();
    }

    @Test
    void an_acceptance_locks_every_voucher_and_holds_credit_for_all() {
        var bundle = offered("3.8500", Money.fen(0));

        assertThat(bundles.accept(town.supplier, bundle.id(), town.bank, signed(bundle)))
                .isInstanceOf(Bundles.Accepting.Asked.class);
        town.ledger.writes();

        assertThat(nos).allSatisfy(no -> assertThat(stateOf(no)).isEqualTo("FIN_LOCKED"));
        assertThat(town.reserved(town.bank)).isEqualTo(Money.fen(250_000_000));
    }

    @Test
    void a_line_with_room_for_two_of_three_vouchers_locks_none() {
        var bundle = offered("3.8500", Money.fen(0));
        var acts = signed(bundle);
        town.limit(town.bank, Money.fen(249_999_999));

        assertThat(bundles.accept(town.supplier, bundle.id(), town.bank, acts))
                .isInstanceOfSatisfying(
                        Bundles.Accepting.Refused.class,
                        refused -> assertThat(refused.why())
                                .isInstanceOfSatisfying(
                                        Bundling.NotAccepted.class,
                                        not -> assertThat(((AcceptanceRefusal.NoCredit) not.why()).why())
                                                .isInstanceOfSatisfying(
                                                        Reserving.Binds.class,
                                                        binds -> assertThat(binds.shortBy())
                                                                .isEqualTo(Money.fen(1)))));

        assertThat(nos).allSatisfy(no -> assertThat(stateOf(no)).isEqualTo("ACTIVE"));
        assertThat(town.reserved(town.bank)).isEqualTo(Money.fen(0));
        assertThat(town.ledger.told()).isZero();
    }

    @Test
    void an_act_is_needed_for_each_voucher() {
        var bundle = offered("3.8500", Money.fen(0));
        var acts = new LinkedHashMap<>(signed(bundle));
        acts.remove(bundle.requests().getFirst().request().id());

        assertThat(bundles.accept(town.supplier, bundle.id(), town.bank, acts))
                .isEqualTo(new Bundles.Accepting.Refused(new Bundling.NotAnActForEach()));
        assertThat(bundles.accept(town.supplier, bundle.id(), town.secondBank, signed(bundle)))
                .isEqualTo(new Bundles.Accepting.Refused(new Bundling.NoOfferOnAll()));
        assertThat(bundles.accept(town.master, bundle.id(), town.bank, acts))
                .isEqualTo(new Bundles.Accepting.Refused(new Bundling.NoSuchBundle()));
    }

    @Test
    void a_voucher_that_cannot_be_asked_for_leaves_no_request_on_the_others() {
        var wish = new Bundles.Wish(
                List.of(nos.getFirst(), VoucherNo.random()), Product.PAYABLES_FINANCE, List.of(town.bank), null);

        assertThat(bundles.submit(town.supplier, "maker", wish)).isInstanceOf(Bundling.NotSubmitted.class);
        assertThat(town.sql
                        .fetchSingle("select count(*) from financing.requests")
                        .get(0, Long.class))
                .isZero();
    }

    @Test
    void a_price_that_one_voucher_cannot_bear_is_offered_on_none() {
        var bundle = submitted();

        assertThat(bundles.offer(town.bank, "desk", bundle.id(), price("3.8500", MILLION), tomorrow()))
                .isInstanceOf(Bundling.Done.class);
        var tooDear = price("3.8500", Money.fen(260_000_000));
        assertThat(bundles.offer(town.secondBank, "desk", bundle.id(), tooDear, tomorrow()))
                .isInstanceOf(Bundling.NotOffered.class);
        assertThat(bundles.find(town.secondBank, bundle.id()).orElseThrow().requests())
                .allSatisfy(view -> assertThat(view.offers()).isEmpty());
    }

    private Bundle submitted() {
        var wish = new Bundles.Wish(nos, Product.PAYABLES_FINANCE, List.of(town.bank, town.secondBank), null);
        var bundling = bundles.submit(town.supplier, "maker", wish);
        assertThat(bundling).isInstanceOf(Bundling.Done.class);
        return ((Bundling.Done) bundling).bundle();
    }

    private Bundle offered(String percent, Money fees) {
        var bundle = submitted();
        assertThat(bundles.offer(town.bank, "desk", bundle.id(), price(percent, fees), tomorrow()))
                .isInstanceOf(Bundling.Done.class);
        return bundles.find(town.supplier, bundle.id()).orElseThrow();
    }

    private static Bundles.Price price(String percent, Money fees) {
        return new Bundles.Price(
                Product.PAYABLES_FINANCE,
                Recourse.WITHOUT_RECOURSE,
                InterestMode.UP_FRONT,
                Rate.ofPercent(percent),
                DayCount.ACT_360,
                fees);
    }

    private Instant tomorrow() {
        return town.now().plus(Duration.ofDays(1));
    }

    private Map<FinancingRequestId, ActJson> signed(Bundle bundle) {
        var drafts = bundles.prepareAcceptance(town.supplier, "maker", null, bundle.id(), town.bank);
        assertThat(drafts).isInstanceOf(Bundles.Drafts.Prepared.class);
        var acts = new LinkedHashMap<FinancingRequestId, ActJson>();
        ((Bundles.Drafts.Prepared) drafts)
                .acts()
                .forEach((request, act) -> acts.put(request, town.signed(town.supplier, act)));
        return acts;
    }

    private String stateOf(VoucherNo no) {
        return town.the(Vouchers.class).find(no).orElseThrow().state();
    }
}
