package scf.platform.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.financing.Product.PAYABLES_FINANCE;
import static scf.platform.financing.Product.RECEIVABLES_PLEDGE_LOAN;
import static scf.platform.settlement.CreditMessages.credit;
import static scf.platform.settlement.CreditMessages.message;
import static scf.platform.settlement.CreditMessages.payerAccount;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scf.contract.Refusal;
import scf.platform.Judged;
import scf.platform.Town;
import scf.platform.enterprise.Account;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.RequestState;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.Verifying;
import scf.platform.loan.Borrowing;
import scf.platform.loan.Figures;
import scf.platform.loan.Loan;
import scf.platform.loan.Loans;
import scf.platform.loan.Payment;
import scf.platform.loan.Recourses;
import scf.platform.loan.Repayments;
import scf.platform.money.Money;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.TransferRefusal;
import scf.platform.voucher.Transfers;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.InstructionId;
import scf.schema.ids.LoanId;

/// From the day a voucher is due to the day everyone has what is theirs.
class SettlementTest {

    private static final Money MILLION = cny("1000000.00");

    private final Town town = new Town();
    private final Borrowing borrowing = new Borrowing(town);
    private final Instructions instructions = town.the(Instructions.class);
    private final BankReceipts receipts = town.the(BankReceipts.class);
    private final Loans loans = town.the(Loans.class);

    // Instructions

    @Test
    void on_its_day_a_voucher_is_to_be_paid_to_the_bank_that_has_bought_it() {
        borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        assertThat(seenBy(town.master)).isEmpty();

        town.businessDate(Town.DUE);

        var view = seenBy(town.master).getFirst();
        assertThat(view.state()).isEqualTo("DUE");
        assertThat(view.instruction().terms().amount()).isEqualTo(MILLION);
        assertThat(view.instruction().terms().reference()).matches("SCFV[0-9A-Z]{16}");
        assertThat(payees(view)).containsExactly("HOLDER " + town.bank + " 1000000.00");
        assertThat(seenBy(town.bank)).hasSize(1);
        assertThat(seenBy(town.supplier)).as("who has sold its voucher").isEmpty();
        assertThat(seenBy(town.secondBank)).isEmpty();
        assertThat(instructions.find(town.secondBank, view.instruction().terms().id()))
                .isEmpty();
    }

    @Test
    void under_a_pledge_the_bank_is_paid_its_claim_and_the_supplier_the_rest_and_the_payer_sees_neither() {
        borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");

        town.businessDate(Town.DUE);

        assertThat(payees(seenBy(town.supplier).getFirst()))
                .containsExactly("PLEDGEE " + town.bank + " 808506.67", "REMAINDER " + town.supplier + " 191493.33");
        assertThat(payees(seenBy(town.bank).getFirst())).hasSize(2);
        assertThat(payees(seenBy(town.master).getFirst())).containsExactly("PLEDGEE " + town.bank + " 1000000.00");
    }

    @Test
    void an_unfinanced_voucher_is_paid_into_the_holders_account_at_the_bank_that_keeps_it() {
        town.active(MILLION);
        town.businessDate(Town.DUE);
        assertThat(seenBy(town.supplier).getFirst().receivingBank()).isNull();

        var account = borrowing.account(town.supplier, true);
        instructions.nameReceivers();

        var view = seenBy(town.bank).getFirst();
        assertThat(view.account()).extracting(Account::id).isEqualTo(account);
        assertThat(payees(view)).containsExactly("HOLDER " + town.supplier + " 1000000.00");
    }

    @Test
    void what_nobody_accepted_is_paid_to_whom_it_came_back_under_a_reference_that_every_bank_can_print() {
        var transfers = town.the(Transfers.class);
        var whole = town.active(MILLION);
        var second = town.enterprise("91440300708461136T");
        var part = new Transfers.Part(second, cny("400000.00"), town.order(second, town.supplier));
        var drafting = transfers.prepare(
                town.supplier, "maker", null, whole, new Transfers.Transfer(List.of(part), List.of(), null));
        var act = ((Drafting.Prepared<TransferRefusal>) drafting).act();
        assertThat(transfers.transfer(town.supplier, whole, town.signed(town.supplier, act)))
                .isInstanceOf(Stepping.Asked.class);
        town.ledger.writes();

        town.businessDate(Town.DUE);

        assertThat(seenBy(town.master))
                .hasSize(2)
                .allSatisfy(view ->
                        assertThat(view.instruction().terms().reference()).matches("SCFV[0-9A-Z]{16,17}"))
                .anySatisfy(view ->
                        assertThat(view.instruction().terms().voucher().value()).endsWith(".R"));
    }

