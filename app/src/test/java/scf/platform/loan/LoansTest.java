package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.financing.Product.PAYABLES_FINANCE;
import static scf.platform.financing.Product.RECEIVABLES_PLEDGE_LOAN;
import static scf.platform.loan.ALoan.cny;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import scf.contract.Refusal;
import scf.platform.Town;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.RequestState;
import scf.platform.money.Money;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;

/// A loan from the posted hold to the last fen, in a town whose ledger the test plays by hand.
class LoansTest {

    private static final Money MILLION = cny("1000000.00");

    private final Town town = new Town();
    private final Borrowing borrowing = new Borrowing(town);
    private final Loans loans = town.the(Loans.class);
    private final Repayments repayments = town.the(Repayments.class);
    private final FinancingRequests requests = town.the(FinancingRequests.class);

    // Origination

    @Test
    void a_loan_uses_what_was_held_and_is_made_once() {
        var request = borrowing.registered(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        assertThat(town.reserved(town.bank)).isEqualTo(MILLION);

        assertThat(loans.originate(town.bank, "desk", request, MILLION)).isInstanceOf(Originating.Originated.class);

        assertThat(town.reserved(town.bank).isZero()).isTrue();
        assertThat(used()).isEqualTo(MILLION);
        assertThat(state(request)).isEqualTo(RequestState.ORIGINATED);
        assertThat(loans.originate(town.bank, "desk", request, MILLION))
                .isEqualTo(new Originating.NotRegistered("ORIGINATED"));
        assertThat(used()).isEqualTo(MILLION);
    }

    @Test
    void another_bank_another_amount_or_a_request_without_registration_makes_no_loan() {
        var request = borrowing.registered(PAYABLES_FINANCE, MILLION, MILLION, "3.85");

        assertThat(loans.originate(town.secondBank, "desk", request, MILLION))
                .isEqualTo(new Originating.NoSuchRequest());
        assertThat(loans.originate(town.bank, "desk", FinancingRequestId.random(), MILLION))
                .isEqualTo(new Originating.NoSuchRequest());
        assertThat(loans.originate(town.bank, "desk", request, cny("999999.99")))
                .isEqualTo(new Originating.OtherAmount(MILLION));
        assertThat(loans.originate(town.bank, "desk", request, Money.parse("1000000.00", "USD")))
                .isEqualTo(new Originating.OtherAmount(MILLION));
    }

    @Test
    void after_the_hold_has_ended_no_loan_is_made() {
        var request = borrowing.registered(PAYABLES_FINANCE, MILLION, MILLION, "3.85");

        town.pass(Duration.ofDays(3));

        assertThat(loans.originate(town.bank, "desk", request, MILLION)).isInstanceOf(Originating.HoldOver.class);
    }

    // Disbursement

    @Test
    void a_voucher_bought_is_paid_less_its_discount_and_bears_no_interest_afterwards() {
        var id = borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");

        var view = loans.find(town.supplier, id).orElseThrow();
        assertThat(view.loan()).isInstanceOf(Loan.Active.class);
        assertThat(view.figures().price())
                .isEqualTo(new Loan.Price(
                        Town.TODAY, cny("9411.11"), cny("0.00"), cny("0.00"), cny("0.00"), cny("990588.89")));
        assertThat(view.figures().owed().total()).isEqualTo(MILLION);
        assertThat(view.figures().schedule())
                .containsExactly(new Figures.Instalment(Town.DUE, MILLION, cny("0.00"), MILLION));
        assertThat(booked()).isEqualTo("PRINCIPAL 100000000 0, PAID_OUT 0 99058889, DISCOUNT 0 941111");
        assertThat(loans.find(town.bank, id)).isPresent();
        assertThat(loans.find(town.master, id)).isEmpty();
        assertThat(loans.find(town.secondBank, id)).isEmpty();
    }

    @Test
    void a_loan_on_a_pledge_is_paid_whole_and_its_interest_comes_with_the_principal() {
        var id = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");

        var figures = loans.find(town.bank, id).orElseThrow().figures();
        assertThat(figures.price())
                .isEqualTo(new Loan.Price(
                        Town.TODAY, cny("0.00"), cny("0.00"), cny("0.00"), cny("0.00"), cny("800000.00")));
        // 800,000.00 · 4.35% · 88 / 360
        assertThat(figures.schedule().getFirst().interest()).isEqualTo(cny("8506.67"));
        assertThat(figures.owed().interest().isZero()).isTrue();
    }

    @Test
    void money_goes_only_to_the_borrowers_own_verified_account() {
        var id = borrowing.originated(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        var verified = borrowing.account(town.supplier, true);
        var unverified = borrowing.account(town.supplier, false);
        var anothers = borrowing.account(town.master, true);
        var act = town.signed(town.bank, borrowing.prepared(id, verified));

        assertThat(loans.disburse(town.bank, id, unverified, act))
                .isEqualTo(new Stepping.Refused<>(new DisburseRefusal.AccountNotVerified()));
        assertThat(loans.disburse(town.bank, id, anothers, act))
                .isEqualTo(new Stepping.Refused<>(new DisburseRefusal.AccountNotVerified()));
        assertThat(loans.prepareDisbursement(town.bank, "desk", null, id, anothers))
                .isEqualTo(new Drafting.Refused<>(new DisburseRefusal.AccountNotVerified()));
        assertThat(loans.disburse(town.secondBank, id, verified, act))
                .isEqualTo(new Stepping.Refused<>(new DisburseRefusal.NoSuchLoan()));
        assertThat(town.ledger.told()).isZero();
    }

    @Test
    void a_loan_is_paid_out_once() {
        var id = borrowing.originated(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        var account = borrowing.account(town.supplier, true);
        var first = town.signed(town.bank, borrowing.prepared(id, account));
        var second = town.signed(town.bank, borrowing.prepared(id, account));

        assertThat(loans.disburse(town.bank, id, account, first)).isInstanceOf(Stepping.Asked.class);
        assertThat(loans.disburse(town.bank, id, account, second))
                .isEqualTo(new Stepping.Refused<>(new DisburseRefusal.NotPending("FUNDING")));
        assertThat(town.ledger.told()).isOne();
    }

    @Test
    void what_the_ledger_refuses_leaves_the_loan_to_be_paid_out_and_says_why() {
        var id = borrowing.originated(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        var account = borrowing.account(town.supplier, true);
        loans.disburse(town.bank, id, account, town.signed(town.bank, borrowing.prepared(id, account)));

        town.ledger.refuses(Refusal.NOT_LOCKED);

        var loan = loans.find(town.bank, id).orElseThrow().loan();
        assertThat(loan).isInstanceOf(Loan.PendingDisburse.class);
        assertThat(((Loan.PendingDisburse) loan).refusal()).contains("NOT_LOCKED");
        assertThat(used()).isEqualTo(MILLION);
    }

    @Test
    void when_the_lock_ends_before_the_money_the_loan_is_cancelled_and_the_line_is_free() {
        var id = borrowing.originated(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        var voucher = loans.find(town.bank, id).orElseThrow().loan().terms().voucher();

        town.pass(Duration.ofDays(3));
        town.transaction().executeWithoutResult(_ -> town.the(Vouchers.class).take(voucher));

        assertThat(loans.find(town.bank, id).orElseThrow().loan()).isInstanceOf(Loan.Cancelled.class);
        assertThat(used().isZero()).isTrue();
    }

    @Test
    void a_limit_that_does_not_revolve_has_back_what_was_never_lent() {
        var id = borrowing.originated(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        var voucher = loans.find(town.bank, id).orElseThrow().loan().terms().voucher();

        town.pass(Duration.ofDays(3));
        town.transaction().executeWithoutResult(_ -> town.the(Vouchers.class).take(voucher));

        assertThat(town.sql.fetch("select from creditline.nodes where drawn_minor <> 0"))
                .isEmpty();
    }

    // Repayment

    @Test
    void a_payment_meets_interest_before_principal_and_gives_the_principal_back_to_the_line() {
        var id = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");
        town.businessDate(Town.TODAY.plusDays(45));

        var repaying = pay(id, "504350.00", "CR-1");

        assertThat(repaying).isInstanceOfSatisfying(Repaying.Repaid.class, repaid -> {
            assertThat(repaid.repayment().parts())
                    .isEqualTo(new Parts(cny("0.00"), cny("0.00"), cny("4350.00"), cny("500000.00")));
            assertThat(repaid.loan()).isInstanceOf(Loan.PartlyRepaid.class);
        });
        assertThat(used()).isEqualTo(cny("300000.00"));
        var figures = loans.find(town.supplier, id).orElseThrow().figures();
        assertThat(figures.owed()).isEqualTo(new Parts(cny("0.00"), cny("0.00"), cny("0.00"), cny("300000.00")));
        // T10 to the voucher's own day: 300,000.00 · 4.35% · 43 / 360
        assertThat(figures.schedule().getFirst().interest()).isEqualTo(cny("1558.75"));
    }

    @Test
    void the_last_fen_settles_the_loan_and_closes_the_request() {
        var id = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");
        var request = loans.find(town.bank, id).orElseThrow().loan().terms().request();
        town.businessDate(Town.TODAY.plusDays(45));

        assertThat(pay(id, "804350.01", "CR-1")).isEqualTo(new Repaying.MoreThanOwed(cny("804350.00")));
        assertThat(pay(id, "804349.99", "CR-1")).isInstanceOf(Repaying.Repaid.class);
        assertThat(pay(id, "0.01", "CR-2")).isInstanceOf(Repaying.Repaid.class);

        assertThat(loans.find(town.bank, id).orElseThrow().loan()).isInstanceOf(Loan.Settled.class);
        assertThat(state(request)).isEqualTo(RequestState.CLOSED);
        assertThat(used().isZero()).isTrue();
        assertThat(pay(id, "0.01", "CR-3")).isEqualTo(new Repaying.NotRunning("SETTLED"));
    }

    @Test
    void a_payment_is_of_something_in_the_loans_currency_and_counted_once() {
        var id = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");

        assertThat(pay(id, "0.00", "CR-1")).isEqualTo(new Repaying.NothingPaid());
        assertThat(repayments.repay(
                        town.bank,
                        "desk",
                        id,
                        new Payment(Money.parse("1.00", "USD"), Money.parse("0.00", "USD"), "CR-1")))
                .isEqualTo(new Repaying.OtherCurrency("CNY"));
        assertThat(pay(id, "1.00", "CR-1")).isInstanceOf(Repaying.Repaid.class);
        assertThat(pay(id, "1.00", "CR-1")).isInstanceOf(Repaying.RecordedBefore.class);
        assertThat(repayments.repay(town.secondBank, "desk", id, new Payment(cny("1.00"), cny("0.00"), "CR-2")))
                .isEqualTo(new Repaying.NoSuchLoan());
    }

    @Test
    void nothing_is_repaid_before_it_was_paid_out() {
        var id = borrowing.originated(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");

        assertThat(pay(id, "1.00", "CR-1")).isEqualTo(new Repaying.NotRunning("PENDING_DISBURSE"));
    }

    private Repaying pay(LoanId id, String amount, String reference) {
        return repayments.repay(town.bank, "desk", id, new Payment(cny(amount), cny("0.00"), reference));
    }

    private Money used() {
        return Money.fen(town.sql.fetchSingle("""
                        select used_minor from creditline.nodes
                         where level = 'CHAIN' and line_id = (select id from creditline.lines where bank_id = ?)
                        """, town.bank.value()).get(0, Long.class));
    }

    private String booked() {
        return town.sql.fetchSingle("""
                        select string_agg(account || ' ' || debit_minor || ' ' || credit_minor, ', ' order by line_no)
                          from loan.postings
                        """).get(0, String.class);
    }

    private RequestState state(FinancingRequestId request) {
        return requests.find(town.supplier, request).orElseThrow().request().state();
    }
}
