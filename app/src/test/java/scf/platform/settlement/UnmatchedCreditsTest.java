package scf.platform.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.financing.Product.PAYABLES_FINANCE;
import static scf.platform.settlement.CreditMessages.credit;
import static scf.platform.settlement.CreditMessages.message;
import static scf.platform.settlement.CreditMessages.payerAccount;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scf.contract.Refusal;
import scf.platform.Judged;
import scf.platform.Town;
import scf.platform.ledger.ActJson;
import scf.platform.loan.Borrowing;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.InstructionId;

/// Credits that matched nothing by themselves, and what persons of the bank make of them.
class UnmatchedCreditsTest {

    private static final Money MILLION = Money.parse("1000000.00", "CNY");

    private final Town town = new Town();
    private final Borrowing borrowing = new Borrowing(town);
    private final Instructions instructions = town.the(Instructions.class);
    private final BankReceipts receipts = town.the(BankReceipts.class);
    private final UnmatchedCredits credits = town.the(UnmatchedCredits.class);

    // Assigned

    @Test
    void a_credit_without_a_reference_is_assigned_by_two_persons_and_settles() {
        due();
        var receipt = received("m-1", credit("NOTPROVIDED", "1000000.00"));
        assertThat(queue()).containsExactly("NO_REFERENCE");

        var act = prepared("desk", receipt, 1);
        assertThat(credits.assign(town.bank, "desk", receipt, 1, instruction(), null))
                .isEqualTo(new Assigning.ActMissing());
        assertThat(credits.assign(town.bank, "desk", receipt, 1, instruction(), act))
                .isEqualTo(new Assigning.MakerIsChecker());
        assertThat(credits.assign(town.secondBank, "checker", receipt, 1, instruction(), act))
                .isEqualTo(new Assigning.NoSuchCredit());
        assertThat(credits.assign(town.bank, "checker", receipt, 1, InstructionId.random(), act))
                .isEqualTo(new Assigning.NoSuchInstruction());
        assertThat(credits.assign(town.bank, "checker", receipt, 1, instruction(), act))
                .isInstanceOf(Assigning.Assigned.class);
        town.ledger.writes();

        assertThat(view().state()).isEqualTo("SETTLED");
        assertThat(queue()).isEmpty();
        assertThat(credits.assign(town.bank, "checker", receipt, 1, instruction(), act))
                .isEqualTo(new Assigning.NotWaiting("SETTLED", "credit_does_not_wait"));
    }

    @Test
    void parts_are_assigned_until_they_add_up_and_the_last_one_settles_all() {
        due();
        var receipt = received(
                "m-1",
                credit(reference(), "400000.00"),
                credit(reference(), "599999.99"),
                credit(reference(), "0.01"),
                credit(reference(), "0.02"));

        assertThat(credits.assign(town.bank, "desk", receipt, 1, instruction(), null))
                .isInstanceOf(Assigning.Assigned.class);
        assertThat(credits.assign(town.bank, "desk", receipt, 2, instruction(), null))
                .isInstanceOf(Assigning.Assigned.class);
        var missing = Money.parse("0.01", "CNY");
        assertThat(credits.assign(town.bank, "desk", receipt, 4, instruction(), null))
                .isEqualTo(new Assigning.OtherAmount(missing));
        assertThat(view().received()).isEqualTo(Money.parse("999999.99", "CNY"));
        assertThat(credits.assign(town.bank, "checker", receipt, 3, instruction(), prepared("desk", receipt, 3)))
                .isInstanceOf(Assigning.Assigned.class);
        town.ledger.writes();

        assertThat(view().state()).isEqualTo("SETTLED");
        assertThat(states(receipt)).containsExactly("SETTLED", "SETTLED", "SETTLED", "UNMATCHED");
        assertThat(credits.assign(town.bank, "desk", receipt, 4, instruction(), null))
                .isEqualTo(new Assigning.NotDue("SETTLED", "instruction_is_settled"));
    }

