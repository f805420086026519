package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scf.platform.financing.Product.PAYABLES_FINANCE;
import static scf.platform.financing.Product.RECEIVABLES_PLEDGE_LOAN;
import static scf.platform.loan.ALoan.cny;
import static scf.platform.loan.RepaymentOrder.Rank.COSTS;
import static scf.platform.loan.RepaymentOrder.Rank.INTEREST;
import static scf.platform.loan.RepaymentOrder.Rank.PENALTY;
import static scf.platform.loan.RepaymentOrder.Rank.PRINCIPAL;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import scf.platform.Town;
import scf.platform.calendar.BusinessDates;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.RequestState;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;
import scf.schema.ids.RepaymentId;

/// What comes back early, in part, late, or never; and what was recorded wrongly.
class RepaymentsTest {

    private static final Money MILLION = cny("1000000.00");
    private static final Money LENT = cny("800000.00");

    private final Town town = new Town();
    private final Borrowing borrowing = new Borrowing(town);
    private final Loans loans = town.the(Loans.class);
    private final Repayments repayments = town.the(Repayments.class);

    // By the date

    @Test
    void a_loan_is_overdue_after_its_day_and_non_performing_after_ninety_more() {
        var id = lent();
        town.businessDate(Town.DUE);
        assertThat(loan(id)).isInstanceOf(Loan.Active.class);
        assertThat(storedState(id)).isEqualTo("ACTIVE");

        town.businessDate(Town.DUE.plusDays(1));
        assertThat(loan(id)).isInstanceOf(Loan.Overdue.class);
        assertThat(storedState(id)).isEqualTo("OVERDUE");
        town.businessDate(Town.DUE.plusDays(90));
        assertThat(loan(id)).isInstanceOf(Loan.Overdue.class);
        town.businessDate(Town.DUE.plusDays(91));
        assertThat(loan(id)).isInstanceOf(Loan.NonPerforming.class);
        assertThat(storedState(id)).isEqualTo("NPL");
    }

    @Test
    void days_that_were_skipped_are_made_up_for() {
        var id = lent();

        town.businessDate(Town.DUE.plusDays(120));

        assertThat(storedState(id)).isEqualTo("NPL");
    }

    @Test
    void what_is_late_costs_half_as_much_again_on_principal_and_on_interest() {
        var id = lent();
        town.businessDate(Town.DUE);
        // 800,000.00 · 4.35% · 88 / 360 leave 300,000.00 of principal when 508,506.67 are paid.
        pay(id, "508506.67", "CR-1");

        town.businessDate(Town.DUE.plusDays(20));

        // T11: 300,000.00 · 6.525% · 20 / 360
        assertThat(owed(id)).isEqualTo(parts("0.00", "1087.50", "0.00", "300000.00"));
        pay(id, "301087.50", "CR-2");
        assertThat(loan(id)).isInstanceOf(Loan.Settled.class);
    }

    @Test
    void who_began_before_midnight_and_got_the_loan_after_a_payment_of_the_new_day_begins_again() {
        var id = lent();
        var dates = town.the(BusinessDates.class);

        assertThatThrownBy(() -> town.transaction().executeWithoutResult(_ -> {
                    assertThat(dates.today()).isEqualTo(Town.TODAY);
                    CompletableFuture.runAsync(() -> {
                                town.businessDate(Town.TODAY.plusDays(1));
                                pay(id, "1000.00", "CR-1");
                            })
                            .join();
                    pay(id, "2000.00", "CR-2");
                }))
                .isInstanceOf(ConcurrencyFailureException.class);

        pay(id, "2000.00", "CR-2");
        assertThat(loans.find(town.bank, id).orElseThrow().figures().repayments())
                .extracting(Repayment::businessDate)
                .containsExactly(Town.TODAY.plusDays(1), Town.TODAY.plusDays(1));
    }

    // Early

    @Test
    void who_pays_all_before_the_day_has_prepaid_and_who_had_paid_some_before_settles() {
        var prepaid = lent();
        var settled = lent();
        town.businessDate(Town.TODAY.plusDays(45));

        pay(prepaid, "804350.00", "CR-1");
        pay(settled, "4350.00", "CR-1");
        pay(settled, "800000.00", "CR-2");

        assertThat(loan(prepaid)).isInstanceOf(Loan.Prepaid.class);
        assertThat(requestOf(prepaid)).isEqualTo(RequestState.CLOSED);
        assertThat(loan(settled)).isInstanceOf(Loan.Settled.class);
    }

