package scf.platform.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scf.contract.ActType;
import scf.contract.LedgerEvent;
import scf.contract.Product;
import scf.contract.Recourse;
import scf.contract.Refusal;
import scf.platform.Town;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.Receivables;
import scf.platform.rulebook.RuleCode;
import scf.schema.ids.ActHash;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.OfferId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// The side roads of a voucher: declined, lapsed, passed on, split, cancelled, frozen, released, unpaid.
class VoucherBranchesTest {

    private static final Money MILLION = Money.fen(100_000_000);
    private static final Money FORTY = Money.fen(40_000_000);
    private static final String COURT = "福州市中级人民法院";
    private static final String WRIT = "ab".repeat(32);

    private final Town town = new Town(Town.Street.UP_TO_REGISTRATION);
    private final Vouchers vouchers = town.the(Vouchers.class);
    private final Transfers transfers = town.the(Transfers.class);
    private final Cancellations cancellations = town.the(Cancellations.class);
    private final AuthorityOrders orders = town.the(AuthorityOrders.class);
    private final EnterpriseId second = town.enterprise("91440300708461136T");

    // Declined and lapsed

    @Test
    void a_declined_issue_is_void_and_the_receivable_has_its_amount_back() {
        var receivable = town.confirmed(MILLION);
        var no = issued(receivable);
        assertThat(open(receivable)).isEqualTo(Money.fen(0));

        decline(town.supplier, no);
        assertThat(state(no)).isEqualTo("DECLINING");
        town.ledger.writes();

        assertThat(vouchers.find(no))
                .hasValueSatisfying(voucher -> assertThat(voucher)
                        .isInstanceOfSatisfying(Voucher.Voided.class, ended -> {
                            assertThat(ended.endedBy()).isEqualTo(Voucher.Ending.DECLINED);
                            assertThat(ended.reason()).isEqualTo("要现金");
                        }));
        assertThat(open(receivable)).isEqualTo(MILLION);
        issued(receivable);
    }

    @Test
    void a_refused_decline_leaves_the_voucher_waiting() {
        var no = issued(town.confirmed(MILLION));
        decline(town.supplier, no);
        town.ledger.refuses(Refusal.ACCEPTANCE_OVER);
        assertThat(state(no)).isEqualTo("PENDING_ACCEPT");
    }

    @Test
    void an_issue_that_nobody_accepts_in_time_is_void_and_nobody_signs_that() {
        var receivable = town.confirmed(MILLION);
        var no = issued(receivable);
        var last = vouchers.find(no).orElseThrow().terms().lastDayToAccept();
        assertThat(last).isEqualTo(Town.TODAY.plusDays(10));
        town.businessDate(last);
        assertThat(state(no)).isEqualTo("PENDING_ACCEPT");

        town.businessDate(last.plusDays(1));

        assertThat(state(no)).isEqualTo("VOID");
        assertThat(open(receivable)).isEqualTo(MILLION);
        assertThat(town.ledger.told()).isZero();
        assertThat(vouchers.prepareAcceptance(town.supplier, "maker", null, no))
                .isEqualTo(new Drafting.Refused<>(new AcceptRefusal.AcceptanceOver(last)));
    }

    @Test
    void what_the_ledger_ends_on_the_way_of_a_dilution_has_ended_here_by_the_calendar() {
        var receivable = town.confirmed(MILLION);
        var lapsed = issued(receivable);
        town.businessDate(Town.TODAY.plusDays(11));
        var changes = List.of(
                new LedgerEvent.Change(lapsed.value(), "VOID", 2),
                new LedgerEvent.Change(receivable.toString(), "CONFIRMED", 2));
        town.transaction()
                .executeWithoutResult(_ -> town.the(LedgerAnswers.class)
                        .written(new ActCommitted(
                                new ActHash("0".repeat(64)),
                                ActType.DILUTE,
                                receivable.toString(),
                                changes,
                                "tx-dilution",
                                7)));

        assertThat(((Voucher.Voided) vouchers.find(lapsed).orElseThrow()).endedBy())
                .isEqualTo(Voucher.Ending.EXPIRED);
    }

