package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.financing.Product.PAYABLES_FINANCE;
import static scf.platform.financing.Product.RECEIVABLES_PLEDGE_LOAN;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scf.contract.Product;
import scf.platform.creditline.CreditLines;
import scf.platform.creditline.Exposure;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.InterestMode;
import scf.platform.financing.OfferTerms;
import scf.platform.financing.Offering;
import scf.platform.financing.Submitting;
import scf.platform.loan.Borrowing;
import scf.platform.loan.Loans;
import scf.platform.loan.Payment;
import scf.platform.loan.Repayments;
import scf.platform.money.DayCount;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Transfers;
import scf.platform.voucher.Voucher;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.LoanId;
import scf.schema.ids.VoucherNo;

/// Every check that runs on the way from an offer to default is recorded on its subject, passed or not.
class JudgedTradeTest {

    private static final Money MILLION = cny("1000000.00");

    private final Town town = new Town();
    private final Borrowing borrowing = new Borrowing(town);
    private final Repayments repayments = town.the(Repayments.class);

    @Test
    void a_purchase_is_judged_from_its_offer_to_the_day_on_which_nobody_has_paid() {
        var loan = borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");

        assertThat(Judged.in(town)).contains("R-35 PASSED", "R-23 PASSED", "R-04 PASSED", "R-17 PASSED", "R-19 PASSED");
        assertThat(toldTo(voucher(loan)))
                .contains("R-17 debtor " + town.master, "R-17 financier " + town.bank, "R-17 as PAYABLES_FINANCE");
        town.businessDate(Town.DUE.plusDays(4));
        assertThat(Judged.in(town)).contains("R-05 WARNED");
    }

    @Test
    void no_notice_tells_of_a_financing_that_the_holder_has_not_signed() {
        var loan = borrowing.originated(PAYABLES_FINANCE, MILLION, MILLION, "3.85");
        var other = new Voucher.Financing(town.bank, Product.PURCHASE, loan, cny("1.00"));

        town.the(Vouchers.class).prepareFund(town.bank, "desk", null, voucher(loan), other);

        assertThat(Judged.in(town)).contains("R-17 REFUSED").doesNotContain("R-17 PASSED");
    }

    @Test
    void a_pledge_arises_by_its_registration_and_is_not_passed_on() {
        var loan = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, MILLION, "4.35");
        assertThat(Judged.in(town)).contains("R-22 PASSED").doesNotContain("R-22 REFUSED");

        var split = Transfers.Transfer.ofSplit(List.of(cny("1.00")));
        town.the(Transfers.class).prepare(town.supplier, "maker", null, voucher(loan), split);

        assertThat(Judged.in(town)).contains("R-22 REFUSED");
    }

    @Test
    void a_payment_is_met_in_the_order_of_the_law_and_nobody_pays_more_than_it_owes() {
        var loan = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, MILLION, "4.35");

        repayments.repay(town.bank, "desk", loan, payment("1000000.01", "CR-1"));
        assertThat(Judged.in(town)).contains("C-561 REFUSED").doesNotContain("C-561 PASSED");
        repayments.repay(town.bank, "desk", loan, payment("10.00", "CR-2"));
        assertThat(Judged.in(town)).contains("C-561 PASSED");
        repayments.repaySeveral(town.bank, "desk", town.supplier, payment("10.00", "CR-3"), Set.of());

        assertThat(Judged.in(town)).contains("C-560 PASSED");
    }

    @Test
    void unusually_many_banks_behind_one_name_are_warned_of() {
        town.sql.execute("""
                insert into rulebook.rules (code, version, in_force_from, title, title_zh, source, effect,
                                            proposed_by, proposed_at, approved_by, approved_at)
                select code, 2, '2026-09-01', title, title_zh, source, effect, 'desk-1', now(), 'desk-2', now()
                  from rulebook.rules where code = 'R-35' and version = 1;
                insert into rulebook.parameters (code, version, name, value) values ('R-35', 2, 'warn_above_banks', 0)
                """);
        var requests = town.the(FinancingRequests.class);
        var wish =
                new FinancingRequests.Wish(town.active(MILLION), RECEIVABLES_PLEDGE_LOAN, MILLION, List.of(town.bank));
        var request = ((Submitting.Submitted) requests.submit(town.supplier, "maker", wish)).request();
        var terms = new OfferTerms(
                RECEIVABLES_PLEDGE_LOAN,
                InterestMode.AT_MATURITY,
                MILLION,
                Rate.ofPercent("4.35"),
                DayCount.ACT_360,
                cny("0.00"));

        var offering = requests.offer(
                town.bank, "desk", request.id(), terms, town.now().plus(Duration.ofDays(1)));

        assertThat(offering).isInstanceOf(Offering.Offered.class);
        assertThat(Judged.in(town)).contains("R-35 WARNED");
    }

    /// Three banks have granted the same. The second has its line cut to one fen, and then all are frozen.
    @Test
    void what_competitors_have_granted_is_told_to_whom_bears_a_share_of_it() {
        var lines = town.the(CreditLines.class);
        assertThat(lines.exposuresToldTo(town.secondBank, town.master, 1)).hasSize(3);

        town.limit(town.secondBank, cny("0.01"));

        assertThat(lines.exposuresToldTo(town.secondBank, town.master, 1))
                .extracting(Exposure::bank)
                .containsExactly(town.secondBank);
        assertThat(lines.exposuresToldTo(town.bank, town.master, 1)).hasSize(3);
        town.sql.execute("update creditline.nodes set frozen = true, frozen_reason = '风险提示' where level = 'CHAIN'");
        assertThat(lines.exposuresToldTo(town.bank, town.master, 1)).hasSize(1);
        assertThat(lines.exposures(town.master)).hasSize(3);
    }

    private VoucherNo voucher(LoanId loan) {
        return town.the(Loans.class)
                .find(town.bank, loan)
                .orElseThrow()
                .loan()
                .terms()
                .voucher();
    }

    /// What the voucher's verdicts say, figure by figure.
    private List<String> toldTo(VoucherNo no) {
        return town.the(Verdicts.class).on(Subject.of(no), town.master, 0, 50).stream()
                .flatMap(verdict -> verdict.figures().all().stream()
                        .map(figure -> verdict.rule().code() + " " + figure.name() + " " + figure.value()))
                .toList();
    }

    private static Payment payment(String amount, String reference) {
        return new Payment(cny(amount), cny("0.00"), reference);
    }

    private static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }
}