    @Test
    void costs_of_a_claim_end_where_its_principal_ends() {
        var id = lent();

        assertThat(repayments.repay(town.bank, "desk", id, new Payment(cny("0.01"), LENT.plus(cny("0.01")), "CR-1")))
                .isEqualTo(new Repaying.CostsBeyondPrincipal(LENT));
        assertThat(repayments.repay(town.bank, "desk", id, new Payment(cny("0.01"), LENT, "CR-1")))
                .isInstanceOf(Repaying.Repaid.class);
    }

    // By contract

    @Test
    void a_payment_goes_by_the_order_that_both_have_agreed_on() {
        var id = lent();
        var principalFirst = List.of(PRINCIPAL, INTEREST, PENALTY, COSTS);
        assertThat(repayments.propose(town.bank, "desk", id, principalFirst, "HT-2026-001"))
                .isEqualTo(new Ordering.Done(new RepaymentOrder(1, principalFirst)));
        town.businessDate(Town.TODAY.plusDays(45));
        assertThat(repayments.agree(town.supplier, "maker", id, 2)).isEqualTo(new Ordering.NotProposed(1));
        assertThat(repayments.agree(town.master, "maker", id, 1)).isEqualTo(new Ordering.NoSuchLoan());
        assertThat(repayments.agree(town.supplier, "maker", id, 1)).isInstanceOf(Ordering.Done.class);
        assertThat(repayments.agree(town.supplier, "maker", id, 1)).isEqualTo(new Ordering.NotProposed(1));

        var repayment = pay(id, "500000.00", "CR-1");

        assertThat(repayment.parts()).isEqualTo(parts("0.00", "0.00", "0.00", "500000.00"));
        assertThat(repayment.orderVersion()).isEqualTo(1);
        // T10, to the voucher's own day: 4,350.00 and 300,000.00 · 4.35% · 43 / 360
        town.businessDate(Town.DUE);
        assertThat(owed(id)).isEqualTo(parts("0.00", "0.00", "5908.75", "300000.00"));
        // All the principal is back, and the loan still runs: its interest is owed.
        pay(id, "300000.00", "CR-2");
        assertThat(loan(id)).isInstanceOf(Loan.PartlyRepaid.class);
        pay(id, "5908.75", "CR-3");
        assertThat(loan(id)).isInstanceOf(Loan.Settled.class);
        assertThat(repayments.propose(town.bank, "desk", id, principalFirst, "HT-2026-002"))
                .isEqualTo(new Ordering.Over("SETTLED"));
    }

    // Undone

    @Test
    void a_wrong_entry_is_answered_by_its_counter_entry_and_interest_runs_as_if_it_had_not_been() {
        var id = lent();
        town.businessDate(Town.TODAY.plusDays(45));
        var wrong = pay(id, "504350.00", "CR-1");
        assertThat(used()).isEqualTo(cny("300000.00"));

        assertThat(repayments.reverse(town.bank, "desk", id, wrong.id(), "另一借款人的款项"))
                .isEqualTo(new Reversing.MakerIsChecker());
        assertThat(repayments.reverse(town.secondBank, "checker", id, wrong.id(), "另一借款人的款项"))
                .isEqualTo(new Reversing.NoSuchPayment());
        assertThat(repayments.reverse(town.bank, "checker", id, RepaymentId.random(), "另一借款人的款项"))
                .isEqualTo(new Reversing.NoSuchPayment());
        assertThat(repayments.reverse(town.bank, "checker", id, wrong.id(), "另一借款人的款项"))
                .isInstanceOf(Reversing.Reversed.class);

        assertThat(loan(id)).isInstanceOf(Loan.Active.class);
        assertThat(used()).isEqualTo(LENT);
        assertThat(owed(id)).isEqualTo(parts("0.00", "0.00", "4350.00", "800000.00"));
        assertThat(kinds(id)).containsExactly("DISBURSEMENT", "ACCRUAL", "REPAYMENT", "REVERSAL");
        assertThat(repayments.reverse(town.bank, "checker", id, wrong.id(), "另一借款人的款项"))
                .isInstanceOf(Reversing.ReversedBefore.class);
        // The same credit, recorded as it should have been.
        assertThat(pay(id, "4350.00", "CR-1").attempt()).isEqualTo(1);
        assertLedgerAgrees(id);
    }