    @Test
    void what_is_not_paid_after_the_days_of_grace_is_overdue() {
        borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");

        town.businessDate(Town.DUE.plusDays(3));
        assertThat(seenBy(town.master).getFirst().state()).isEqualTo("DUE");
        town.businessDate(Town.DUE.plusDays(4));
        assertThat(seenBy(town.master).getFirst().state()).isEqualTo("OVERDUE");
    }

    // Receipts

    @Test
    void who_pays_on_the_day_costs_the_pledgor_no_penalty_though_the_bank_tells_of_it_three_days_later() {
        var loan = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");
        town.businessDate(Town.DUE);
        town.businessDate(Town.DUE.plusDays(3));
        assertThat(figures(loan).owed().total()).isEqualTo(cny("808946.30"));

        String message = message("M1", credit(reference(), "1000000.00"));
        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();

        var repaid = figures(loan).repayments().getFirst();
        assertThat(repaid.businessDate()).isEqualTo(Town.DUE.plusDays(3));
        assertThat(repaid.creditedOn()).isEqualTo(Town.DUE);
        assertThat(repaid.parts().penalty()).isEqualTo(cny("0.00"));
        assertThat(payees(seenBy(town.supplier).getFirst()))
                .containsExactly("PLEDGEE " + town.bank + " 808506.67", "REMAINDER " + town.supplier + " 191493.33");
    }

    /// 800,000.00 and 8,506.67 of interest for two days at 6.525%, each rounded once.
    @Test
    void who_pays_late_costs_the_pledgor_the_days_until_the_money_came_and_none_beyond() {
        var loan = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");
        town.businessDate(Town.DUE);
        town.businessDate(Town.DUE.plusDays(9));

        String message = message("M1", credit(reference(), "1000000.00")).replace("12-18</Dt>", "12-20</Dt>");
        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();

        var repaid = figures(loan).repayments().getFirst();
        assertThat(repaid.parts().penalty()).isEqualTo(cny("293.08"));
        assertThat(repaid.remainder()).isEqualTo(cny("191200.25"));
    }

    private Figures figures(LoanId loan) {
        return loans.find(town.bank, loan).orElseThrow().figures();
    }

    @Test
    void a_credit_settles_the_voucher_repays_the_loan_frees_the_line_and_closes_the_request() {
        var loan = borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        town.businessDate(Town.DUE);
        String message = message("M1", credit(reference(), "1000000.00"));

        var receiving = receipts.receive(town.bank, "desk", message, signed(message));

        assertThat(receiving)
                .isInstanceOfSatisfying(
                        Receiving.Received.class,
                        received -> assertThat(received.receipt().state()).isEqualTo("SETTLING"));
        assertThat(seenBy(town.master).getFirst().state()).isEqualTo("SETTLING");
        assertThat(loan(loan)).isInstanceOf(Loan.Active.class);

        town.ledger.writes();

        assertThat(seenBy(town.master).getFirst().state()).isEqualTo("SETTLED");
        assertThat(loan(loan)).isInstanceOf(Loan.Settled.class);
        assertThat(used()).isZero();
        assertThat(requestOf(loan)).isEqualTo(RequestState.CLOSED);
        assertThat(lines()).isEqualTo("HOLDER " + town.bank + " 100000000");
        assertThat(voucherState()).isEqualTo("SETTLED");
        assertThat(Judged.in(town)).contains("R-05 PASSED", "R-21 PASSED", "C-561 PASSED");
    }

