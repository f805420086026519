package scf.platform.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import scf.platform.Judged;
import scf.platform.Town;
import scf.platform.financing.AcceptanceRefusal;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.InterestMode;
import scf.platform.financing.OfferTerms;
import scf.platform.financing.Offering;
import scf.platform.financing.Product;
import scf.platform.financing.RequestState;
import scf.platform.financing.Submitting;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.RuleCode;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.RegistrationId;

/// What a bank records of its registration at 中登网, and what is not taken for one.
class RegistrationsTest {

    private static final Money MILLION = Money.fen(100_000_000);
    private static final String NUMBER = "02547813000610571526";

    private final Town town = new Town();
    private final FinancingRequests requests = town.the(FinancingRequests.class);
    private final Registrations registrations = town.the(Registrations.class);

    @Test
    void a_registration_opens_the_gate_before_money_moves() {
        var request = accepted();
        town.ledger.writes();

        var recording = registrations.record(town.bank, "desk", evidence(request, NUMBER));

        assertThat(recording).isInstanceOf(Recording.Recorded.class);
        assertThat(registrations.of(request)).hasValueSatisfying(registration -> {
            assertThat(registration.number()).isEqualTo(NUMBER);
            assertThat(registration.registeredAt()).isEqualTo(town.now().minusSeconds(60));
        });
        assertThat(state(request)).isEqualTo(RequestState.REGISTERED);
        assertThat(registrations.record(town.bank, "desk", evidence(request, NUMBER)))
                .isInstanceOf(Recording.RegisteredBefore.class);
    }

    @Test
    void nothing_is_registered_while_the_lock_is_on_its_way() {
        var request = accepted();

        assertThat(registrations.record(town.bank, "desk", evidence(request, NUMBER)))
                .isEqualTo(new Recording.LockPending());
    }

    @Test
    void only_the_bank_whose_offer_was_accepted_registers() {
        var request = accepted();
        town.ledger.writes();

        assertThat(registrations.record(town.secondBank, "desk", evidence(request, NUMBER)))
                .isEqualTo(new Recording.NoSuchRequest());
    }

    @Test
    void a_number_has_twenty_digits_and_stands_beside_one_financing() {
        var first = accepted();
        var second = accepted();
        town.ledger.writes();
        assertThat(registrations.record(town.bank, "desk", evidence(first, NUMBER)))
                .isInstanceOf(Recording.Recorded.class);

        assertThat(registrations.record(town.bank, "desk", evidence(second, NUMBER.substring(1))))
                .isInstanceOfSatisfying(
                        Recording.NotANumber.class,
                        not -> assertThat(not.rule().source()).isEqualTo("银发〔2025〕77号 art 13"));
        assertThat(registrations.record(town.bank, "desk", evidence(second, NUMBER)))
                .isEqualTo(new Recording.NumberUsedBefore());
        assertThat(state(second)).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void who_registers_has_searched_before_and_found_nobody() {
        var request = accepted();
        town.ledger.writes();
        var registered = town.now().minusSeconds(60);

        assertThat(registrations.record(
                        town.bank,
                        "desk",
                        evidence(
                                request,
                                registered,
                                registered.plusSeconds(1),
                                Registration.SearchResult.NO_PRIOR_REGISTRATION)))
                .isInstanceOf(Recording.SearchedTooLate.class);
        assertThat(registrations.record(
                        town.bank,
                        "desk",
                        evidence(
                                request,
                                registered,
                                registered.minusSeconds(1),
                                Registration.SearchResult.PRIOR_REGISTRATION)))
                .isInstanceOfSatisfying(
                        Recording.PriorRegistration.class,
                        prior -> assertThat(prior.rule().source()).isEqualTo("民法典 art 768"));
        assertThat(Judged.in(town)).contains("C-768 REFUSED", "R-19 REFUSED");
        assertThat(registrations.record(
                        town.bank,
                        "desk",
                        evidence(
                                request,
                                town.now().plusSeconds(1),
                                registered,
                                Registration.SearchResult.NO_PRIOR_REGISTRATION)))
                .isInstanceOf(Recording.RegisteredInTheFuture.class);
    }

    @Test
    void a_registration_is_not_older_than_its_claim_and_a_search_not_older_than_thirty_days() {
        var request = accepted();
        town.ledger.writes();
        var none = Registration.SearchResult.NO_PRIOR_REGISTRATION;
        var now = town.now();
        var longAgo = now.minus(Duration.ofDays(400));

        assertThat(registrations.record(town.bank, "desk", evidence(request, longAgo, longAgo, none)))
                .isInstanceOfSatisfying(
                        Recording.RegisteredTooEarly.class,
                        early -> assertThat(early.rule().code()).isEqualTo(RuleCode.REGISTRATION_CONTENT));
        assertThat(registrations.record(
                        town.bank,
                        "desk",
                        evidence(request, now, now.minus(Duration.ofDays(30).plusSeconds(1)), none)))
                .isInstanceOfSatisfying(
                        Recording.SearchedTooEarly.class,
                        early -> assertThat(early.days()).isEqualTo(30));
        assertThat(registrations.record(
                        town.bank, "desk", evidence(request, now, now.minus(Duration.ofDays(30)), none)))
                .isInstanceOf(Recording.Recorded.class);
    }

    @Test
    void what_was_registered_names_the_voucher_and_its_amount() {
        var request = accepted();
        town.ledger.writes();
        var now = town.now();
        var search = new Registration.Search(now, Registration.SearchResult.NO_PRIOR_REGISTRATION);
        String voucher = requests.find(town.supplier, request)
                .orElseThrow()
                .request()
                .asked()
                .voucher()
                .value();

        for (String words : List.of("应收账款一笔", "凭证" + voucher + ",金额999999.99", "金额1000000.00")) {
            assertThat(registrations.record(
                            town.bank, "desk", new Registrations.Evidence(request, NUMBER, now, search, words)))
                    .as(words)
                    .isInstanceOf(Recording.NotThisClaim.class);
        }
        String grouped = "凭证编号 " + voucher + ",金额 1,000,000.00 元";
        assertThat(registrations.record(
                        town.bank, "desk", new Registrations.Evidence(request, NUMBER, now, search, grouped)))
                .isInstanceOf(Recording.Recorded.class);
    }

    @Test
    void words_for_the_claim_are_ready_for_bank_and_holder() {
        var request = accepted();

        assertThat(registrations.text(town.bank, request))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("91350100MA00000B7M", "HT-2026-09", "1000000.00 CNY", "2026-12-18", "债权转让")
                        .containsPattern("由.+（91350100MA00000C5G）将该应收账款债权转让给")
                        .contains(request.toString()));
        assertThat(registrations.text(town.supplier, request)).isPresent();
        assertThat(registrations.text(town.secondBank, request)).isEmpty();
    }