    @Test
    void what_had_closed_a_loan_reopens_it_and_what_is_late_by_now_is_overdue() {
        var id = lent();
        town.businessDate(Town.DUE);
        var wrong = pay(id, "808506.67", "CR-1");
        assertThat(requestOf(id)).isEqualTo(RequestState.CLOSED);
        town.businessDate(Town.DUE.plusDays(10));

        repayments.reverse(town.bank, "checker", id, wrong.id(), "退汇");

        assertThat(loan(id)).isInstanceOf(Loan.Overdue.class);
        assertThat(requestOf(id)).isEqualTo(RequestState.DISBURSED);
        assertThat(owed(id)).isEqualTo(parts("0.00", "1465.42", "8506.67", "800000.00"));
        assertLedgerAgrees(id);
    }

    @Test
    void a_payment_whose_costs_a_later_one_has_met_is_undone_after_that_one() {
        var id = lent();
        var claimed = paid(id, new Payment(cny("100.00"), cny("300.00"), "CR-1"));
        var met = pay(id, "200.00", "CR-2");
        assertThat(met.parts().costs()).isEqualTo(cny("200.00"));

        assertThat(repayments.reverse(town.bank, "checker", id, claimed.id(), "退汇"))
                .isEqualTo(new Reversing.CostsMetSince(met));
        assertThat(repayments.reverse(town.bank, "checker", id, met.id(), "退汇")).isInstanceOf(Reversing.Reversed.class);
        assertThat(repayments.reverse(town.bank, "checker", id, claimed.id(), "退汇"))
                .isInstanceOf(Reversing.Reversed.class);

        assertThat(owed(id)).isEqualTo(parts("0.00", "0.00", "0.00", "800000.00"));
        assertLedgerAgrees(id);
    }

    // Given up

    @Test
    void only_what_is_non_performing_is_written_off_and_what_still_comes_is_recorded() {
        var id = lent();
        town.businessDate(Town.DUE.plusDays(90));
        assertThat(repayments.writeOff(town.bank, "risk", id, "破产"))
                .isEqualTo(new WritingOff.NotNonPerforming("OVERDUE", "loan_not_non_performing"));
        town.businessDate(Town.DUE.plusDays(91));
        assertThat(repayments.writeOff(town.secondBank, "risk", id, "破产")).isEqualTo(new WritingOff.NoSuchLoan());

        assertThat(repayments.writeOff(town.bank, "risk", id, "破产")).isInstanceOf(WritingOff.WrittenOff.class);

        assertThat(loan(id)).isInstanceOf(Loan.WrittenOff.class);
        assertThat(used()).as("what is lost is still lent").isEqualTo(LENT);
        assertLedgerAgrees(id);
        pay(id, "1000.00", "CR-1");
        assertThat(loan(id)).isInstanceOf(Loan.WrittenOff.class);
        pay(id, owed(id).total().format(), "CR-2");
        assertThat(loan(id)).isInstanceOf(Loan.Settled.class);
        assertLedgerAgrees(id);
    }

    // Several debts

    @Test
    void one_payment_on_several_loans_meets_what_is_designated_and_then_what_is_due() {
        var first = lent();
        var second = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("500000.00"), "4.35");
        borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        town.businessDate(Town.DUE);
        // 800,000.00 of 1,000,000.00 is less secured than 500,000.00 of as much? Both are covered whole: the heavier
        // burden is the same, the day too, so they share in proportion.
        var payment = new Payment(cny("100000.00"), cny("0.00"), "CR-9");

        var repaying = repayments.repaySeveral(town.bank, "desk", town.supplier, payment, Set.of(second));

