package scf.platform.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import scf.contract.Product;
import scf.contract.Recourse;
import scf.contract.Refusal;
import scf.platform.Town;
import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Verifying;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.Receivables;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;
import scf.schema.ids.OfferId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// The life of a voucher, from its issue to its settlement.
class VouchersTest {

    private static final Money MILLION = Money.fen(100_000_000);

    private final Town town = new Town(Town.Street.UP_TO_REGISTRATION);
    private final Vouchers vouchers = town.the(Vouchers.class);

    @Test
    void what_the_debtor_signs_waits_for_the_ledger_and_then_for_the_payee() {
        var no = issued(town.confirmed(MILLION), MILLION);
        assertThat(state(no)).isEqualTo("ISSUING");

        town.ledger.writes();
        assertThat(state(no)).isEqualTo("PENDING_ACCEPT");

        accept(no);
        assertThat(state(no)).isEqualTo("ACCEPTING");

        town.ledger.writes();
        assertThat(vouchers.find(no)).hasValueSatisfying(voucher -> {
            assertThat(voucher).isInstanceOf(Voucher.Active.class);
            assertThat(voucher.standing().holder()).isEqualTo(town.supplier);
            assertThat(voucher.standing().version()).isEqualTo(2);
        });
    }

    @Test
    void a_refused_issue_gives_the_receivable_its_amount_back() {
        var receivable = town.confirmed(MILLION);
        var no = issued(receivable, MILLION);
        assertThat(open(receivable)).isEqualTo(Money.fen(0));

        town.ledger.refuses(Refusal.TENOR_EXCEEDED);

        assertThat(open(receivable)).isEqualTo(MILLION);
        assertThat(vouchers.find(no)).hasValueSatisfying(voucher -> {
            assertThat(voucher).isInstanceOf(Voucher.IssueRefused.class);
            assertThat(voucher.standing().refusal()).startsWith("TENOR_EXCEEDED");
        });
    }

    @Test
    void a_refused_acceptance_leaves_the_voucher_waiting_and_says_why() {
        var no = issued(town.confirmed(MILLION), MILLION);
        town.ledger.writes();
        accept(no);

        town.ledger.refuses(Refusal.KEY_NOT_ACTIVE);

        assertThat(vouchers.find(no)).hasValueSatisfying(voucher -> {
            assertThat(voucher).isInstanceOf(Voucher.PendingAccept.class);
            assertThat(voucher.standing().refusal()).startsWith("KEY_NOT_ACTIVE");
        });
        accept(no);
        town.ledger.writes();
        assertThat(state(no)).isEqualTo("ACTIVE");
    }

    @Test
    void vouchers_of_a_receivable_never_pass_what_is_confirmed() {
        var receivable = town.confirmed(MILLION);
        issued(receivable, Money.fen(60_000_000));

        assertThat(refusal(receivable, Money.fen(40_000_001), Town.DUE))
                .isEqualTo(new IssueRefusal.AboveOpen(Money.fen(40_000_000)));
        issued(receivable, Money.fen(40_000_000));
        assertThat(refusal(receivable, Money.fen(1), Town.DUE)).isEqualTo(new IssueRefusal.AboveOpen(Money.fen(0)));
    }

    @Test
    void of_two_acts_for_the_same_money_the_second_is_refused_when_it_comes() {
        var receivable = town.confirmed(MILLION);
        var first = prepared(receivable, MILLION);
        var second = prepared(receivable, MILLION);
        assertThat(vouchers.issue(town.master, town.signed(town.master, first))).isInstanceOf(Stepping.Asked.class);

        assertThat(vouchers.issue(town.master, town.signed(town.master, second)))
                .isEqualTo(new Stepping.Refused<>(new IssueRefusal.AboveOpen(Money.fen(0))));
    }