    // Passed on

    @Test
    void a_transfer_spends_the_voucher_in_parts_that_are_together_what_it_was() {
        var no = town.active(MILLION);
        var parts = transferred(no, FORTY);

        assertThat(state(no)).isEqualTo("SPENT");
        var moved = vouchers.find(parts.getFirst()).orElseThrow();
        var kept = vouchers.find(parts.getLast()).orElseThrow();
        assertThat(moved).isInstanceOf(Voucher.PendingAccept.class);
        assertThat(kept).isInstanceOf(Voucher.Active.class);
        assertThat(moved.terms().amount().plus(kept.terms().amount())).isEqualTo(MILLION);
        assertThat(moved.terms().hops()).isEqualTo(1);
        assertThat(kept.terms().hops()).isZero();
        assertThat(Stream.of(moved, kept).map(part -> part.terms().root())).containsOnly(no);
        assertThat(Stream.of(moved, kept).map(part -> part.terms().dueDate())).containsOnly(Town.DUE);
        assertThat(vouchers.readBy(second, moved.no())).isPresent();
        assertThat(vouchers.readBy(second, kept.no())).isEmpty();
        assertThat(vouchers.readBy(second, no)).isEmpty();
        assertThat(vouchers.partsOf(no)).containsExactlyInAnyOrderElementsOf(parts);

        accept(second, moved.no());
        town.ledger.writes();
        assertThat(state(moved.no())).isEqualTo("ACTIVE");
    }

    @Test
    void a_refused_transfer_leaves_the_voucher_in_its_holders_hand() {
        var no = town.active(MILLION);
        transfer(no, FORTY);
        assertThat(state(no)).isEqualTo("TRANSFERRING");
        town.ledger.refuses(Refusal.HOPS_EXCEEDED);
        assertThat(state(no)).isEqualTo("ACTIVE");
        transferred(no, FORTY);
    }

    @Test
    void a_declined_part_comes_back_as_a_voucher_of_the_transferors() {
        var part = transferred(town.active(MILLION), FORTY).getFirst();
        decline(second, part);
        town.ledger.writes();
        assertThat(state(part)).isEqualTo("VOID");
        isBack(part);
    }

    @Test
    void a_part_that_nobody_accepts_in_time_comes_back_too() {
        var part = transferred(town.active(MILLION), FORTY).getFirst();
        town.businessDate(Town.TODAY.plusDays(11));
        assertThat(state(part)).isEqualTo("VOID");
        isBack(part);
    }

    private void isBack(VoucherNo part) {
        var back = vouchers.find(new VoucherNo(part + ".R")).orElseThrow();
        assertThat(back).isInstanceOf(Voucher.Active.class);
        assertThat(back.standing().holder()).isEqualTo(town.supplier);
        assertThat(back.standing().version()).isEqualTo(1);
        assertThat(back.terms().amount()).isEqualTo(FORTY);
        assertThat(back.terms().hops()).isZero();
        transferred(back.no(), Money.fen(1));
    }

    @Test
    void a_split_leaves_everything_with_the_holder() {
        var no = town.active(MILLION);
        var act = prepared(transfers.prepare(
                town.supplier, "maker", null, no, Transfers.Transfer.ofSplit(List.of(FORTY, Money.fen(1)))));
        assertThat(transfers.transfer(town.supplier, no, town.signed(town.supplier, act)))
                .isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();

        var parts = vouchers.partsOf(no).stream()
                .map(part -> vouchers.find(part).orElseThrow())
                .toList();
        assertThat(parts).hasSize(3).allSatisfy(part -> {
            assertThat(part).isInstanceOf(Voucher.Active.class);
            assertThat(part.standing().holder()).isEqualTo(town.supplier);
        });
        assertThat(parts.stream()
                        .mapToLong(part -> part.terms().amount().minor())
                        .sum())
                .isEqualTo(MILLION.minor());
    }