    @Test
    void a_part_is_not_signed_and_after_it_the_rest_matches_by_itself() {
        due();
        var receipt = received("m-1", credit(reference(), "400000.00"));
        assertThat(credits.prepareAssignment(town.bank, "desk", null, receipt, 1, instruction()))
                .isEqualTo(new Assigning.PartIsNotSigned(MILLION));
        credits.assign(town.bank, "desk", receipt, 1, instruction(), null);

        String rest = message("m-2", credit(reference(), "600000.00"));
        receipts.receive(town.bank, "desk", rest, signed(rest));
        town.ledger.writes();

        assertThat(view().state()).isEqualTo("SETTLED");
        assertThat(states(receipt)).containsExactly("SETTLED");
    }

    @Test
    void when_the_ledger_refuses_the_last_part_the_others_stay_parts() {
        due();
        var receipt = received("m-1", credit(reference(), "400000.00"), credit(reference(), "600000.00"));
        credits.assign(town.bank, "desk", receipt, 1, instruction(), null);
        credits.assign(town.bank, "checker", receipt, 2, instruction(), prepared("desk", receipt, 2));

        town.ledger.refuses(Refusal.VERSION_CONFLICT);

        assertThat(states(receipt)).containsExactly("PART", "UNMATCHED");
        assertThat(view().state()).isEqualTo("DUE");
    }

    // Back, or aside

    @Test
    void money_goes_back_when_another_person_agrees() {
        due();
        var receipt = received("m-1", credit("SCFV0000000000000000", "5.00"), credit("NOTPROVIDED", "6.00"));

        assertThat(credits.confirmReturn(town.bank, "checker", receipt, 1))
                .isEqualTo(new Working.NotPossible("UNMATCHED", "credit_is_not_returning"));
        assertThat(credits.proposeReturn(town.bank, "desk", receipt, 1, "付错户")).isInstanceOf(Working.Done.class);
        assertThat(credits.confirmReturn(town.bank, "desk", receipt, 1)).isEqualTo(new Working.MakerIsChecker());
        assertThat(credits.refuseReturn(town.bank, receipt, 1)).isInstanceOf(Working.Done.class);
        assertThat(states(receipt)).containsExactly("UNMATCHED", "UNMATCHED");
        credits.proposeReturn(town.bank, "desk", receipt, 1, "付错户");
        assertThat(queue()).containsExactly("UNKNOWN_REFERENCE", "NO_REFERENCE");
        assertThat(credits.confirmReturn(town.bank, "checker", receipt, 1)).isInstanceOf(Working.Done.class);
        assertThat(credits.setAside(town.bank, "desk", receipt, 2, "房租")).isInstanceOf(Working.Done.class);

        assertThat(states(receipt)).containsExactly("RETURNED", "SET_ASIDE");
        assertThat(queue()).isEmpty();
        assertThat(credits.proposeReturn(town.secondBank, "desk", receipt, 1, "付错户"))
                .isEqualTo(new Working.NoSuchCredit());
        assertThat(credits.proposeReturn(town.bank, "desk", receipt, 9, "付错户")).isEqualTo(new Working.NoSuchCredit());
        assertThat(credits.setAside(town.bank, "desk", receipt, 2, "房租"))
                .isEqualTo(new Working.NotPossible("SET_ASIDE", "credit_does_not_wait"));
    }

    // Back to the queue

    @Test
    void what_was_assigned_or_set_aside_by_mistake_waits_again_and_pays_what_it_should() {
        due();
        var receipt = received("m-1", credit("NOTPROVIDED", "999999.00"), credit("NOTPROVIDED", "1000000.00"));
        credits.assign(town.bank, "desk", receipt, 1, instruction(), null);
        credits.setAside(town.bank, "desk", receipt, 2, "房租");
        assertThat(view().received()).isEqualTo(Money.parse("999999.00", "CNY"));

        assertThat(credits.takeBack(town.secondBank, receipt, 1, "记错")).isEqualTo(new Working.NoSuchCredit());
        assertThat(credits.takeBack(town.bank, receipt, 1, "记错")).isInstanceOf(Working.Done.class);
        assertThat(credits.takeBack(town.bank, receipt, 2, "记错")).isInstanceOf(Working.Done.class);

        assertThat(queue()).containsExactly("TAKEN_BACK", "NO_REFERENCE");
        assertThat(view().received()).isEqualTo(Money.parse("0.00", "CNY"));
        assertThat(credits.takeBack(town.bank, receipt, 1, "记错"))
                .isEqualTo(new Working.NotPossible("UNMATCHED", "credit_waits"));
        assertThat(credits.assign(town.bank, "checker", receipt, 2, instruction(), prepared("desk", receipt, 2)))
                .isInstanceOf(Assigning.Assigned.class);
        town.ledger.writes();
        assertThat(view().state()).isEqualTo("SETTLED");
        assertThat(credits.takeBack(town.bank, receipt, 2, "记错"))
                .isEqualTo(new Working.NotPossible("SETTLED", "credit_does_not_wait"));
    }