    /// T21: six calendar months, not 180 days. From 21 September the last day is 21 March, 181 days later.
    @Test
    void a_tenor_is_six_calendar_months_and_not_a_day_more() {
        var receivable = town.confirmed(MILLION, LocalDate.parse("2027-12-31"));

        assertThat(vouchers.prepareIssue(
                        town.master,
                        "maker",
                        null,
                        new Vouchers.Issue(receivable, MILLION, LocalDate.parse("2027-03-21"))))
                .isInstanceOf(Drafting.Prepared.class);
        assertThat(refusal(receivable, MILLION, LocalDate.parse("2027-03-22")))
                .isInstanceOfSatisfying(IssueRefusal.TenorExceeded.class, exceeded -> {
                    assertThat(exceeded.last()).isEqualTo("2027-03-21");
                    assertThat(exceeded.rule().source()).isEqualTo("银发〔2025〕77号 art 11");
                });
    }

    @Test
    void a_voucher_does_not_stretch_the_term_of_the_receivable() {
        var receivable = town.confirmed(MILLION);

        assertThat(refusal(receivable, MILLION, Town.DUE.plusDays(1)))
                .isInstanceOfSatisfying(
                        IssueRefusal.DueAfterReceivable.class,
                        late -> assertThat(late.receivableDue()).isEqualTo(Town.DUE));
    }

    @Test
    void a_suspended_chain_master_issues_nothing_new() {
        var receivable = town.confirmed(MILLION);
        town.listed("SUSPENDED");

        assertThat(refusal(receivable, MILLION, Town.DUE)).isInstanceOf(IssueRefusal.IssuerNotListed.class);
    }

    @Test
    void who_has_not_paid_on_the_day_issues_nothing_new_from_the_next() {
        var unpaid = town.active(MILLION);
        var receivable = town.confirmed(MILLION, LocalDate.parse("2027-02-01"));
        town.businessDate(Town.DUE);
        assertThat(state(unpaid)).isEqualTo("DUE");
        assertThat(vouchers.prepareIssue(
                        town.master,
                        "maker",
                        null,
                        new Vouchers.Issue(receivable, MILLION, LocalDate.parse("2027-02-01"))))
                .isInstanceOf(Drafting.Prepared.class);

        town.businessDate(Town.DUE.plusDays(1));

        assertThat(refusal(receivable, MILLION, LocalDate.parse("2027-02-01")))
                .isInstanceOfSatisfying(
                        IssueRefusal.IssuerStopped.class,
                        stopped -> assertThat(stopped.unpaid()).isEqualTo(unpaid));
    }

    @Test
    void an_act_prepared_yesterday_promises_nothing_today() {
        var act = prepared(town.confirmed(MILLION), MILLION);
        town.businessDate(Town.TODAY.plusDays(1));

        assertThat(vouchers.issue(town.master, town.signed(town.master, act)))
                .isEqualTo(new Stepping.Refused<>(new IssueRefusal.Outdated(Town.TODAY.plusDays(1))));
    }

    @Test
    void nobody_else_issues_or_accepts() {
        var receivable = town.confirmed(MILLION);
        assertThat(vouchers.prepareIssue(
                        town.supplier, "maker", null, new Vouchers.Issue(receivable, MILLION, Town.DUE)))
                .isEqualTo(new Drafting.Refused<>(new IssueRefusal.NoSuchReceivable()));
        var no = issued(receivable, MILLION);
        town.ledger.writes();

        assertThat(vouchers.prepareAcceptance(town.master, "maker", null, no))
                .isEqualTo(new Drafting.Refused<>(new AcceptRefusal.NoSuchVoucher()));
        var act = prepared(vouchers.prepareAcceptance(town.supplier, "maker", null, no));
        assertThat(vouchers.accept(town.supplier, no, town.signed(town.master, act)))
                .isInstanceOfSatisfying(
                        Stepping.NotTheAct.class,
                        not -> assertThat(not.why()).isInstanceOf(Verifying.SignatureInvalid.class));
    }

    @Test
    void a_voucher_is_read_by_its_parties_and_by_banks_that_were_shown_it() {
        var no = town.active(MILLION);
        assertThat(vouchers.readBy(town.bank, no)).isEmpty();

        town.transaction().executeWithoutResult(_ -> vouchers.show(no, town.bank));

        assertThat(vouchers.readBy(town.bank, no)).isPresent();
        assertThat(vouchers.readBy(town.supplier, no)).isPresent();
        assertThat(vouchers.readBy(town.master, no)).isPresent();
        assertThat(vouchers.readBy(town.secondBank, no)).isEmpty();
    }

