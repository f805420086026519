package scf.platform.financing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scf.contract.Refusal;
import scf.platform.Judged;
import scf.platform.Town;
import scf.platform.creditline.Level;
import scf.platform.creditline.Reserving;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdict;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.LockRefusal;
import scf.platform.voucher.ReleaseRefusal;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.OfferId;
import scf.schema.ids.VoucherNo;

/// From a holder's request to the acceptance of one offer, and the races for it.
class FinancingRequestsTest {

    private static final Money MILLION = Money.fen(100_000_000);
    private static final Money NOTHING = Money.fen(0);

    private final Town town = new Town();
    private final FinancingRequests requests = town.the(FinancingRequests.class);

    /// T6: 1,000,000.00 from 2026-09-21 to 2026-12-18 at 3.85% are 88 days and 9,411.11.
    @Test
    void an_offer_shows_discount_proceeds_and_what_it_costs_by_the_year() {
        var quote = offer(submitted(town.active(MILLION)), town.bank, purchase("3.8500", NOTHING))
                .quote();

        assertThat(quote.days()).isEqualTo(88);
        assertThat(quote.interest()).isEqualTo(Money.fen(941_111));
        assertThat(quote.net()).isEqualTo(Money.fen(99_058_889));
        // 9,411.11 / 990,588.89 · 365 / 88
        assertThat(quote.allInAnnualCost().percent()).isEqualTo("3.9406");
    }

    @Test
    void fees_count_in_what_an_offer_costs_by_the_year() {
        var quote = offer(submitted(town.active(MILLION)), town.bank, purchase("3.8500", Money.fen(100_000)))
                .quote();

        assertThat(quote.net()).isEqualTo(Money.fen(98_958_889));
        // (9,411.11 + 1,000.00) / 989,588.89 · 365 / 88
        assertThat(quote.allInAnnualCost().percent()).isEqualTo("4.3637");
    }

    @Test
    void interest_on_a_loan_is_not_deducted_up_front() {
        var request = submitted(Product.RECEIVABLES_PLEDGE_LOAN, Money.fen(70_000_000), town.active(MILLION));
        var terms = new OfferTerms(
                Product.RECEIVABLES_PLEDGE_LOAN,
                InterestMode.UP_FRONT,
                Money.fen(70_000_000),
                Rate.ofPercent("4.35"),
                DayCount.ACT_360,
                NOTHING);

        assertThat(offering(request, town.bank, terms))
                .isInstanceOfSatisfying(
                        Offering.LoanDiscountedUpFront.class,
                        refused -> assertThat(refused.rule().source()).isEqualTo("民法典 art 670"));
        var atMaturity = new OfferTerms(
                terms.product(),
                InterestMode.AT_MATURITY,
                terms.amount(),
                terms.annualRate(),
                terms.dayCount(),
                terms.fees());
        assertThat(offer(request, town.bank, atMaturity).quote().net()).isEqualTo(Money.fen(70_000_000));
    }

    @Test
    void who_has_sold_owes_nothing_at_maturity() {
        var like = purchase("3.8500", NOTHING);
        var atMaturity = new OfferTerms(
                like.product(),
                InterestMode.AT_MATURITY,
                like.amount(),
                like.annualRate(),
                like.dayCount(),
                like.fees());

        assertThat(offering(submitted(town.active(MILLION)), town.bank, atMaturity))
                .isEqualTo(new Offering.PurchaseOwesNothing());
    }

    @Test
    void fees_kept_back_of_a_loan_are_small_and_of_a_purchase_are_its_price() {
        var request = submitted(Product.RECEIVABLES_PLEDGE_LOAN, Money.fen(70_000_000), town.active(MILLION));

        assertThat(offering(request, town.bank, loan("4.3500", Money.fen(1_400_001))))
                .isInstanceOfSatisfying(Offering.PriceRefused.class, refused -> {
                    assertThat(refused.why().rule().source()).contains("民法典 art 670");
                    assertThat(refused.why())
                            .isInstanceOfSatisfying(
                                    PriceRefusal.FeesAsInterest.class,
                                    high -> assertThat(high.most()).isEqualTo(Money.fen(1_400_000)));
                });
        assertThat(offer(request, town.bank, loan("4.3500", Money.fen(1_400_000)))
                        .quote()
                        .net())
                .isEqualTo(Money.fen(68_600_000));
        assertThat(offering(submitted(town.active(MILLION)), town.bank, purchase("3.8500", Money.fen(2_500_000))))
                .isInstanceOf(Offering.Offered.class);
    }