    @Test
    void a_part_is_not_taken_back_while_the_last_one_is_on_its_way() {
        due();
        var receipt = received("m-1", credit(reference(), "400000.00"), credit(reference(), "600000.00"));
        credits.assign(town.bank, "desk", receipt, 1, instruction(), null);
        credits.assign(town.bank, "checker", receipt, 2, instruction(), prepared("desk", receipt, 2));

        assertThat(credits.takeBack(town.bank, receipt, 1, "记错"))
                .isEqualTo(new Working.NotPossible("PART", "instruction_is_settling"));
    }

    // Told twice

    @Test
    void a_booking_that_a_notification_and_a_statement_tell_of_counts_once() {
        due();
        String notification = message("m-1", credit(reference(), "1000000.00"));
        receipts.receive(town.bank, "desk", notification, signed(notification));
        town.ledger.writes();
        String statement = message("m-1", credit(reference(), "1000000.00"))
                .replace("<MsgId>m-1", "<MsgId>statement-1")
                .replace("camt.054.001.08", "camt.053.001.08")
                .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt")
                .replace("Ntfctn>", "Stmt>");

        var receiving = receipts.receive(town.bank, "desk", statement, null);

        assertThat(receiving)
                .isInstanceOfSatisfying(
                        Receiving.Received.class,
                        received -> assertThat(received.receipt().entries())
                                .singleElement()
                                .isInstanceOfSatisfying(
                                        Entry.Duplicate.class,
                                        twin -> assertThat(twin.receipt())
                                                .isEqualTo(BankReceipt.idOf(town.bank, "m-1"))));
        assertThat(queue()).isEmpty();
    }

    // To the wrong one

    @Test
    void money_that_the_payer_sends_to_the_old_holder_after_notice_is_flagged_to_the_financier() {
        var own = borrowing.account(town.supplier, true);
        var payers = borrowing.account(town.master, true);
        due();
        String wrong = message("m-1", credit("NOTPROVIDED", "1000000.00"))
                .replace("<Id>CREDITED</Id>", "<Id>" + Borrowing.number(own) + "</Id>")
                .replace(
                        "<Nm>Payer</Nm></Pty></Dbtr>",
                        "<Nm>Payer</Nm></Pty></Dbtr>" + payerAccount(Borrowing.number(payers)));

        receipts.receive(town.bank, "desk", wrong, null);
        receipts.receive(town.bank, "desk", early(wrong), null);

        assertThat(queue()).containsExactlyInAnyOrder("PAID_TO_OLD_HOLDER", "NO_REFERENCE");
        assertThat(view().paidToOldHolder())
                .singleElement()
                .satisfies(credit -> assertThat(credit.amount()).isEqualTo(MILLION));
        assertThat(Judged.in(town)).contains("R-21 WARNED");
    }

    /// The same, booked before the voucher was sold: that payment discharged.
    private static String early(String message) {
        return message.replace("m-1", "m-2").replace("2026-12-18</Dt>", "2026-09-01</Dt>");
    }

    // What lateness costs

    @Test
    void a_large_buyer_owes_a_smaller_supplier_the_laws_interest_for_being_late() {
        sizes("LARGE", "SMALL");
        town.active(Money.parse("1234567.89", "CNY"));
        town.businessDate(Town.DUE);
        assertThat(viewOf(town.supplier).lateInterest()).isNull();

        town.businessDate(Town.DUE.plusDays(10));

        // 1,234,567.89 · 0.05% · 10
        assertThat(viewOf(town.supplier).lateInterest())
                .isEqualTo(new LateInterest(10, new Rate(500), null, Money.parse("6172.84", "CNY")));
        sizes("LARGE", "LARGE");
        assertThat(viewOf(town.supplier).lateInterest()).isNull();
    }