    @Test
    void a_voucher_due_on_a_sunday_is_payable_on_monday() {
        var sunday = LocalDate.parse("2026-12-13");
        var receivable = town.confirmed(MILLION);
        var act = prepared(
                vouchers.prepareIssue(town.master, "maker", null, new Vouchers.Issue(receivable, MILLION, sunday)));
        assertThat(vouchers.issue(town.master, town.signed(town.master, act))).isInstanceOf(Stepping.Asked.class);
        var no = new VoucherNo(act.subject());
        town.ledger.writes();
        accept(no);
        town.ledger.writes();

        town.businessDate(sunday);
        assertThat(state(no)).isEqualTo("ACTIVE");
        town.businessDate(sunday.plusDays(1));
        assertThat(state(no)).isEqualTo("DUE");
    }

    @Test
    void a_lock_ends_by_itself_and_the_voucher_is_free_again() {
        var no = locked();
        town.pass(Vouchers.LOCKED_FOR.minus(Duration.ofSeconds(1)));
        town.the(Maturities.class).sweep();
        assertThat(state(no)).isEqualTo("FIN_LOCKED");

        town.pass(Duration.ofSeconds(1));

        assertThat(prepareFund(no, MILLION, Product.PURCHASE))
                .isInstanceOfSatisfying(
                        Drafting.Refused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(FundRefusal.LockOver.class));
    }

    @Test
    void who_purchases_becomes_the_holder_of_record() {
        var no = locked();
        fund(no, MILLION, Product.PURCHASE);
        assertThat(state(no)).isEqualTo("FUNDING");

        town.ledger.writes();

        assertThat(vouchers.find(no)).hasValueSatisfying(voucher -> {
            assertThat(voucher).isInstanceOf(Voucher.Financed.class);
            assertThat(voucher.standing().holder()).isEqualTo(town.bank);
        });
    }

    @Test
    void who_takes_a_pledge_stands_beside_the_holder() {
        var no = locked(Product.PLEDGE, Money.fen(70_000_000));
        fund(no, Money.fen(70_000_000), Product.PLEDGE);

        town.ledger.writes();

        assertThat(vouchers.find(no)).hasValueSatisfying(voucher -> {
            assertThat(voucher.standing().holder()).isEqualTo(town.supplier);
            assertThat(voucher.standing().financing()).satisfies(financing -> {
                assertThat(financing).isNotNull();
                assertThat(financing.bank()).isEqualTo(town.bank);
                assertThat(financing.funded()).isEqualTo(Money.fen(70_000_000));
            });
        });
    }

    @Test
    void a_refused_funding_leaves_the_lock_as_it_was() {
        var no = locked();
        fund(no, MILLION, Product.PURCHASE);

        town.ledger.refuses(Refusal.NOT_LOCKED);

        assertThat(state(no)).isEqualTo("FIN_LOCKED");
        fund(no, MILLION, Product.PURCHASE);
        town.ledger.writes();
        assertThat(state(no)).isEqualTo("FINANCED");
    }

    @Test
    void the_holder_signs_what_it_sells_and_at_what_price() {
        var no = town.active(MILLION);
        var terms = terms(Product.PURCHASE, MILLION);
        var act = prepared(vouchers.prepareLock(town.supplier, "maker", null, no, terms));
        assertThat(act.readable())
                .singleElement()
                .satisfies(row -> assertThat(row.toString())
                        .contains(
                                terms.agreed().offer().toString(),
                                "PURCHASE",
                                "100000000",
                                "UP_FRONT",
                                "38500",
                                "ACT_360"));

        for (var other : List.of(
                terms(Product.PLEDGE, MILLION),
                terms(Product.PURCHASE, Money.fen(99_999_999)),
                priced(terms, Rate.ofPercent("3.8501"), Money.fen(0)),
                priced(terms, Rate.ofPercent("3.8500"), Money.fen(1)))) {
            town.transaction()
                    .executeWithoutResult(_ -> assertThat(
                                    vouchers.judgeLock(town.supplier, no, other, town.signed(town.supplier, act)))
                            .isEqualTo(new LockJudging.Refused(new LockRefusal.OtherLock())));
        }
    }

