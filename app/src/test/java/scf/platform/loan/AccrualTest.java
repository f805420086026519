package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.loan.ALoan.cny;

import java.util.Random;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;

class AccrualTest {

    @Test
    void t6_who_sells_a_voucher_of_a_million_receives_990_588_89_and_owes_no_interest_later() {
        var loan = ALoan.bought("1000000.00", "3.85", 88);

        assertThat(loan.price().discount()).isEqualTo(cny("9411.11"));
        assertThat(loan.price().net()).isEqualTo(cny("990588.89"));
        assertThat(loan.owedOnDay(88)).isEqualTo(owed("0.00", "0.00", "0.00", "1000000.00"));
        assertThat(loan.owedOnDay(120)).isEqualTo(owed("0.00", "0.00", "0.00", "1000000.00"));
    }

    @Test
    void t10_a_loan_runs_in_arrears_and_a_prepayment_stops_the_interest_on_what_it_repays() {
        var undisturbed = ALoan.onPledge("800000.00", "4.35", 90);
        assertThat(undisturbed.price().net()).isEqualTo(cny("800000.00"));
        assertThat(undisturbed.owedOnDay(90).interest()).isEqualTo(cny("8700.00"));

        var prepaid = ALoan.onPledge("800000.00", "4.35", 90);
        var waterfall = prepaid.paidOnDay(45, "504350.00");

        assertThat(waterfall.parts()).isEqualTo(owed("0.00", "0.00", "4350.00", "500000.00"));
        assertThat(prepaid.owedOnDay(90)).isEqualTo(owed("0.00", "0.00", "1631.25", "300000.00"));
        assertThat(waterfall.parts().interest().plus(prepaid.owedOnDay(90).interest()))
                .isEqualTo(cny("5981.25"));
    }

    @Test
    void t11_after_its_day_a_loan_costs_half_as_much_again_and_its_unpaid_interest_too() {
        var loan = ALoan.onPledge("800000.00", "4.35", 90);
        loan.paidOnDay(0, "500000.00");

        assertThat(loan.owedOnDay(110).interest()).isEqualTo(cny("3262.50"));
        // 1,087.50 on the principal of 300,000.00, and 11.83 on the 3,262.50 of interest.
        assertThat(loan.owedOnDay(110).penalty()).isEqualTo(cny("1087.50").plus(cny("11.83")));
    }

    @Test
    void on_its_day_nothing_is_late_yet() {
        var loan = ALoan.onPledge("800000.00", "4.35", 90);

        assertThat(loan.owedOnDay(90).penalty().isZero()).isTrue();
        assertThat(loan.owedOnDay(91).interest()).isEqualTo(loan.owedOnDay(90).interest());
        assertThat(loan.owedOnDay(91).penalty().isPositive()).isTrue();
    }

    @Test
    void costs_of_enforcing_stay_owed_until_they_are_met() {
        var loan = ALoan.onPledge("1000.00", "0", 90);
        loan.paidOnDay(10, "50.00", "120.00");

        assertThat(loan.owedOnDay(10)).isEqualTo(owed("70.00", "0.00", "0.00", "1000.00"));
    }

    @Test
    void two_payments_on_one_day_are_two_payments() {
        var loan = ALoan.onPledge("800000.00", "4.35", 90);
        loan.paidOnDay(45, "4350.00");
        loan.paidOnDay(45, "500000.00");

        assertThat(loan.owedOnDay(90)).isEqualTo(owed("0.00", "0.00", "1631.25", "300000.00"));
    }

    @Test
    void however_a_debt_is_paid_in_parts_it_ends_at_nothing_and_never_below() {
        long seed = 20261218;
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var loan = ALoan.onPledge("123456.78", "4.35", 90);
            int day = 0;
            while (loan.owedOnDay(day).total().isPositive()) {
                var owed = loan.owedOnDay(day).total();
                var payment = random.nextInt(4) == 0 ? owed : owed.min(Money.fen(1 + random.nextLong(9_000_000)));
                var waterfall = loan.paidOnDay(day, payment.format());
                assertThat(waterfall.remainder().isZero())
                        .as("seed %d, round %d", seed, round)
                        .isTrue();
                day += random.nextInt(25);
                var left = loan.owedOnDay(day);
                assertThat(left.penalty().isNegative()
                                || left.interest().isNegative()
                                || left.principal().isNegative())
                        .as("seed %d, round %d, day %d: %s", seed, round, day, left)
                        .isFalse();
            }
        }
    }

    private static Parts owed(String costs, String penalty, String interest, String principal) {
        return new Parts(cny(costs), cny(penalty), cny(interest), cny(principal));
    }
}