    @Test
    void what_a_large_buyer_has_paid_in_part_bears_no_interest_from_its_day_on_and_news_of_it_may_come_later() {
        sizes("LARGE", "SMALL");
        due();
        town.businessDate(Town.DUE.plusDays(12));
        var first = received("m-1", credit(reference(), "400000.00"));
        credits.assign(town.bank, "desk", first, 1, instruction(), null);

        // 600,000.00 · 0.05% · 12
        assertThat(view().lateInterest())
                .isEqualTo(new LateInterest(12, new Rate(500), null, Money.parse("3600.00", "CNY")));
        String rest = message("m-2", credit(reference(), "600000.00")).replace("2026-12-18</Dt>", "2026-12-28</Dt>");
        receipts.receive(town.bank, "desk", rest, signed(rest));
        town.ledger.writes();

        // 600,000.00 · 0.05% · 10
        assertThat(view().lateInterest())
                .isEqualTo(new LateInterest(10, new Rate(500), null, Money.parse("3000.00", "CNY")));
    }

    @Test
    void a_large_buyer_that_paid_on_the_day_is_not_late_because_the_bank_tells_of_it_later() {
        sizes("LARGE", "SMALL");
        due();
        town.businessDate(Town.DUE.plusDays(3));
        String message = message("m-1", credit(reference(), "1000000.00"));
        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();

        assertThat(view().state()).isEqualTo("SETTLED");
        assertThat(view().lateInterest()).isNull();
        assertThat(Judged.in(town)).doesNotContain("R-15 PASSED");
    }

    @Test
    void an_agreed_rate_is_stated_once_by_the_holder_and_never_below_the_lpr_of_its_contract() {
        sizes("LARGE", "MICRO");
        town.active(MILLION);
        town.businessDate(Town.DUE);
        town.businessDate(Town.DUE.plusDays(36));
        var id = viewOf(town.supplier).instruction().terms().id();
        var contract = LocalDate.of(2026, 3, 15);

        assertThat(state(town.master, id, "3.65", contract)).isEqualTo(new Stating.NoSuchInstruction());
        assertThat(state(town.supplier, id, "2.9999", contract))
                .isEqualTo(new Stating.BelowTheFloor(Rate.ofPercent("3.0000")));
        assertThat(state(town.supplier, id, "3.3499", LocalDate.of(2024, 8, 1)))
                .isEqualTo(new Stating.BelowTheFloor(Rate.ofPercent("3.3500")));
        assertThat(state(town.supplier, id, "9.00", LocalDate.of(2018, 1, 1))).isEqualTo(new Stating.NoRateKnown());
        assertThat(state(town.supplier, id, "9.00", LocalDate.of(2028, 1, 1))).isEqualTo(new Stating.NoRateKnown());
        assertThat(Judged.in(town)).contains("R-15 REFUSED").doesNotContain("R-15 PASSED");
        assertThat(state(town.supplier, id, "3.60", contract)).isInstanceOf(Stating.Stated.class);
        assertThat(Judged.in(town)).contains("R-15 PASSED");
        assertThat(state(town.supplier, id, "3.60", contract)).isInstanceOf(Stating.StatedBefore.class);

        // 1,000,000.00 · 3.6% · 36 / 360
        assertThat(viewOf(town.supplier).lateInterest())
                .isEqualTo(new LateInterest(36, null, Rate.ofPercent("3.6"), Money.parse("3600.00", "CNY")));
    }

    private Stating state(EnterpriseId holder, InstructionId id, String rate, LocalDate contract) {
        return instructions.stateLateRate(holder, "maker", id, Rate.ofPercent(rate), contract);
    }

    private void sizes(String payer, String supplier) {
        town.sql.execute(
                "update enterprise.enterprises set size_at_contract = ? where id = ?", payer, town.master.value());
        town.sql.execute(
                "update enterprise.enterprises set size_at_contract = ? where id = ?", supplier, town.supplier.value());
    }