    @Test
    void an_expired_lock_closes_the_gate() {
        var request = accepted();
        town.ledger.writes();
        assertThat(registrations.record(town.bank, "desk", evidence(request, NUMBER)))
                .isInstanceOf(Recording.Recorded.class);
        var no = requests.accepted(town.bank, request).orElseThrow().voucher();

        town.pass(Duration.ofDays(3));
        town.transaction().executeWithoutResult(_ -> town.the(Vouchers.class).take(no));

        assertThat(state(request)).isEqualTo(RequestState.EXPIRED);
        assertThat(town.reserved(town.bank)).isEqualTo(Money.fen(0));
    }

    @Test
    void a_registration_runs_for_its_term_and_outlasts_the_claim() {
        var request = accepted();
        town.ledger.writes();

        assertThat(registrations.record(town.bank, "desk", evidence(request, 0)))
                .isInstanceOfSatisfying(Recording.TermOutOfRange.class, out -> {
                    assertThat(out.least()).isEqualTo(1);
                    assertThat(out.most()).isEqualTo(360);
                });
        assertThat(registrations.record(town.bank, "desk", evidence(request, Integer.MAX_VALUE)))
                .isInstanceOf(Recording.TermOutOfRange.class);
        assertThat(registrations.record(town.bank, "desk", evidence(request, 2)))
                .isInstanceOfSatisfying(
                        Recording.EndsBeforeDue.class,
                        ends -> assertThat(ends.due()).isEqualTo(Town.DUE));
        var recorded = registrations.record(town.bank, "desk", evidence(request, 3));
        assertThat(recorded)
                .isInstanceOfSatisfying(
                        Recording.Recorded.class,
                        done -> assertThat(done.registration().term())
                                .isEqualTo(new Registration.Term(3, Town.TODAY.plusMonths(3))));
    }