    @Test
    void a_rate_that_no_bank_means_is_refused_and_a_dear_one_is_told_to_the_bank() {
        var request = submitted(Product.RECEIVABLES_PLEDGE_LOAN, Money.fen(70_000_000), town.active(MILLION));

        assertThat(offering(request, town.bank, loan("36.0001", NOTHING)))
                .isInstanceOfSatisfying(
                        Offering.PriceRefused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(PriceRefusal.RateOutOfReason.class));
        assertThat(offering(request, town.bank, loan("25.0000", NOTHING))).isInstanceOf(Offering.Offered.class);
        assertThat(town.the(Verdicts.class).on(Subject.of(request), town.bank, 0, 50))
                .filteredOn(verdict -> verdict.rule().code() == RuleCode.COST_BY_THE_YEAR)
                .extracting(Verdict::outcome)
                .contains(Outcome.WARNED);
        assertThat(town.the(Verdicts.class).on(Subject.of(request), town.secondBank, 0, 50))
                .as("a price is no matter of the other banks")
                .noneMatch(verdict -> verdict.rule().code() == RuleCode.COST_BY_THE_YEAR);
    }

    private static OfferTerms loan(String percent, Money fees) {
        return new OfferTerms(
                Product.RECEIVABLES_PLEDGE_LOAN,
                InterestMode.AT_MATURITY,
                Money.fen(70_000_000),
                Rate.ofPercent(percent),
                DayCount.ACT_360,
                fees);
    }

    @Test
    void a_part_of_a_voucher_is_pledged_but_not_sold() {
        var no = town.active(MILLION);

        assertThat(requests.submit(
                        town.supplier,
                        "maker",
                        new FinancingRequests.Wish(no, Product.PAYABLES_FINANCE, Money.fen(1_000), List.of(town.bank))))
                .isEqualTo(new Submitting.PartIsNotSold(MILLION));
        submitted(Product.RECEIVABLES_PLEDGE_LOAN, Money.fen(1_000), no);
    }

    @Test
    void only_the_holder_asks_and_only_banks_are_asked() {
        var no = town.active(MILLION);

        assertThat(requests.submit(town.master, "maker", wish(no, town.bank)))
                .isEqualTo(new Submitting.NoSuchVoucher());
        assertThat(requests.submit(town.supplier, "maker", wish(no, town.bank, town.master)))
                .isEqualTo(new Submitting.NotABank(town.master));
    }

    @Test
    void no_new_request_and_no_acceptance_while_the_chain_master_is_suspended() {
        var no = town.active(MILLION);
        var request = submitted(no);
        var offer = offer(request, town.bank, purchase("3.8500", NOTHING));
        var act = prepared(request, offer);
        town.listed("SUSPENDED");

        assertThat(requests.submit(town.supplier, "maker", wish(no, town.bank)))
                .isInstanceOf(Submitting.MasterNotListed.class);
        assertThat(requests.accept(town.supplier, request, offer.id(), act))
                .isInstanceOfSatisfying(
                        Stepping.Refused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(AcceptanceRefusal.MasterNotListed.class));
        assertThat(town.reserved(town.bank)).isEqualTo(NOTHING);
    }

    @Test
    void a_bank_sees_its_own_offers_and_nobody_elses() {
        var request = submitted(town.active(MILLION));
        var own = offer(request, town.bank, purchase("3.8500", NOTHING));
        offer(request, town.secondBank, purchase("3.6000", NOTHING));

        assertThat(requests.find(town.supplier, request)).hasValueSatisfying(view -> {
            assertThat(view.offers()).hasSize(2);
            assertThat(view.banks()).hasSize(3);
        });
        assertThat(requests.find(town.bank, request)).hasValueSatisfying(view -> {
            assertThat(view.offers()).containsExactly(own);
            assertThat(view.banks()).extracting(AskedBank::bank).containsExactly(town.bank);
        });
        assertThat(requests.find(town.master, request)).isEmpty();
    }