    @Test
    void a_transfer_is_refused_for_the_first_reason_there_is() {
        var no = town.active(MILLION);
        var order = town.order(second, town.supplier);
        var part = new Transfers.Part(second, FORTY, order);
        assertThat(refusal(second, no, part)).isInstanceOf(TransferRefusal.NoSuchVoucher.class);
        assertThat(refusal(town.supplier, no)).isInstanceOf(TransferRefusal.NothingMoves.class);
        assertThat(refusal(town.supplier, no, new Transfers.Part(town.bank, FORTY, order)))
                .isEqualTo(new TransferRefusal.NoSuchPayee(0));
        assertThat(refusal(town.supplier, no, part, new Transfers.Part(town.supplier, FORTY, order)))
                .isEqualTo(new TransferRefusal.PayeeIsTheHolder(1));
        assertThat(refusal(town.supplier, no, new Transfers.Part(town.master, FORTY, order)))
                .isEqualTo(new TransferRefusal.PayeeIsTheIssuer(0));
        var foreign = town.order(second, town.master);
        assertThat(refusal(town.supplier, no, new Transfers.Part(second, FORTY, foreign)))
                .isInstanceOfSatisfying(
                        TransferRefusal.NoSuchDocument.class,
                        none -> assertThat(none.rule().code()).isEqualTo(RuleCode.R_02));
        var ofTheMaster = town.order(town.supplier, town.master);
        assertThat(refusal(town.supplier, no, new Transfers.Part(second, FORTY, ofTheMaster)))
                .isInstanceOf(TransferRefusal.DocumentOfAnotherTrade.class);
        assertThat(refusal(town.supplier, no, new Transfers.Part(second, Money.parse("1.00", "EUR"), order)))
                .isEqualTo(new TransferRefusal.OtherCurrency(0, "CNY"));
        assertThat(refusal(town.supplier, no, new Transfers.Part(second, Money.fen(0), order)))
                .isEqualTo(new TransferRefusal.NothingInPart(0));
        assertThat(refusal(town.supplier, no, part, new Transfers.Part(second, MILLION, order)))
                .isEqualTo(new TransferRefusal.AboveFace(1, Money.fen(60_000_000)));
        var late = new Transfers.Transfer(List.of(part), List.of(), Town.TODAY.plusDays(11));
        assertThat(why(transfers.prepare(town.supplier, "maker", null, no, late)))
                .isInstanceOf(TransferRefusal.AcceptByOutOfBounds.class);
        town.businessDate(Town.DUE);
        assertThat(refusal(town.supplier, no, part)).isInstanceOf(TransferRefusal.NotActive.class);
    }

    @Test
    void caps_of_a_chain_bind_from_their_day_on_and_are_never_wider_than_the_rule() {
        var no = town.active(MILLION);
        assertThat(transfers.set(town.supplier, caps(1, 2), "desk-1")).isInstanceOf(CapSetting.NotAChainMaster.class);
        assertThat(transfers.set(town.master, new Caps(Town.TODAY, 1, 2, 1), "desk-1"))
                .isInstanceOf(CapSetting.TooEarly.class);
        assertThat(transfers.set(town.master, caps(11, 2), "desk-1"))
                .isInstanceOfSatisfying(
                        CapSetting.AboveTheRule.class,
                        above -> assertThat(above.most()).isEqualTo(10));
        assertThat(transfers.set(town.master, caps(1, 2), "desk-1")).isInstanceOf(CapSetting.Set.class);
        assertThat(transfers.set(town.master, caps(1, 2), "desk-1")).isInstanceOf(CapSetting.SetBefore.class);
        town.businessDate(Town.TODAY.plusDays(1));

        var order = town.order(second, town.supplier);
        var one = new Transfers.Part(second, Money.fen(1), order);
        assertThat(refusal(town.supplier, no, one, one))
                .isInstanceOfSatisfying(
                        TransferRefusal.PartsExceeded.class,
                        exceeded -> assertThat(exceeded.cap()).isEqualTo(2));
        var part = transferred(no, FORTY).getFirst();
        accept(second, part);
        town.ledger.writes();
        var back = new Transfers.Part(town.supplier, FORTY, town.order(town.supplier, second));
        assertThat(refusal(second, part, back))
                .isInstanceOfSatisfying(
                        TransferRefusal.HopsExceeded.class,
                        exceeded -> assertThat(exceeded.rule().code()).isEqualTo(RuleCode.R_07));
    }

