package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.financing.Product.PAYABLES_FINANCE;
import static scf.platform.financing.Product.RECEIVABLES_PLEDGE_LOAN;
import static scf.platform.loan.ALoan.cny;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scf.platform.Town;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;

/// What a chain-master bears of its supplier's cost.
class CostSharingsTest {

    private static final Money MILLION = cny("1000000.00");

    private final Town town = new Town();
    private final Borrowing borrowing = new Borrowing(town);
    private final Loans loans = town.the(Loans.class);
    private final CostSharings sharings = town.the(CostSharings.class);

    @Test
    void the_supplier_receives_what_the_chain_master_bears_and_the_bank_collects_it_there() {
        undertake(town.bank, "30", Town.TODAY, Town.DUE);
        var id = borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");

        var view = loans.find(town.supplier, id).orElseThrow();
        // 9,411.11 of discount; 30% of it are 2,823.33.
        assertThat(view.figures().price())
                .isEqualTo(new Loan.Price(
                        Town.TODAY, cny("9411.11"), cny("0.00"), cny("2823.33"), cny("0.00"), cny("993412.22")));
        // 6,587.78 / 993,412.22 · 365 / 88
        assertThat(view.figures().allInAnnualCost(view.loan().terms())).contains(Rate.ofPercent("2.7506"));
        assertThat(due(id)).isEqualTo(cny("2823.33"));

        assertThat(sharings.paid(town.secondBank, "desk", id, "CR-1")).isEqualTo(new SharePaying.NoSuchLoan());
        assertThat(sharings.paid(town.bank, "desk", id, "CR-1")).isInstanceOf(SharePaying.Paid.class);
        assertThat(sharings.paid(town.bank, "desk", id, "CR-2")).isEqualTo(new SharePaying.PaidBefore());
        assertThat(due(id)).isEqualTo(cny("0.00"));
    }

    /// 4.35% on 800,000.00 for 88 days are 8,506.67, of which 30% are 2,552.00.
    @Test
    void of_interest_in_arrears_the_supplier_owes_its_part_and_the_chain_master_the_rest() {
        undertake(town.bank, "30", Town.TODAY, Town.DUE);
        var id = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");
        assertThat(sharings.paid(town.bank, "desk", id, "CR-1")).isEqualTo(new SharePaying.NotDue(Town.DUE));
        assertThat(view(id).price()).isNotNull().extracting(Loan.Price::net).isEqualTo(cny("800000.00"));

        town.businessDate(Town.DUE);

        assertThat(view(id).owed().interest()).isEqualTo(cny("5954.67"));
        assertThat(view(id).shared()).isEqualTo(cny("2552.00"));
        assertThat(view(id).isSharePaid()).isFalse();
        assertThat(sharings.paid(town.bank, "desk", id, "CR-1")).isInstanceOf(SharePaying.Paid.class);
        assertThat(sharings.paid(town.bank, "desk", id, "CR-1")).isEqualTo(new SharePaying.PaidBefore());
        assertThat(sharings.paid(town.bank, "desk", id, "CR-2")).isEqualTo(new SharePaying.PaidBefore());
        assertThat(view(id).isSharePaid()).isTrue();
        var all = new Payment(cny("805954.67"), cny("0.00"), "CR-3");
        assertThat(town.the(Repayments.class).repay(town.bank, "desk", id, all)).isInstanceOf(Repaying.Repaid.class);

        var books = loans.books(town.bank, id).orElseThrow();
        assertThat(books.balance(Journal.Account.INTEREST))
                .isEqualTo(cny("0.00").minus(cny("8506.67")));
        assertThat(books.balance(Journal.Account.INTEREST_DUE)).isEqualTo(cny("0.00"));
        assertThat(due(id)).isEqualTo(cny("0.00"));
        assertThat(view(id).allInAnnualCost(
                                loans.find(town.bank, id).orElseThrow().loan().terms()))
                .contains(Rate.ofPercent("3.0873"));
    }