    @Test
    void under_a_pledge_the_claim_of_the_very_day_is_met_and_the_remainder_is_the_suppliers() {
        var loan = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");
        town.businessDate(Town.DUE);
        // Ten days late: 800,000.00 and 8,506.67 at 6.525% for ten days.
        town.businessDate(LocalDate.parse("2026-12-28"));
        String message = message("M1", credit(reference(), "1000000.00")).replace("12-18</Dt>", "12-28</Dt>");

        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();

        var repayment =
                loans.find(town.bank, loan).orElseThrow().figures().repayments().getFirst();
        assertThat(repayment.parts().interest()).isEqualTo(cny("8506.67"));
        assertThat(repayment.parts().penalty()).isEqualTo(cny("1450.00").plus(cny("15.42")));
        assertThat(repayment.parts().principal()).isEqualTo(cny("800000.00"));
        assertThat(repayment.remainder()).isEqualTo(cny("190027.91"));
        assertThat(repayment.payer()).isEqualTo(town.master);
        assertThat(lines()).isEqualTo("PLEDGEE " + town.bank + " 80997209, REMAINDER " + town.supplier + " 19002791");
        assertThat(loan(loan)).isInstanceOf(Loan.Settled.class);
        assertThat(used()).isZero();
    }

    @Test
    void a_claim_larger_than_the_voucher_takes_all_of_it_and_the_rest_stays_owed() {
        var loan = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, MILLION, "4.35");
        town.businessDate(Town.DUE);
        String message = message("M1", credit(reference(), "1000000.00"));

        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();