    private static Caps caps(int hops, int parts) {
        return new Caps(Town.TODAY.plusDays(1), hops, parts, 1);
    }

    @Test
    void a_value_that_returns_to_a_former_holder_is_shown_to_the_city() {
        var part = transferred(town.active(MILLION), FORTY).getFirst();
        accept(second, part);
        town.ledger.writes();
        assertThat(alerts()).isEmpty();
        var order = town.order(town.supplier, second);
        var asked = new Transfers.Transfer(List.of(new Transfers.Part(town.supplier, FORTY, order)), List.of(), null);
        var act = prepared(transfers.prepare(second, "maker", null, part, asked));
        assertThat(transfers.transfer(second, part, town.signed(second, act))).isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();

        assertThat(alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.ROUND_TRIP);
        assertThat(alerts().getFirst().no()).isEqualTo(vouchers.partsOf(part).getFirst());
    }

    @Test
    void a_holder_that_splits_without_end_is_shown_to_the_city() {
        var no = town.active(MILLION);
        var order = town.order(second, town.supplier);
        var parts = new ArrayList<Transfers.Part>();
        for (int i = 0; i < 21; i++) {
            parts.add(new Transfers.Part(second, Money.fen(1), order));
        }
        var act = prepared(
                transfers.prepare(town.supplier, "maker", null, no, new Transfers.Transfer(parts, List.of(), null)));
        assertThat(transfers.transfer(town.supplier, no, town.signed(town.supplier, act)))
                .isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();

        assertThat(alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.ABNORMAL_SPLITTING);
    }

    private List<Alert> alerts() {
        return transfers.alerts(Instant.EPOCH, "", 10);
    }

    // Cancelled

    @Test
    void holder_and_issuer_cancel_a_voucher_together_and_neither_alone() {
        var receivable = town.confirmed(MILLION);
        var no = activeOn(receivable);
        var act = prepared(cancellations.prepare(town.master, "maker", null, no, "订单取消"));
        assertThat(cancellations.proposedTo(town.supplier, no)).isEmpty();
        assertThat(cancellations.propose(town.master, no, town.signed(town.master, act)))
                .isInstanceOf(Stepping.Asked.class);
        assertThat(state(no)).isEqualTo("ACTIVE");
        assertThat(town.ledger.told()).isZero();
        assertThat(cancellations.proposedTo(second, no)).isEmpty();

        var proposed = cancellations.proposedTo(town.supplier, no).orElseThrow();
        assertThat(proposed.header()).isEqualTo(act.header());
        assertThat(proposed.signWith()).isEqualTo("act-" + town.supplier);
        assertThat(cancellations.consent(town.supplier, no, town.signed(town.master, proposed)))
                .isInstanceOf(Stepping.NotTheAct.class);
        assertThat(cancellations.consent(town.supplier, no, town.signed(town.supplier, proposed)))
                .isInstanceOf(Stepping.Asked.class);
        assertThat(state(no)).isEqualTo("VOIDING");
        town.ledger.writes();

        assertThat(state(no)).isEqualTo("VOID");
        assertThat(open(receivable)).isEqualTo(MILLION);
    }