    /// Half of the principal comes back halfway; the share is of all the interest, and rounded once. Being late is
    /// shared by nobody.
    @Test
    void a_share_of_arrears_goes_by_what_is_out_and_not_by_being_late() {
        undertake(town.bank, "33.3333", Town.TODAY, Town.DUE);
        var id = borrowing.active(RECEIVABLES_PLEDGE_LOAN, MILLION, cny("800000.00"), "4.35");
        town.businessDate(Town.TODAY.plusDays(44));
        // 800,000.00 for 44 days: 4,253.33, of which the supplier bears 2,835.55.
        var half = new Payment(cny("402835.55"), cny("0.00"), "CR-1");
        town.the(Repayments.class).repay(town.bank, "desk", id, half);
        assertThat(view(id).owed()).isEqualTo(new Parts(cny("0.00"), cny("0.00"), cny("0.00"), cny("400000.00")));

        town.businessDate(Town.DUE.plusDays(10));

        // 400,000.00 for the other 44 days: 6,380.00 in all, of which 2,126.66 are the chain-master's.
        assertThat(view(id).shared()).isEqualTo(cny("2126.66"));
        assertThat(view(id).owed().interest()).isEqualTo(cny("1417.79"));
        // 6.525% for ten days on 400,000.00 and on 1,417.79.
        assertThat(view(id).owed().penalty()).isEqualTo(cny("727.57"));
    }

    private Figures view(LoanId id) {
        return loans.find(town.bank, id).orElseThrow().figures();
    }

    private Money due(LoanId id) {
        return loans.books(town.bank, id).orElseThrow().balance(Journal.Account.SHARE_DUE);
    }

    @Test
    void it_holds_between_the_two_while_it_is_in_force_and_a_later_one_takes_its_place() {
        undertake(town.bank, "30", Town.TODAY, Town.TODAY.plusDays(10));
        town.pass(Duration.ofSeconds(1));
        undertake(town.bank, "40", Town.TODAY.plusDays(5), Town.TODAY.plusDays(20));

        assertThat(interestShare(town.bank, 0)).isEqualTo("30.0000");
        assertThat(interestShare(town.bank, 5)).isEqualTo("40.0000");
        assertThat(interestShare(town.bank, 21)).isEqualTo("0.0000");
        assertThat(interestShare(town.secondBank, 0)).isEqualTo("0.0000");
        assertThat(sharings.all(town.master, Instant.EPOCH, new UUID(0, 0), 10)).hasSize(2);
        assertThat(sharings.all(town.supplier, Instant.EPOCH, new UUID(0, 0), 10))
                .isEmpty();
    }

    private String interestShare(EnterpriseId bank, int day) {
        return sharings.between(town.master, bank, Town.TODAY.plusDays(day))
                .ofInterest()
                .percent();
    }

    @Test
    void nobody_undertakes_more_than_all_for_a_time_that_is_over_or_towards_who_is_no_bank() {
        assertThat(undertake(town.supplier, "30", Town.TODAY, Town.DUE)).isEqualTo(new Undertaking.NoSuchBank());
        assertThat(undertake(town.bank, "100.0001", Town.TODAY, Town.DUE)).isEqualTo(new Undertaking.MoreThanAll());
        assertThat(undertake(town.bank, "30", Town.TODAY.minusDays(9), Town.TODAY.minusDays(1)))
                .isEqualTo(new Undertaking.OverBefore());
        assertThat(undertake(town.bank, "30", Town.TODAY, Town.TODAY.minusDays(1)))
                .isEqualTo(new Undertaking.OverBefore());
    }

    @Test
    void where_nothing_is_shared_nothing_is_paid() {
        var id = borrowing.active(PAYABLES_FINANCE, MILLION, MILLION, "3.85");

        assertThat(sharings.paid(town.bank, "desk", id, "CR-1")).isEqualTo(new SharePaying.NothingShared());
    }

    private Undertaking undertake(EnterpriseId bank, String interest, LocalDate from, LocalDate to) {
        var shares = new CostSharing.Shares(Rate.ofPercent(interest), Rate.ofPercent("100"));
        return sharings.undertake(town.master, "treasurer", bank, shares, from, to, "董事会决议 2026-08");
    }
}