    @Test
    void a_registration_is_extended_before_its_end_and_lapses_after_it() {
        var request = accepted();
        var id = recorded(request, 3);
        var change = new Registrations.Change("02547813000610571601", town.now());

        assertThat(registrations.extend(town.bank, "desk", id, change, 358))
                .isInstanceOf(Changing.TermOutOfRange.class);
        assertThat(registrations.extend(town.secondBank, "desk", id, change, 3))
                .isEqualTo(new Changing.NoSuchRegistration());
        assertThat(registrations.extend(town.bank, "desk", id, change, 3))
                .isInstanceOfSatisfying(
                        Changing.Changed.class,
                        changed -> assertThat(changed.registration().term())
                                .isEqualTo(new Registration.Term(6, Town.TODAY.plusMonths(6))));
        assertThat(registrations.extend(town.bank, "desk", id, change, 3)).isEqualTo(new Changing.NumberUsedBefore());

        town.businessDate(Town.TODAY.plusMonths(6).plusDays(1));
        assertThat(registrations.of(request)).isEmpty();
        assertThat(registrations.extend(
                        town.bank, "desk", id, new Registrations.Change("02547813000610571602", town.now()), 3))
                .isEqualTo(new Changing.NotInForce(RegistrationState.EXPIRED));
    }

    @Test
    void a_registration_is_discharged_when_what_it_secures_has_ended_and_not_before() {
        var request = accepted();
        var id = recorded(request, 12);
        var change = new Registrations.Change("02547813000610571601", town.now());

        assertThat(registrations.discharge(town.bank, "desk", id, change))
                .isEqualTo(new Changing.FinancingRuns(RequestState.REGISTERED));
        requests.withdraw(town.supplier, request);
        assertThat(registrations.discharge(town.bank, "desk", id, new Registrations.Change("12", town.now())))
                .isEqualTo(new Changing.NotANumber());
        assertThat(registrations.discharge(
                        town.bank,
                        "desk",
                        id,
                        new Registrations.Change(change.number(), town.now().plusSeconds(1))))
                .isInstanceOf(Changing.OutOfTime.class);
        assertThat(registrations.discharge(town.bank, "desk", id, change)).isInstanceOf(Changing.Changed.class);

        assertThat(registrations.of(request)).isEmpty();
        assertThat(registrations.discharge(town.bank, "desk", id, change))
                .isEqualTo(new Changing.NotInForce(RegistrationState.DISCHARGED));
    }

    private RegistrationId recorded(FinancingRequestId request, int months) {
        town.ledger.writes();
        var recording = registrations.record(town.bank, "desk", evidence(request, months));
        assertThat(recording).isInstanceOf(Recording.Recorded.class);
        return ((Recording.Recorded) recording).registration().id();
    }

    private Registrations.Evidence evidence(FinancingRequestId request, int months) {
        var like = evidence(request, NUMBER);
        return new Registrations.Evidence(
                request, NUMBER, like.registeredAt(), like.search(), like.assetText(), months);
    }

    private FinancingRequestId accepted() {
        var wish = new FinancingRequests.Wish(
                town.active(MILLION), Product.PAYABLES_FINANCE, null, List.of(town.bank, town.secondBank));
        var id = ((Submitting.Submitted) requests.submit(town.supplier, "maker", wish))
                .request()
                .id();
        var terms = new OfferTerms(
                Product.PAYABLES_FINANCE,
                InterestMode.UP_FRONT,
                MILLION,
                Rate.ofPercent("3.85"),
                DayCount.ACT_360,
                Money.fen(0));
        var offering = requests.offer(town.bank, "desk", id, terms, town.now().plus(Duration.ofDays(1)));
        var offer = ((Offering.Offered) offering).offer();
        var drafting = requests.prepareAcceptance(town.supplier, "maker", null, id, offer.id());
        var act = ((Drafting.Prepared<AcceptanceRefusal>) drafting).act();
        assertThat(requests.accept(town.supplier, id, offer.id(), town.signed(town.supplier, act)))
                .isInstanceOf(Stepping.Asked.class);
        return id;
    }

    private Registrations.Evidence evidence(FinancingRequestId request, String number) {
        var registered = town.now().minusSeconds(60);
        var search =
                new Registration.Search(registered.minusSeconds(600), Registration.SearchResult.NO_PRIOR_REGISTRATION);
        return new Registrations.Evidence(request, number, registered, search, text(request));
    }

    private Registrations.Evidence evidence(
            FinancingRequestId request, Instant registered, Instant searched, Registration.SearchResult result) {
        return new Registrations.Evidence(
                request, NUMBER, registered, new Registration.Search(searched, result), text(request));
    }

    private String text(FinancingRequestId request) {
        return registrations.text(town.bank, request).orElseThrow();
    }

    private RequestState state(FinancingRequestId request) {
        return requests.find(town.supplier, request).orElseThrow().request().state();
    }
}
