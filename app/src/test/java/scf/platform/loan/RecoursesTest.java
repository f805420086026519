package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.financing.Product.PAYABLES_FINANCE;
import static scf.platform.financing.Product.RECEIVABLES_PLEDGE_LOAN;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scf.contract.Recourse;
import scf.platform.Town;
import scf.platform.money.Money;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.LoanId;

/// The issuer does not pay: whom the bank that has bought the voucher may turn to (民法典 766, 767).
class RecoursesTest {

    private static final Money MILLION = cny("1000000.00");
    private static final LocalDate OVERDUE = Town.DUE.plusDays(4);

    private final Town town = new Town();
    private final Borrowing borrowing = new Borrowing(town);
    private final Recourses recourses = town.the(Recourses.class);
    private final Repayments repayments = town.the(Repayments.class);
    private final Loans loans = town.the(Loans.class);

    @Test
    void with_recourse_the_seller_owes_from_the_claim_on_and_what_it_pays_is_booked() {
        var loan = borrowing.soldWithRecourse(MILLION, "3.85");
        assertThat(paid(loan, "300000.00", "CR-1"))
                .isInstanceOfSatisfying(
                        Repaying.SellerOwesNothing.class,
                        why -> assertThat(why.recourse()).isEqualTo(Recourse.WITH_RECOURSE));
        town.businessDate(OVERDUE);

        var claimed = claimed(loan);

        assertThat(claimed)
                .isInstanceOfSatisfying(
                        Recoursing.Claimed.class,
                        done -> assertThat(done.claim().amount()).isEqualTo(MILLION));
        assertThat(voucher(loan)).isEqualTo("RECOURSED");
        assertThat(paid(loan, "300000.00", "CR-1")).isInstanceOf(Repaying.Repaid.class);
        assertThat(paid(loan, "700000.01", "CR-2")).isEqualTo(new Repaying.MoreThanOwed(cny("700000.00")));
        assertThat(paid(loan, "700000.00", "CR-2"))
                .isInstanceOfSatisfying(
                        Repaying.Repaid.class, done -> assertThat(done.loan()).isInstanceOf(Loan.Settled.class));
        var view = loans.find(town.supplier, loan).orElseThrow();
        assertThat(view.figures().recourse()).isEqualTo(((Recoursing.Claimed) claimed).claim());
        assertThat(view.figures().repayments()).extracting(Repayment::payer).containsOnly(town.supplier);
        assertThat(loans.books(town.bank, loan).orElseThrow().owed().total().isZero())
                .isTrue();
        assertThat(verdicts(loan)).contains("R-20 PASSED");
    }

    /// 民法典 560: both are due, and the loan has grown beyond the voucher that secures it; what is owed by recourse has
    /// not, and costs nothing more.
    @Test
    void what_is_owed_by_recourse_is_one_of_several_debts_and_the_lightest() {
        var sold = borrowing.soldWithRecourse(MILLION, "3.85");
        var lent = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, MILLION, "4.35");
        town.businessDate(OVERDUE);
        claimed(sold);
        var owed = loans.find(town.bank, lent).orElseThrow().figures().owed().total();
        var payment = new Payment(owed.plus(cny("100.00")), cny("0.00"), "CR-9");

        var repaid = repayments.repaySeveral(town.bank, "desk", town.supplier, payment, Set.of());

        assertThat(((RepayingSeveral.Repaid) repaid).repayments())
                .extracting(one -> one.loan() + " " + one.received())
                .containsExactlyInAnyOrder(lent + " " + owed, sold + " " + cny("100.00"));
        assertThat(loans.find(town.bank, lent).orElseThrow().loan()).isInstanceOf(Loan.Settled.class);
    }

    @Test
    void without_recourse_the_bank_has_the_issuer_alone() {
        var loan = borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        town.businessDate(OVERDUE);

        assertThat(claimed(loan)).isInstanceOf(Recoursing.WithoutRecourse.class);
        assertThat(paid(loan, "1.00", "CR-1"))
                .isInstanceOfSatisfying(
                        Repaying.SellerOwesNothing.class,
                        why -> assertThat(why.recourse()).isEqualTo(Recourse.WITHOUT_RECOURSE));
        assertThat(voucher(loan)).isEqualTo("OVERDUE");
        assertThat(verdicts(loan)).contains("R-20 REFUSED");
    }

    @Test
    void recourse_is_taken_once_when_the_days_of_grace_are_over_by_the_bank_that_bought() {
        var loan = borrowing.soldWithRecourse(MILLION, "3.85");
        town.businessDate(Town.DUE);
        assertThat(claimed(loan)).isEqualTo(new Recoursing.NotOverdue("DUE"));
        town.businessDate(OVERDUE);

        assertThat(recourses.claim(town.secondBank, "desk", loan, "逾期")).isInstanceOf(Recoursing.NoSuchLoan.class);
        assertThat(claimed(loan)).isInstanceOf(Recoursing.Claimed.class);
        assertThat(claimed(loan)).isInstanceOf(Recoursing.ClaimedBefore.class);
    }

    @Test
    void whoever_borrowed_owes_the_loan_itself() {
        var loan = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, MILLION, "4.35");
        var waiting = borrowing.originated(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        town.businessDate(OVERDUE);

        assertThat(claimed(loan)).isInstanceOf(Recoursing.NothingWasSold.class);
        assertThat(claimed(waiting)).isEqualTo(new Recoursing.NotRunning("PENDING_DISBURSE"));
    }

    private Recoursing claimed(LoanId loan) {
        return recourses.claim(town.bank, "desk", loan, "核心企业逾期未付");
    }

    private Repaying paid(LoanId loan, String amount, String reference) {
        return repayments.repay(town.bank, "desk", loan, new Payment(cny(amount), cny("0.00"), reference));
    }

    private String voucher(LoanId loan) {
        var no = loans.find(town.bank, loan).orElseThrow().loan().terms().voucher();
        return town.the(Vouchers.class).find(no).orElseThrow().state();
    }

    private List<String> verdicts(LoanId loan) {
        return town.transaction()
                .execute(_ -> town.the(Verdicts.class).on(Subject.of(loan), town.bank, 0, 50).stream()
                        .filter(verdict -> verdict.rule().code() == RuleCode.R_20)
                        .map(verdict -> verdict.rule().code() + " " + verdict.outcome())
                        .toList());
    }

    private static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }
}