    @Test
    void what_has_moved_or_changed_is_not_cancelled() {
        var no = activeOn(town.confirmed(MILLION));
        var act = prepared(cancellations.prepare(town.supplier, "maker", null, no, "订单取消"));
        assertThat(cancellations.propose(town.supplier, no, town.signed(town.supplier, act)))
                .isInstanceOf(Stepping.Asked.class);
        var proposed = cancellations.proposedTo(town.master, no).orElseThrow();
        var parts = transferred(no, FORTY);

        assertThat(cancellations.consent(town.master, no, town.signed(town.master, proposed)))
                .isInstanceOfSatisfying(
                        Stepping.Refused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(CancelRefusal.NotActive.class));
        assertThat(why(cancellations.prepare(town.supplier, "maker", null, parts.getLast(), "订单取消")))
                .isEqualTo(new CancelRefusal.MovedBefore());
        assertThat(why(cancellations.prepare(second, "maker", null, no, "订单取消")))
                .isEqualTo(new CancelRefusal.NoSuchVoucher());
    }

    @Test
    void a_cancellation_that_the_ledger_refuses_leaves_the_voucher() {
        var no = activeOn(town.confirmed(MILLION));
        var act = prepared(cancellations.prepare(town.master, "maker", null, no, "订单取消"));
        cancellations.propose(town.master, no, town.signed(town.master, act));
        var proposed = cancellations.proposedTo(town.supplier, no).orElseThrow();
        cancellations.consent(town.supplier, no, town.signed(town.supplier, proposed));
        town.ledger.refuses(Refusal.LOCKED);
        assertThat(state(no)).isEqualTo("ACTIVE");
    }

    // Frozen

    @Test
    void nothing_but_payment_happens_to_a_frozen_voucher() {
        var no = town.active(MILLION);
        order(AuthorityOrders.Kind.FREEZE, no);
        assertThat(vouchers.find(no).orElseThrow().standing().frozen()).isTrue();
        town.ledger.writes();
        assertThat(vouchers.find(no).orElseThrow().standing().version()).isEqualTo(3);
        assertThat(state(no)).isEqualTo("ACTIVE");

        var part = new Transfers.Part(second, FORTY, town.order(second, town.supplier));
        assertThat(refusal(town.supplier, no, part)).isEqualTo(new TransferRefusal.Frozen());
        assertThat(why(vouchers.prepareLock(town.supplier, "maker", null, no, anOffer())))
                .isEqualTo(new LockRefusal.NotActive("FROZEN"));
        assertThat(why(cancellations.prepare(town.supplier, "maker", null, no, "订单取消")))
                .isEqualTo(new CancelRefusal.Frozen());
        assertThat(why(orders.prepare(town.city, "desk-1", null, no, freeze())))
                .isEqualTo(new OrderRefusal.FrozenAlready());

        town.businessDate(Town.DUE);
        assertThat(state(no)).isEqualTo("DUE");
        var receipt = BankReceiptId.random();
        var act = prepared(vouchers.prepareSettlement(town.bank, "desk", null, receipt, "CR-1", List.of(no)));
        assertThat(vouchers.settle(town.bank, receipt, town.signed(town.bank, act)))
                .isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();
        assertThat(state(no)).isEqualTo("SETTLED");
        assertThat(why(orders.prepare(town.city, "desk-1", null, no, freeze()))).isInstanceOf(OrderRefusal.Ended.class);
    }

    @Test
    void a_freeze_is_lifted_when_the_ledger_holds_the_lifting() {
        var no = town.active(MILLION);
        assertThat(why(orders.prepare(town.city, "desk-1", null, no, unfreeze())))
                .isEqualTo(new OrderRefusal.NotFrozen());
        order(AuthorityOrders.Kind.FREEZE, no);
        assertThat(why(orders.prepare(town.city, "desk-1", null, no, unfreeze())))
                .isEqualTo(new OrderRefusal.OrderOnItsWay());
        town.ledger.writes();
        order(AuthorityOrders.Kind.UNFREEZE, no);
        assertThat(vouchers.find(no).orElseThrow().standing().frozen()).isTrue();
        town.ledger.writes();
        assertThat(vouchers.find(no).orElseThrow().standing().frozen()).isFalse();
        transferred(no, FORTY);
    }