    // To the payer's bank

    @Test
    void the_payer_and_its_bank_fetch_the_order_of_payment() {
        due();
        assertThat(instructions.paymentOrder(town.master, instruction())).isEqualTo(new PaymentOrder.NoPayersAccount());
        assertThat(instructions.paymentOrder(town.bank, instruction())).isEqualTo(new PaymentOrder.NoSuchInstruction());
        var payers = borrowing.account(town.master, true);

        assertThat(instructions.paymentOrder(town.secondBank, instruction()))
                .isEqualTo(new PaymentOrder.NoSuchInstruction());
        assertThat(instructions.paymentOrder(town.bank, instruction()))
                .isInstanceOfSatisfying(
                        PaymentOrder.Written.class,
                        written -> assertThat(written.xml())
                                .contains("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09")
                                .contains("<EndToEndId>" + reference() + "</EndToEndId>")
                                .contains("<InstdAmt Ccy=\"CNY\">1000000.00</InstdAmt>")
                                .contains("<CtrlSum>1000000.00</CtrlSum>")
                                .contains("<Dt>2026-12-18</Dt>")
                                .contains(Borrowing.number(payers)));
        assertThat(instructions.paymentOrder(town.master, instruction())).isInstanceOf(PaymentOrder.Written.class);
    }

    @Test
    void what_was_paid_in_part_is_not_ordered_again_and_nothing_for_a_day_that_is_over() {
        due();
        borrowing.account(town.master, true);
        var receipt = received("m-1", credit(reference(), "400000.00"));
        credits.assign(town.bank, "desk", receipt, 1, instruction(), null);
        town.businessDate(Town.DUE.plusDays(3));

        assertThat(instructions.paymentOrder(town.master, instruction()))
                .isInstanceOfSatisfying(
                        PaymentOrder.Written.class,
                        written -> assertThat(written.xml())
                                .contains("<InstdAmt Ccy=\"CNY\">600000.00</InstdAmt>")
                                .contains("<CtrlSum>600000.00</CtrlSum>")
                                .contains("<Dt>2026-12-21</Dt>"));
    }

    // The table

    @Test
    void every_pair_of_state_and_event_is_defined() {
        assertThat(SettlementStates.TABLE.lines())
                .hasSize(SettlementStates.State.values().length * SettlementStates.Event.values().length);
        assertThat(SettlementStates.CREDITS.lines())
                .hasSize(SettlementStates.CreditState.values().length * SettlementStates.CreditEvent.values().length);
    }

    private void due() {
        borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        town.businessDate(Town.DUE);
    }

    private BankReceiptId received(String id, String... entries) {
        receipts.receive(town.bank, "desk", message(id, entries), null);
        return BankReceipt.idOf(town.bank, id);
    }

    private ActJson prepared(String user, BankReceiptId receipt, int no) {
        var assigning = credits.prepareAssignment(town.bank, user, null, receipt, no, instruction());
        return town.signed(town.bank, ((Assigning.Prepared) assigning).act());
    }

    private ActJson signed(String message) {
        var preparing = receipts.prepare(town.bank, "desk", null, message);
        return town.signed(town.bank, ((PreparingReceipt.Prepared) preparing).act());
    }

    private List<String> states(BankReceiptId receipt) {
        return receipts.find(town.bank, receipt).orElseThrow().entries().stream()
                .map(Entry::state)
                .toList();
    }

    private List<String> queue() {
        return credits.queue(town.bank, Instant.EPOCH, new BankReceiptId(new UUID(0, 0)), 0, 10).stream()
                .map(waiting -> code(waiting.entry().mismatch()))
                .toList();
    }

    private static String code(@Nullable Mismatch why) {
        return why == null ? "none" : why.code().name();
    }

    private InstructionView view() {
        return viewOf(town.bank);
    }

    private InstructionView viewOf(EnterpriseId reader) {
        return instructions
                .all(reader, Instant.EPOCH, new InstructionId(new UUID(0, 0)), 10)
                .getFirst();
    }

    private InstructionId instruction() {
        return view().instruction().terms().id();
    }

    private String reference() {
        return view().instruction().terms().reference();
    }
}