    @Test
    void nothing_is_funded_but_what_the_holder_has_locked() {
        var no = locked(Product.PLEDGE, Money.fen(80_000_000));
        var locked =
                ((Voucher.FinLocked) vouchers.find(no).orElseThrow()).lock().agreed();

        for (var refused : List.of(
                prepareFund(no, MILLION, Product.PURCHASE),
                prepareFund(no, Money.fen(80_000_000), Product.PURCHASE),
                prepareFund(no, Money.fen(1), Product.PLEDGE))) {
            assertThat(refused).isEqualTo(new Drafting.Refused<>(new FundRefusal.NotAsLocked(locked)));
        }
        fund(no, Money.fen(80_000_000), Product.PLEDGE);
    }

    @Test
    void a_lock_of_before_holders_signed_what_they_sell_is_funded_with_nothing() {
        var no = locked();
        town.sql.execute(
                "update voucher.locks set offer_id = null, product = null, funded_minor = null where voucher_no = ?",
                no.value());

        assertThat(prepareFund(no, MILLION, Product.PURCHASE))
                .isEqualTo(new Drafting.Refused<>(new FundRefusal.NotAsLocked(null)));
    }

    @Test
    void nobody_but_the_locks_bank_funds() {
        var no = locked();

        var financing = new Voucher.Financing(town.secondBank, Product.PURCHASE, LoanId.random(), MILLION);
        assertThat(vouchers.prepareFund(town.secondBank, "desk", null, no, financing))
                .isEqualTo(new Drafting.Refused<>(new FundRefusal.NoSuchVoucher()));
    }

    @Test
    void one_act_of_the_receiving_bank_settles_all_vouchers_of_its_receipt() {
        var first = financedAndDue();
        var second = financedAndDue();
        var receipt = BankReceiptId.random();

        settle(receipt, first, second);
        assertThat(state(first)).isEqualTo("SETTLING");
        town.ledger.writes();

        assertThat(state(first)).isEqualTo("SETTLED");
        assertThat(state(second)).isEqualTo("SETTLED");
        assertThat(vouchers.prepareSettlement(town.bank, "desk", null, receipt, "CR-1", List.of(first)))
                .isEqualTo(new Drafting.Refused<>(new SettleRefusal.NotDue(first, "SETTLED")));
    }

    @Test
    void a_refused_settlement_leaves_the_vouchers_due() {
        var no = financedAndDue();
        settle(BankReceiptId.random(), no);

        town.ledger.refuses(Refusal.NOT_YET_DUE);

        assertThat(vouchers.find(no)).hasValueSatisfying(voucher -> {
            assertThat(voucher).isInstanceOf(Voucher.Due.class);
            assertThat(voucher.standing().refusal()).startsWith("NOT_YET_DUE");
        });
    }

    @Test
    void nothing_is_settled_before_its_day_or_by_another_bank() {
        var no = locked();
        fund(no, MILLION, Product.PURCHASE);
        town.ledger.writes();

        assertThat(vouchers.prepareSettlement(town.bank, "desk", null, BankReceiptId.random(), "CR-1", List.of(no)))
                .isEqualTo(new Drafting.Refused<>(new SettleRefusal.NotDue(no, "FINANCED")));
        assertThat(vouchers.prepareSettlement(
                        town.secondBank, "desk", null, BankReceiptId.random(), "CR-1", List.of(no)))
                .isEqualTo(new Drafting.Refused<>(new SettleRefusal.NoSuchVoucher(no)));
    }

    // Steps

    private PreparedAct prepared(ReceivableId receivable, Money amount) {
        return prepared(
                vouchers.prepareIssue(town.master, "maker", null, new Vouchers.Issue(receivable, amount, Town.DUE)));
    }

    private static <R> PreparedAct prepared(Drafting<R> drafting) {
        assertThat(drafting).isInstanceOf(Drafting.Prepared.class);
        return ((Drafting.Prepared<R>) drafting).act();
    }

    private VoucherNo issued(ReceivableId receivable, Money amount) {
        var act = prepared(receivable, amount);
        assertThat(vouchers.issue(town.master, town.signed(town.master, act))).isInstanceOf(Stepping.Asked.class);
        return new VoucherNo(act.subject());
    }