    @Test
    void a_request_that_every_bank_rejects_is_rejected() {
        var request = submitted(town.active(MILLION), town.bank, town.secondBank);
        var no = new AskedBank.Rejection(RejectionReason.CREDIT_POLICY, "行业限额");

        assertThat(requests.reject(town.bank, request, no)).isEqualTo(new Rejecting.Rejected(RequestState.SUBMITTED));
        assertThat(offering(request, town.bank, purchase("3.8500", NOTHING))).isEqualTo(new Offering.RejectedBefore());
        assertThat(requests.reject(town.secondBank, request, no))
                .isEqualTo(new Rejecting.Rejected(RequestState.REJECTED));
        assertThat(requests.reject(town.thirdBank, request, no)).isEqualTo(new Rejecting.NoSuchRequest());
    }

    @Test
    void an_offer_binds_its_bank_until_it_has_run_out() {
        var request = submitted(town.active(MILLION));
        var offer = offer(request, town.bank, purchase("3.8500", NOTHING));
        var no = new AskedBank.Rejection(RejectionReason.OTHER, null);
        assertThat(requests.reject(town.bank, request, no)).isEqualTo(new Rejecting.OfferStands(offer.id()));

        town.pass(Duration.ofDays(1));

        assertThat(requests.prepareAcceptance(town.supplier, "maker", null, request, offer.id()))
                .isEqualTo(new Drafting.Refused<>(new AcceptanceRefusal.OfferLapsed(offer.validUntil())));
        assertThat(requests.reject(town.bank, request, no)).isInstanceOf(Rejecting.Rejected.class);
    }

    @Test
    void a_withdrawn_request_takes_no_offer_any_more() {
        var request = submitted(town.active(MILLION));

        assertThat(requests.withdraw(town.supplier, request)).isInstanceOf(Withdrawing.Withdrawn.class);

        assertThat(offering(request, town.bank, purchase("3.8500", NOTHING)))
                .isEqualTo(new Offering.NotOpen(RequestState.WITHDRAWN));
    }

    @Test
    void acceptance_reserves_the_credit_and_locks_the_voucher() {
        var no = town.active(MILLION);
        var request = submitted(no);
        accept(request, offer(request, town.bank, purchase("3.8500", NOTHING)));
        assertThat(voucherState(no)).isEqualTo("LOCKING");
        assertThat(requests.accepted(town.bank, request)).hasValueSatisfying(financing -> {
            assertThat(financing.locked()).isFalse();
            assertThat(financing.acceptance().lockedUntil())
                    .isEqualTo(town.now().plus(Vouchers.LOCKED_FOR));
        });

        town.ledger.writes();

        assertThat(voucherState(no)).isEqualTo("FIN_LOCKED");
        assertThat(town.reserved(town.bank)).isEqualTo(MILLION);
        assertThat(requests.accepted(town.bank, request))
                .hasValueSatisfying(financing -> assertThat(financing.locked()).isTrue());
        assertThat(requests.accepted(town.secondBank, request)).isEmpty();
    }

    @Test
    void a_lock_that_the_ledger_refuses_gives_the_credit_back_and_leaves_the_offers() {
        var no = town.active(MILLION);
        var request = submitted(no);
        var offer = offer(request, town.bank, purchase("3.8500", NOTHING));
        accept(request, offer);

        town.ledger.refuses(Refusal.LOCKED);

        assertThat(town.reserved(town.bank)).isEqualTo(NOTHING);
        assertThat(voucherState(no)).isEqualTo("ACTIVE");
        assertThat(state(request)).isEqualTo(RequestState.OFFERED);
        accept(request, offer);
        town.ledger.writes();
        assertThat(state(request)).isEqualTo(RequestState.ACCEPTED);
        assertThat(town.reserved(town.bank)).isEqualTo(MILLION);
    }