        assertThat(((RepayingSeveral.Repaid) repaying).repayments())
                .singleElement()
                .satisfies(share -> assertThat(share.loan()).isEqualTo(second));
        assertThat(repayments.repaySeveral(town.bank, "desk", town.supplier, payment, Set.of()))
                .isInstanceOf(RepayingSeveral.RecordedBefore.class);
        assertThat(repayments.repaySeveral(town.bank, "desk", town.master, payment, Set.of()))
                .isEqualTo(new RepayingSeveral.NothingOwed());
        var stranger = LoanId.random();
        assertThat(repayments.repaySeveral(town.bank, "desk", town.supplier, payment, Set.of(stranger)))
                .isEqualTo(new RepayingSeveral.NotAmongThem(stranger));
        var all = owed(first).total().plus(owed(second).total());
        assertThat(several(all.plus(cny("0.01")), "CR-10")).isEqualTo(new RepayingSeveral.MoreThanOwed(all));
        assertThat(several(all, "CR-10")).isInstanceOf(RepayingSeveral.Repaid.class);
        assertThat(loan(first)).isInstanceOf(Loan.Settled.class);
        assertThat(loan(second)).isInstanceOf(Loan.Settled.class);
    }

    private RepayingSeveral several(Money amount, String reference) {
        return repayments.repaySeveral(
                town.bank, "desk", town.supplier, new Payment(amount, cny("0.00"), reference), Set.of());
    }

    // The memo ledger

    @Test
    void the_memo_ledger_says_what_is_owed() {
        var id = lent();
        for (int day : new int[] {17, 45, 46, 80}) {
            town.businessDate(Town.TODAY.plusDays(day));
            pay(id, "12345.67", "CR-" + day);
            assertLedgerAgrees(id);
        }
        town.businessDate(LocalDate.parse("2027-01-31"));
        pay(id, "700000.00", "CR-late");
        assertLedgerAgrees(id);
        pay(id, owed(id).total().format(), "CR-last");
        assertLedgerAgrees(id);
        assertThat(loans.books(town.supplier, id)).isPresent();
        assertThat(loans.books(town.master, id)).isEmpty();
        assertThat(strangersIn(id)).isEmpty();
    }

    private List<EnterpriseId> strangersIn(LoanId id) {
        var parties = Set.of(town.bank, town.supplier, town.master);
        return loans.books(town.bank, id).orElseThrow().entries().stream()
                .flatMap(entry -> entry.lines().stream())
                .map(Books.Line::party)
                .filter(party -> !parties.contains(party))
                .toList();
    }

    private void assertLedgerAgrees(LoanId id) {
        var books = loans.books(town.bank, id).orElseThrow();
        assertThat(books.owed()).isEqualTo(owed(id));
        assertThat(books.entries())
                .allSatisfy(entry -> assertThat(entry.lines().stream()
                                .mapToLong(line ->
                                        line.debit().minor() - line.credit().minor())
                                .sum())
                        .isZero());
    }

    private List<String> kinds(LoanId id) {
        return loans.books(town.bank, id).orElseThrow().entries().stream()
                .map(Books.Entry::kind)
                .toList();
    }

    private LoanId lent() {
        return borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, LENT, "4.35");
    }

    private Repayment pay(LoanId id, String amount, String reference) {
        var repaying = repayments.repay(town.bank, "desk", id, new Payment(cny(amount), cny("0.00"), reference));
        assertThat(repaying).isInstanceOf(Repaying.Repaid.class);
        return ((Repaying.Repaid) repaying).repayment();
    }

    private Repayment paid(LoanId id, Payment payment) {
        return ((Repaying.Repaid) repayments.repay(town.bank, "desk", id, payment)).repayment();
    }

    private static Parts parts(String costs, String penalty, String interest, String principal) {
        return new Parts(cny(costs), cny(penalty), cny(interest), cny(principal));
    }

    private Loan loan(LoanId id) {
        return loans.find(town.bank, id).orElseThrow().loan();
    }

    private Parts owed(LoanId id) {
        return loans.find(town.bank, id).orElseThrow().figures().owed();
    }

    private String storedState(LoanId id) {
        return town.sql
                .fetchSingle("select state from loan.loans where id = ?", id.value())
                .get(0, String.class);
    }

    private RequestState requestOf(LoanId id) {
        var request = loan(id).terms().request();
        return town.the(FinancingRequests.class)
                .find(town.supplier, request)
                .orElseThrow()
                .request()
                .state();
    }

    private Money used() {
        return Money.fen(town.sql.fetchSingle("""
                        select used_minor from creditline.nodes
                         where level = 'CHAIN' and line_id = (select id from creditline.lines where bank_id = ?)
                        """, town.bank.value()).get(0, Long.class));
    }
}