        assertThat(lines()).isEqualTo("PLEDGEE " + town.bank + " 100000000");
        assertThat(loan(loan)).isInstanceOf(Loan.PartlyRepaid.class);
        assertThat(loans.find(town.bank, loan).orElseThrow().figures().owed().principal())
                .isEqualTo(cny("10633.33"));
        assertThat(requestOf(loan)).isEqualTo(RequestState.DISBURSED);
    }

    /// 300,000.00 came from the seller by recourse. The issuer pays all of it late: the bank takes what it is still
    /// owed, and the surplus goes back (民法典 766).
    @Test
    void after_recourse_the_issuers_money_goes_to_the_bank_up_to_its_claim_and_back_to_the_seller_beyond() {
        var loan = borrowing.soldWithRecourse(MILLION, "3.85");
        town.businessDate(Town.DUE.plusDays(10));
        town.the(Recourses.class).claim(town.bank, "desk", loan, "核心企业逾期未付");
        var payment = new Payment(cny("300000.00"), cny("0.00"), "CR-1");
        town.the(Repayments.class).repay(town.bank, "desk", loan, payment);
        assertThat(payees(seenBy(town.bank).getFirst()))
                .containsExactly("HOLDER " + town.bank + " 700000.00", "REMAINDER " + town.supplier + " 300000.00");
        String message = message("M1", credit(reference(), "1000000.00"));

        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();

        assertThat(lines()).isEqualTo("HOLDER " + town.bank + " 70000000, REMAINDER " + town.supplier + " 30000000");
        assertThat(loan(loan)).isInstanceOf(Loan.Settled.class);
        assertThat(voucherState()).isEqualTo("SETTLED");
        assertThat(used()).isZero();
    }

    @Test
    void a_settlement_that_the_ledger_refuses_leaves_the_recourse_that_was_taken() {
        var loan = borrowing.soldWithRecourse(MILLION, "3.85");
        town.businessDate(Town.DUE.plusDays(10));
        town.the(Recourses.class).claim(town.bank, "desk", loan, "核心企业逾期未付");
        String message = message("M1", credit(reference(), "1000000.00"));
        receipts.receive(town.bank, "desk", message, signed(message));

        town.ledger.refuses(Refusal.VERSION_CONFLICT);

        assertThat(voucherState()).isEqualTo("RECOURSED");
        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();
        assertThat(voucherState()).isEqualTo("SETTLED");
    }

    @Test
    void when_the_seller_has_paid_everything_the_issuers_money_is_the_sellers() {
        var loan = borrowing.soldWithRecourse(MILLION, "3.85");
        town.businessDate(Town.DUE.plusDays(10));
        town.the(Recourses.class).claim(town.bank, "desk", loan, "核心企业逾期未付");
        town.the(Repayments.class).repay(town.bank, "desk", loan, new Payment(MILLION, cny("0.00"), "CR-1"));
        assertThat(voucherState()).isEqualTo("RECOURSED");
        String message = message("M1", credit(reference(), "1000000.00"));

        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();

        assertThat(lines()).isEqualTo("REMAINDER " + town.supplier + " 100000000");
        assertThat(voucherState()).isEqualTo("SETTLED");
    }

    @Test
    void one_message_settles_several_vouchers_by_one_act_and_keeps_what_it_cannot_match() {
        borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        borrowing.active(PAYABLES_FINANCE, cny("500000.00"), cny("500000.00"), "3.85");
        town.businessDate(Town.DUE);
        var references = seenBy(town.bank).stream()
                .map(view -> view.instruction().terms())
                .toList();
        String message = message(
                "M1",
                credit(references.get(0).reference(), references.get(0).amount().format()),
                credit(references.get(1).reference(), references.get(1).amount().format()),
                credit("SCFV0000000000000000", "5.00"),
                credit("NOTPROVIDED", "6.00"));

        receipts.receive(town.bank, "desk", message, signed(message));
        assertThat(town.ledger.told()).isOne();
        town.ledger.writes();

        var receipt =
                receipts.find(town.bank, BankReceipt.idOf(town.bank, "M1")).orElseThrow();
        assertThat(receipt.entries().stream().map(SettlementTest::words))
                .containsExactly("SETTLED", "SETTLED", "UNKNOWN_REFERENCE", "NO_REFERENCE");
        assertThat(receipts.find(town.secondBank, receipt.id())).isEmpty();
    }

    @Test
    void the_same_message_is_the_same_receipt_and_another_under_its_id_is_refused() {
        borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        town.businessDate(Town.DUE);
        String message = message("M1", credit(reference(), "1000000.00"));
        var act = signed(message);
        var first = (Receiving.Received) receipts.receive(town.bank, "desk", message, act);

        assertThat(receipts.receive(town.bank, "desk", message, act))
                .isInstanceOfSatisfying(
                        Receiving.ReceivedBefore.class,
                        before -> assertThat(before.receipt().id())
                                .isEqualTo(first.receipt().id()));
        town.ledger.writes();
        assertThat(receipts.receive(town.bank, "desk", message, null))
                .isInstanceOfSatisfying(
                        Receiving.ReceivedBefore.class,
                        before -> assertThat(before.receipt().state()).isEqualTo("SETTLED"));
        assertThat(receipts.receive(town.bank, "desk", message("M1", credit(reference(), "1.00")), null))
                .isEqualTo(new Receiving.OtherContent("M1"));
        String again = message("M2", credit(reference(), "1000000.00"));
        assertThat(mismatchOf(again)).isEqualTo(Mismatch.Code.PAID_BEFORE);
    }

    @Test
    void nothing_is_settled_by_one_fen_more_or_less_in_another_currency_or_from_or_to_another_account() {
        town.active(MILLION);
        var own = borrowing.account(town.supplier, true);
        var payers = borrowing.account(town.master, true);
        town.businessDate(Town.DUE);
        String sound = message("msg-1", credit(reference(), "1000000.00"))
                .replace("<Id>CREDITED</Id>", "<Id>" + Borrowing.number(own) + "</Id>")
                .replace(
                        "<Nm>Payer</Nm></Pty></Dbtr>",
                        "<Nm>Payer</Nm></Pty></Dbtr>" + payerAccount(Borrowing.number(payers)));

        assertThat(mismatchOf(sound.replace("msg-1", "msg-2").replace("1000000.00", "999999.99")))
                .isEqualTo(Mismatch.Code.OTHER_AMOUNT);
        assertThat(mismatchOf(sound.replace("msg-1", "msg-3").replace("\"CNY\"", "\"USD\"")))
                .isEqualTo(Mismatch.Code.OTHER_AMOUNT);
        assertThat(mismatchOf(sound.replace("msg-1", "msg-4").replace(Borrowing.number(own), "6222020200099999999")))
                .isEqualTo(Mismatch.Code.OTHER_ACCOUNT);
        assertThat(mismatchOf(sound.replace("msg-1", "msg-5").replace(Borrowing.number(payers), "6222020200099999999")))
                .isEqualTo(Mismatch.Code.OTHER_PAYER);
        assertThat(receipts.prepare(town.secondBank, "desk", null, sound))
                .isInstanceOf(PreparingReceipt.NothingMatches.class);
        assertThat(receipts.receive(town.bank, "desk", sound, signed(sound))).isInstanceOf(Receiving.Received.class);
    }

    @Test
    void what_pays_must_be_signed_by_an_act_of_exactly_these_vouchers() {
        borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        borrowing.active(PAYABLES_FINANCE, cny("500000.00"), cny("500000.00"), "3.85");
        town.businessDate(Town.DUE);
        var all = seenBy(town.bank).stream()
                .map(view -> credit(
                        view.instruction().terms().reference(),
                        view.instruction().terms().amount().format()))
                .toList();
        String both = message("M1", all.get(0), all.get(1));
        String one = message("M1", all.get(0));

        assertThat(receipts.receive(town.bank, "desk", both, null)).isInstanceOf(Receiving.ActMissing.class);
        assertThat(receipts.receive(town.bank, "desk", both, signed(one)))
                .isInstanceOf(Receiving.ActSettlesOthers.class);
        var act = signed(both);
        var forged =
                new ActJson(act.header(), act.rows(), act.salts(), signed(one).signature());
        assertThat(receipts.receive(town.bank, "desk", both, forged))
                .isInstanceOfSatisfying(
                        Receiving.NotTheAct.class,
                        not -> assertThat(not.why()).isInstanceOf(Verifying.SignatureInvalid.class));
        assertThat(town.ledger.told()).isZero();
        assertThat(receipts.all(town.bank, Instant.EPOCH, nobody(), 10)).isEmpty();
    }

    @Test
    void what_the_ledger_refuses_is_due_again_and_the_same_message_may_settle_it_later() {
        borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        town.businessDate(Town.DUE);
        String message = message("M1", credit(reference(), "1000000.00"));
        receipts.receive(town.bank, "desk", message, signed(message));

        town.ledger.refuses(Refusal.VERSION_CONFLICT);

        assertThat(seenBy(town.master).getFirst().state()).isEqualTo("DUE");
        var receipt =
                receipts.find(town.bank, BankReceipt.idOf(town.bank, "M1")).orElseThrow();
        assertThat(words(receipt.entries().getFirst())).isEqualTo("REFUSED_BY_LEDGER");

        receipts.receive(town.bank, "desk", message, signed(message));
        town.ledger.writes();
        assertThat(seenBy(town.master).getFirst().state()).isEqualTo("SETTLED");
    }

    private static BankReceiptId nobody() {
        return new BankReceiptId(new UUID(0, 0));
    }

    private Mismatch.Code mismatchOf(String message) {
        var received = (Receiving.Received) receipts.receive(town.bank, "desk", message, null);
        return ((Entry.Unmatched) received.receipt().entries().getFirst()).why().code();
    }

    private static String words(Entry entry) {
        return entry instanceof Entry.Unmatched unmatched
                ? unmatched.why().code().name()
                : entry.state();
    }

    private ActJson signed(String message) {
        var preparing = receipts.prepare(town.bank, "desk", null, message);
        return town.signed(town.bank, ((PreparingReceipt.Prepared) preparing).act());
    }

    private List<InstructionView> seenBy(EnterpriseId reader) {
        return instructions.all(reader, Instant.EPOCH, new InstructionId(new UUID(0, 0)), 10);
    }

    private static List<String> payees(InstructionView view) {
        return view.payees().stream()
                .map(named -> "%s %s %s"
                        .formatted(
                                named.payee().role(),
                                named.payee().party(),
                                named.payee().amount().format()))
                .toList();
    }

    private String reference() {
        return seenBy(town.master).getFirst().instruction().terms().reference();
    }

    private Loan loan(LoanId id) {
        return loans.find(town.bank, id).orElseThrow().loan();
    }

    private RequestState requestOf(LoanId id) {
        return town.the(FinancingRequests.class)
                .find(town.supplier, loan(id).terms().request())
                .orElseThrow()
                .request()
                .state();
    }

    private String voucherState() {
        var voucher = seenBy(town.master).getFirst().instruction().terms().voucher();
        return town.the(Vouchers.class).find(voucher).orElseThrow().state();
    }

    private long used() {
        return town.sql
                .fetchSingle("select sum(used_minor) from creditline.nodes")
                .get(0, Long.class);
    }

    private String lines() {
        return town.sql.fetchSingle("""
                        select string_agg(role || ' ' || payee_id || ' ' || amount_minor, ', ' order by line_no)
                          from settlement.lines
                        """).get(0, String.class);
    }

    private static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }
}