    @Test
    void a_line_without_room_locks_nothing_and_says_by_how_much_it_is_short() {
        town.limit(town.bank, Money.fen(99_999_999));
        var no = town.active(MILLION);
        var request = submitted(no);
        var offer = offer(request, town.bank, purchase("3.8500", NOTHING));

        var refused = requests.accept(town.supplier, request, offer.id(), prepared(request, offer));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Stepping.Refused.class,
                        ending -> assertThat(ending.why())
                                .isInstanceOfSatisfying(
                                        AcceptanceRefusal.NoCredit.class,
                                        without -> assertThat(without.why())
                                                .isInstanceOfSatisfying(Reserving.Binds.class, binds -> {
                                                    assertThat(binds.level()).isEqualTo(Level.CHAIN);
                                                    assertThat(binds.shortBy()).isEqualTo(Money.fen(1));
                                                })));
        assertThat(voucherState(no)).isEqualTo("ACTIVE");
        assertThat(state(request)).isEqualTo(RequestState.OFFERED);
        assertThat(town.ledger.told()).isZero();
    }

    @Test
    void an_act_for_one_banks_offer_does_not_accept_anothers() {
        var request = submitted(town.active(MILLION));
        var dear = offer(request, town.bank, purchase("5.8500", NOTHING));
        var cheap = offer(request, town.secondBank, purchase("3.8500", NOTHING));

        assertThat(requests.accept(town.supplier, request, dear.id(), prepared(request, cheap)))
                .isEqualTo(new Stepping.Refused<>(new AcceptanceRefusal.NotLockable(new LockRefusal.OtherLock())));
        assertThat(Judged.in(town)).contains("R-23 REFUSED").doesNotContain("R-23 PASSED");
    }

    @Test
    void lock_and_reservation_end_together_and_the_request_with_them() {
        var no = town.active(MILLION);
        var request = submitted(no);
        accept(request, offer(request, town.bank, purchase("3.8500", NOTHING)));
        town.ledger.writes();

        town.pass(Vouchers.LOCKED_FOR);
        var again = submitted(no);

        assertThat(voucherState(no)).isEqualTo("ACTIVE");
        assertThat(state(request)).isEqualTo(RequestState.EXPIRED);
        assertThat(state(again)).isEqualTo(RequestState.SUBMITTED);
        assertThat(town.reserved(town.bank)).isEqualTo(NOTHING);
    }

    @Test
    void open_requests_end_on_the_day_the_voucher_is_payable() {
        var request = submitted(town.active(MILLION));

        town.businessDate(Town.DUE);

        assertThat(state(request)).isEqualTo(RequestState.EXPIRED);
    }

    @Test
    void of_sixteen_acceptances_on_one_voucher_from_three_banks_offers_exactly_one_succeeds() throws Exception {
        var no = town.active(MILLION);
        var one = submitted(no);
        var other = submitted(no);
        var acceptances = new ArrayList<Callable<Boolean>>();
        var banks = List.of(town.bank, town.secondBank, town.thirdBank);
        for (int i = 0; i < 16; i++) {
            var request = i % 2 == 0 ? one : other;
            var offer = offer(request, banks.get(i % 3), purchase("3.8500", NOTHING));
            var act = prepared(request, offer);
            acceptances.add(() -> requests.accept(town.supplier, request, offer.id(), act) instanceof Stepping.Asked);
        }

        assertThat(atOnce(acceptances)).isEqualTo(1);

        town.ledger.writes();
        var reserved = banks.stream().map(town::reserved).reduce(NOTHING, Money::plus);
        assertThat(reserved).isEqualTo(MILLION);
        assertThat(voucherState(no)).isEqualTo("FIN_LOCKED");
        assertThat(List.of(state(one), state(other)))
                .containsExactlyInAnyOrder(RequestState.ACCEPTED, RequestState.OFFERED);
    }

    @Test
    void of_thirty_two_acceptances_against_a_line_with_room_for_ten_exactly_ten_succeed() throws Exception {
        town.limit(town.bank, Money.fen(10 * MILLION.minor()));
        var acceptances = new ArrayList<Callable<Boolean>>();
        var vouchers =
                IntStream.range(0, 32).mapToObj(_ -> town.active(MILLION)).toList();
        for (VoucherNo no : vouchers) {
            var request = submitted(no);
            var offer = offer(request, town.bank, purchase("3.8500", NOTHING));
            var act = prepared(request, offer);
            acceptances.add(() -> requests.accept(town.supplier, request, offer.id(), act) instanceof Stepping.Asked);
        }

        assertThat(atOnce(acceptances)).isEqualTo(10);

        assertThat(town.reserved(town.bank)).isEqualTo(Money.fen(10 * MILLION.minor()));
        assertThat(town.ledger.told()).isEqualTo(10);
        assertThat(vouchers.stream().filter(no -> voucherState(no).equals("LOCKING")))
                .hasSize(10);
    }

    /// After acceptance the credit is free at once; the lock protects the bank and ends by its time.
    @Test
    void a_request_withdrawn_after_acceptance_frees_the_credit_and_takes_no_registration() {
        var no = town.active(MILLION);
        var request = submitted(no);
        accept(request, offer(request, town.bank, purchase("3.8500", NOTHING)));
        town.ledger.writes();

        assertThat(requests.withdraw(town.supplier, request)).isInstanceOf(Withdrawing.Withdrawn.class);

        assertThat(state(request)).isEqualTo(RequestState.WITHDRAWN);
        assertThat(town.reserved(town.bank)).isEqualTo(NOTHING);
        assertThat(requests.accepted(town.bank, request)).isEmpty();
        assertThat(voucherState(no)).isEqualTo("FIN_LOCKED");
        assertThat(requests.withdraw(town.supplier, request))
                .isEqualTo(new Withdrawing.NotOpen(RequestState.WITHDRAWN));

        town.pass(Vouchers.LOCKED_FOR);
        submitted(no);
        assertThat(voucherState(no)).isEqualTo("ACTIVE");
        assertThat(state(request)).isEqualTo(RequestState.WITHDRAWN);
    }

    @Test
    void a_request_may_be_withdrawn_while_its_lock_is_on_the_way_whatever_the_ledger_answers() {
        var no = town.active(MILLION);
        var request = submitted(no);
        accept(request, offer(request, town.bank, purchase("3.8500", NOTHING)));
        assertThat(requests.withdraw(town.supplier, request)).isInstanceOf(Withdrawing.Withdrawn.class);
        assertThat(town.reserved(town.bank)).isEqualTo(NOTHING);

        town.ledger.refuses(Refusal.LOCKED);

        assertThat(state(request)).isEqualTo(RequestState.WITHDRAWN);
        assertThat(voucherState(no)).isEqualTo("ACTIVE");
    }

    @Test
    void a_bank_that_will_not_pay_lets_go_of_the_voucher_before_its_time() {
        var no = town.active(MILLION);
        var request = submitted(no);
        accept(request, offer(request, town.bank, purchase("3.8500", NOTHING)));
        town.ledger.writes();
        assertThat(requests.prepareRelease(town.bank, "desk", null, request, "客户撤回"))
                .isEqualTo(new Drafting.Refused<>(new LettingGo.RequestStands(RequestState.ACCEPTED)));
        requests.withdraw(town.supplier, request);
        assertThat(requests.prepareRelease(town.secondBank, "desk", null, request, "客户撤回"))
                .isEqualTo(new Drafting.Refused<>(new LettingGo.NotReleasable(new ReleaseRefusal.NotLocked())));

        release(request);
        assertThat(voucherState(no)).isEqualTo("FIN_LOCKED");
        assertThat(requests.prepareRelease(town.bank, "desk", null, request, "客户撤回"))
                .isEqualTo(new Drafting.Refused<>(new LettingGo.NotReleasable(new ReleaseRefusal.AskedBefore())));
        town.ledger.writes();

        assertThat(voucherState(no)).isEqualTo("ACTIVE");
        var again = submitted(no);
        accept(again, offer(again, town.secondBank, purchase("3.6000", NOTHING)));
        town.ledger.writes();
        assertThat(state(again)).isEqualTo(RequestState.ACCEPTED);
    }

    @Test
    void a_release_that_the_ledger_refuses_leaves_the_lock_to_its_time() {
        var no = town.active(MILLION);
        var request = submitted(no);
        accept(request, offer(request, town.bank, purchase("3.8500", NOTHING)));
        town.ledger.writes();
        requests.withdraw(town.supplier, request);
        release(request);
        town.pass(Vouchers.LOCKED_FOR);
        assertThat(requests.submit(town.supplier, "maker", wish(no, town.bank)))
                .as("the ledger has been asked, and its answer ends the lock")
                .isInstanceOf(Submitting.VoucherNotActive.class);

        town.ledger.refuses(Refusal.NOT_LOCKED);

        submitted(no);
        assertThat(voucherState(no)).isEqualTo("ACTIVE");
    }

    private void release(FinancingRequestId request) {
        var drafting = requests.prepareRelease(town.bank, "desk", null, request, "客户撤回");
        assertThat(drafting).isInstanceOf(Drafting.Prepared.class);
        var act = ((Drafting.Prepared<LettingGo>) drafting).act();
        assertThat(requests.release(town.bank, request, town.signed(town.bank, act)))
                .isInstanceOf(Stepping.Asked.class);
    }

    @Test
    void a_bank_backs_out_of_its_accepted_offer_with_a_reason_and_no_other_bank_does() {
        var request = submitted(town.active(MILLION));
        accept(request, offer(request, town.bank, purchase("3.8500", NOTHING)));
        town.ledger.writes();
        var prior = new AskedBank.Rejection(RejectionReason.PRIOR_RIGHT, "中登网查询发现在先登记");

        assertThat(requests.reject(town.secondBank, request, prior))
                .isEqualTo(new Rejecting.NotOpen(RequestState.ACCEPTED));
        assertThat(requests.reject(town.bank, request, prior)).isEqualTo(new Rejecting.Rejected(RequestState.REJECTED));

        assertThat(town.reserved(town.bank)).isEqualTo(NOTHING);
        assertThat(requests.find(town.supplier, request).orElseThrow().banks())
                .filteredOn(asked -> asked.bank().equals(town.bank))
                .extracting(AskedBank::rejection)
                .containsExactly(prior);
    }

    /// Withdrawal and acceptance at once, over and over: the request is one or the other, and credit is held for one
    /// only.
    @Test
    void of_a_withdrawal_and_an_acceptance_at_once_the_line_holds_what_the_request_says() throws Exception {
        for (int round = 0; round < 8; round++) {
            var request = submitted(town.active(MILLION));
            var offer = offer(request, town.bank, purchase("3.8500", NOTHING));
            var act = prepared(request, offer);
            atOnce(List.of(
                    () -> requests.accept(town.supplier, request, offer.id(), act) instanceof Stepping.Asked,
                    () -> requests.withdraw(town.supplier, request) instanceof Withdrawing.Withdrawn));

            // A withdrawal that came first refuses the acceptance; one that came second undoes it.
            assertThat(state(request)).isEqualTo(RequestState.WITHDRAWN);
            assertThat(town.reserved(town.bank)).isEqualTo(NOTHING);
        }
    }

    @Test
    void a_holder_waits_for_offers_no_longer_than_it_said() {
        var wish = new FinancingRequests.Wish(
                town.active(MILLION),
                Product.PAYABLES_FINANCE,
                null,
                List.of(town.bank),
                town.now().plus(Duration.ofHours(2)));
        var request = submitted(wish);
        var offer = offer(request, town.bank, purchase("3.8500", NOTHING));

        town.pass(Duration.ofHours(2));

        assertThat(offering(request, town.bank, purchase("3.5000", NOTHING)))
                .isEqualTo(new Offering.NotOpen(RequestState.EXPIRED));
        assertThat(requests.prepareAcceptance(town.supplier, "maker", null, request, offer.id()))
                .isEqualTo(new Drafting.Refused<>(new AcceptanceRefusal.NotOpen(RequestState.EXPIRED)));
        town.the(LapsedRequests.class).sweep();
        assertThat(state(request)).isEqualTo(RequestState.EXPIRED);
        assertThat(requests.submit(
                        town.supplier,
                        "maker",
                        new FinancingRequests.Wish(
                                town.active(MILLION), Product.PAYABLES_FINANCE, null, List.of(town.bank), town.now())))
                .isEqualTo(new Submitting.ValidityOver(town.now()));
    }

    @Test
    void an_offer_says_where_it_stands() {
        var request = submitted(town.active(MILLION));
        var dear = offer(request, town.bank, purchase("5.8500", NOTHING));
        var cheap = offer(request, town.secondBank, purchase("3.8500", NOTHING));
        assertThat(offerStates(request)).containsEntry(dear.id(), OfferState.OPEN);

        accept(request, cheap);
        assertThat(offerStates(request))
                .containsEntry(cheap.id(), OfferState.ACCEPTED)
                .containsEntry(dear.id(), OfferState.ENDED);

        town.ledger.refuses(Refusal.LOCKED);
        town.pass(Duration.ofDays(1));
        assertThat(offerStates(request)).containsEntry(cheap.id(), OfferState.LAPSED);
    }

    @Test
    void an_offer_is_no_dearer_than_what_the_listing_brought_to_the_line() {
        town.sql.execute("""
                update creditline.lines set entry_id = e.id, listing_version = e.version, rate_cap_millionths = 40000
                  from whitelist.entries e where e.state = 'LISTED' and bank_id = ?
                """, town.bank.value());
        var request = submitted(town.active(MILLION));

        assertThat(offering(request, town.bank, purchase("4.0001", NOTHING)))
                .isInstanceOfSatisfying(Offering.AboveRateCap.class, above -> {
                    assertThat(above.cap().percent()).isEqualTo("4.0000");
                    assertThat(above.preferences().version()).isEqualTo(2);
                });
        offer(request, town.bank, purchase("4.0000", NOTHING));
        offer(request, town.secondBank, purchase("4.0001", NOTHING));
    }

    private Map<OfferId, OfferState> offerStates(FinancingRequestId request) {
        var view = requests.find(town.supplier, request).orElseThrow();
        return view.offers().stream()
                .collect(Collectors.toMap(Offer::id, offer -> OfferStates.of(offer, view.request(), town.now())));
    }

    /// How many of them succeed, started at one moment.
    private static long atOnce(List<Callable<Boolean>> calls) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Boolean>>();
            for (Callable<Boolean> call : calls) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            long successes = 0;
            for (Future<Boolean> one : running) {
                successes += one.get() ? 1 : 0;
            }
            return successes;
        }
    }

    // Steps

    private static FinancingRequests.Wish wish(VoucherNo no, EnterpriseId... banks) {
        return new FinancingRequests.Wish(no, Product.PAYABLES_FINANCE, null, List.of(banks));
    }

    private FinancingRequestId submitted(VoucherNo no) {
        return submitted(no, town.bank, town.secondBank, town.thirdBank);
    }

    private FinancingRequestId submitted(VoucherNo no, EnterpriseId... banks) {
        return submitted(wish(no, banks));
    }

    private FinancingRequestId submitted(Product product, Money amount, VoucherNo no) {
        return submitted(new FinancingRequests.Wish(no, product, amount, List.of(town.bank)));
    }

    private FinancingRequestId submitted(FinancingRequests.Wish wish) {
        var submitting = requests.submit(town.supplier, "maker", wish);
        assertThat(submitting).isInstanceOf(Submitting.Submitted.class);
        return ((Submitting.Submitted) submitting).request().id();
    }

    private static OfferTerms purchase(String percent, Money fees) {
        return new OfferTerms(
                Product.PAYABLES_FINANCE,
                InterestMode.UP_FRONT,
                MILLION,
                Rate.ofPercent(percent),
                DayCount.ACT_360,
                fees);
    }

    private Offering offering(FinancingRequestId request, EnterpriseId bank, OfferTerms terms) {
        return requests.offer(bank, "desk", request, terms, town.now().plus(Duration.ofDays(1)));
    }

    private Offer offer(FinancingRequestId request, EnterpriseId bank, OfferTerms terms) {
        var offering = offering(request, bank, terms);
        assertThat(offering).isInstanceOf(Offering.Offered.class);
        return ((Offering.Offered) offering).offer();
    }

    private ActJson prepared(FinancingRequestId request, Offer offer) {
        var drafting = requests.prepareAcceptance(town.supplier, "maker", null, request, offer.id());
        assertThat(drafting).isInstanceOf(Drafting.Prepared.class);
        PreparedAct act = ((Drafting.Prepared<AcceptanceRefusal>) drafting).act();
        return town.signed(town.supplier, act);
    }

    private void accept(FinancingRequestId request, Offer offer) {
        assertThat(requests.accept(town.supplier, request, offer.id(), prepared(request, offer)))
                .isInstanceOf(Stepping.Asked.class);
    }

    private RequestState state(FinancingRequestId request) {
        return requests.find(town.supplier, request).orElseThrow().request().state();
    }

    private String voucherState(VoucherNo no) {
        return town.the(Vouchers.class).find(no).orElseThrow().state();
    }
}