    private IssueRefusal refusal(ReceivableId receivable, Money amount, LocalDate due) {
        var drafting = vouchers.prepareIssue(town.master, "maker", null, new Vouchers.Issue(receivable, amount, due));
        assertThat(drafting).isInstanceOf(Drafting.Refused.class);
        return ((Drafting.Refused<IssueRefusal>) drafting).why();
    }

    private void accept(VoucherNo no) {
        var act = prepared(vouchers.prepareAcceptance(town.supplier, "maker", null, no));
        assertThat(vouchers.accept(town.supplier, no, town.signed(town.supplier, act)))
                .isInstanceOf(Stepping.Asked.class);
    }

    /// Locked for the bank, as the room above does it, but for a request that nobody made.
    private VoucherNo locked() {
        return locked(Product.PURCHASE, MILLION);
    }

    private VoucherNo locked(Product product, Money funded) {
        var no = town.active(MILLION);
        var terms = terms(product, funded);
        var act = prepared(vouchers.prepareLock(town.supplier, "maker", null, no, terms));
        town.transaction().executeWithoutResult(_ -> {
            vouchers.show(no, town.bank);
            var judging = vouchers.judgeLock(town.supplier, no, terms, town.signed(town.supplier, act));
            assertThat(judging).isInstanceOf(LockJudging.Ready.class);
            vouchers.lock((LockJudging.Ready) judging);
        });
        assertThat(state(no)).isEqualTo("LOCKING");
        town.sql.execute(
                "update voucher.vouchers set state = 'FIN_LOCKED', ledger_version = 3 where no = ?", no.value());
        town.sql.execute("update voucher.locks set state = 'HELD' where voucher_no = ?", no.value());
        town.sql.execute("update ledger.entries set status = 'REFUSED', refusal = 'X', refusal_message = 'X',"
                + " finished_at = now() where status = 'QUEUED'");
        return no;
    }

    private LockTerms terms(Product product, Money funded) {
        return new LockTerms(
                FinancingRequestId.random(),
                town.bank,
                new Voucher.Agreed(OfferId.random(), product, Recourse.WITH_RECOURSE, funded),
                "UP_FRONT",
                Rate.ofPercent("3.8500"),
                DayCount.ACT_360,
                Money.fen(0));
    }

    private static LockTerms priced(LockTerms terms, Rate rate, Money fees) {
        return new LockTerms(
                terms.request(), terms.bank(), terms.agreed(), terms.interestMode(), rate, terms.dayCount(), fees);
    }

    private Drafting<FundRefusal> prepareFund(VoucherNo no, Money amount, Product product) {
        return vouchers.prepareFund(
                town.bank, "desk", null, no, new Voucher.Financing(town.bank, product, LoanId.random(), amount));
    }

    private void fund(VoucherNo no, Money amount, Product product) {
        var financing = new Voucher.Financing(town.bank, product, LoanId.random(), amount);
        var act = prepared(vouchers.prepareFund(town.bank, "desk", null, no, financing));
        assertThat(vouchers.fund(town.bank, no, financing, town.signed(town.bank, act)))
                .isInstanceOf(Stepping.Asked.class);
    }

    private VoucherNo financedAndDue() {
        var no = locked();
        fund(no, MILLION, Product.PURCHASE);
        town.ledger.writes();
        town.sql.execute("update voucher.vouchers set state = 'DUE' where no = ?", no.value());
        return no;
    }

    private void settle(BankReceiptId receipt, VoucherNo... paid) {
        var act = prepared(vouchers.prepareSettlement(town.bank, "desk", null, receipt, "CR20261218-1", List.of(paid)));
        assertThat(vouchers.settle(town.bank, receipt, town.signed(town.bank, act)))
                .isInstanceOf(Stepping.Asked.class);
    }

    private String state(VoucherNo no) {
        return vouchers.find(no).orElseThrow().state();
    }

    private Money open(ReceivableId receivable) {
        return ((Receivable.OnLedger)
                        town.the(Receivables.class).find(receivable).orElseThrow())
                .open();
    }
}