    @Test
    void a_freeze_that_the_ledger_refuses_holds_nothing() {
        var no = town.active(MILLION);
        order(AuthorityOrders.Kind.FREEZE, no);
        town.ledger.refuses(Refusal.VERSION_CONFLICT);
        assertThat(vouchers.find(no).orElseThrow().standing().frozen()).isFalse();
        transfer(no, FORTY);
        assertThat(why(orders.prepare(town.city, "desk-1", null, no, freeze())))
                .isEqualTo(new OrderRefusal.Busy("TRANSFERRING"));
    }

    @Test
    void a_freeze_stops_the_clock_of_acceptance() {
        var no = issued(town.confirmed(MILLION));
        order(AuthorityOrders.Kind.FREEZE, no);
        town.ledger.writes();
        town.businessDate(Town.TODAY.plusDays(11));
        assertThat(state(no)).isEqualTo("PENDING_ACCEPT");
        assertThat(why(vouchers.prepareAcceptance(town.supplier, "maker", null, no)))
                .isEqualTo(new AcceptRefusal.Frozen());
    }

    private LockTerms anOffer() {
        var agreed = new Voucher.Agreed(OfferId.random(), Product.PURCHASE, Recourse.WITHOUT_RECOURSE, MILLION);
        return new LockTerms(
                FinancingRequestId.random(),
                town.bank,
                agreed,
                "UP_FRONT",
                Rate.ofPercent("3.8500"),
                DayCount.ACT_360,
                Money.fen(0));
    }

    private static AuthorityOrders.Order freeze() {
        return new AuthorityOrders.Order(AuthorityOrders.Kind.FREEZE, COURT, WRIT);
    }

    private static AuthorityOrders.Order unfreeze() {
        return new AuthorityOrders.Order(AuthorityOrders.Kind.UNFREEZE, COURT, WRIT);
    }

    private void order(AuthorityOrders.Kind kind, VoucherNo no) {
        var act = prepared(orders.prepare(town.city, "desk-1", null, no, new AuthorityOrders.Order(kind, COURT, WRIT)));
        assertThat(orders.tell(town.city, kind, no, town.signed(town.city, act)))
                .isInstanceOf(Stepping.Asked.class);
    }

    // Unpaid

    @Test
    void what_is_not_paid_within_the_days_of_grace_is_overdue_and_may_still_be_paid() {
        var no = town.active(MILLION);
        town.businessDate(Town.DUE.plusDays(3));
        assertThat(state(no)).isEqualTo("DUE");
        assertThat(vouchers.declareDefault(town.supplier, no, "无力支付"))
                .isEqualTo(new Defaulting.NotOverdue("DUE", "voucher_due"));
        town.businessDate(Town.DUE.plusDays(4));
        assertThat(state(no)).isEqualTo("OVERDUE");

        var receipt = BankReceiptId.random();
        var act = prepared(vouchers.prepareSettlement(town.bank, "desk", null, receipt, "CR-1", List.of(no)));
        assertThat(vouchers.settle(town.bank, receipt, town.signed(town.bank, act)))
                .isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();
        assertThat(state(no)).isEqualTo("SETTLED");
    }

    @Test
    void what_the_ledger_does_not_settle_is_what_it_was_before() {
        var no = town.active(MILLION);
        town.businessDate(Town.DUE);
        asSettled(no);
        town.ledger.refuses(Refusal.VERSION_CONFLICT);
        assertThat(state(no)).isEqualTo("DUE");

        town.businessDate(Town.DUE.plusDays(4));
        asSettled(no);
        town.ledger.refuses(Refusal.VERSION_CONFLICT);
        assertThat(state(no)).isEqualTo("OVERDUE");
        asSettled(no);
        town.ledger.writes();
        assertThat(state(no)).isEqualTo("SETTLED");
    }

    private void asSettled(VoucherNo no) {
        var receipt = BankReceiptId.random();
        var act = prepared(vouchers.prepareSettlement(town.bank, "desk", null, receipt, "CR-1", List.of(no)));
        assertThat(vouchers.settle(town.bank, receipt, town.signed(town.bank, act)))
                .isInstanceOf(Stepping.Asked.class);
        assertThat(state(no)).isEqualTo("SETTLING");
    }

    @Test
    void whoever_is_owed_the_money_gives_it_up_and_the_issuer_stays_stopped() {
        var no = town.active(MILLION);
        var receivable = town.confirmed(MILLION, LocalDate.parse("2027-02-01"));
        town.businessDate(Town.DUE.plusDays(4));
        assertThat(vouchers.declareDefault(town.master, no, "无力支付")).isInstanceOf(Defaulting.NoSuchVoucher.class);
        assertThat(vouchers.declareDefault(town.supplier, no, "无力支付")).isInstanceOf(Defaulting.Declared.class);
        assertThat(state(no)).isEqualTo("DEFAULTED");
        assertThat(why(vouchers.prepareIssue(
                        town.master,
                        "maker",
                        null,
                        new Vouchers.Issue(receivable, MILLION, LocalDate.parse("2027-02-01")))))
                .isInstanceOf(IssueRefusal.IssuerStopped.class);
    }

    @Test
    void every_state_of_a_voucher_is_remembered() {
        var no = activeOn(town.confirmed(MILLION));
        transferred(no, FORTY);
        assertThat(vouchers.history(no, 0, 10))
                .extracting(VoucherStep::to)
                .containsExactly("ISSUING", "PENDING_ACCEPT", "ACCEPTING", "ACTIVE", "TRANSFERRING", "SPENT");
    }

    // Steps

    private VoucherNo issued(ReceivableId receivable) {
        var act = prepared(
                vouchers.prepareIssue(town.master, "maker", null, new Vouchers.Issue(receivable, MILLION, Town.DUE)));
        assertThat(vouchers.issue(town.master, town.signed(town.master, act))).isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();
        return new VoucherNo(act.subject());
    }

    private VoucherNo activeOn(ReceivableId receivable) {
        var no = issued(receivable);
        accept(town.supplier, no);
        town.ledger.writes();
        return no;
    }

    private void accept(EnterpriseId payee, VoucherNo no) {
        var act = prepared(vouchers.prepareAcceptance(payee, "maker", null, no));
        assertThat(vouchers.accept(payee, no, town.signed(payee, act))).isInstanceOf(Stepping.Asked.class);
    }

    private void decline(EnterpriseId payee, VoucherNo no) {
        var act = prepared(vouchers.prepareDecline(payee, "maker", null, no, "要现金"));
        assertThat(vouchers.decline(payee, no, town.signed(payee, act))).isInstanceOf(Stepping.Asked.class);
    }

    private void transfer(VoucherNo no, Money amount) {
        var part = new Transfers.Part(second, amount, town.order(second, town.supplier));
        var act = prepared(transfers.prepare(
                town.supplier, "maker", null, no, new Transfers.Transfer(List.of(part), List.of(), null)));
        ActJson signed = town.signed(town.supplier, act);
        assertThat(transfers.transfer(town.supplier, no, signed)).isInstanceOf(Stepping.Asked.class);
    }

    /// The part that was passed on, then what was kept.
    private List<VoucherNo> transferred(VoucherNo no, Money amount) {
        transfer(no, amount);
        town.ledger.writes();
        return vouchers.partsOf(no).stream()
                .sorted(Comparator.comparing(part -> vouchers.find(part).orElseThrow() instanceof Voucher.Active))
                .toList();
    }

    private TransferRefusal refusal(EnterpriseId holder, VoucherNo no, Transfers.Part... parts) {
        return why(
                transfers.prepare(holder, "maker", null, no, new Transfers.Transfer(List.of(parts), List.of(), null)));
    }

    private static <R> R why(Drafting<R> drafting) {
        assertThat(drafting).isInstanceOf(Drafting.Refused.class);
        return ((Drafting.Refused<R>) drafting).why();
    }

    private static <R> PreparedAct prepared(Drafting<R> drafting) {
        assertThat(drafting).isInstanceOf(Drafting.Prepared.class);
        return ((Drafting.Prepared<R>) drafting).act();
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
