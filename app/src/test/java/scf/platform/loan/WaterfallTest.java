package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;

class WaterfallTest {

    private static final Parts OWED = new Parts(cny("1200.00"), cny("350.00"), cny("8700.00"), cny("300000.00"));

    @Test
    void t18_a_payment_of_250_000_meets_costs_then_penalty_then_interest_then_239_750_of_principal() {
        var waterfall = Waterfall.of(cny("250000.00"), OWED);

        assertThat(waterfall.parts())
                .isEqualTo(new Parts(cny("1200.00"), cny("350.00"), cny("8700.00"), cny("239750.00")));
        assertThat(OWED.minus(waterfall.parts()).principal()).isEqualTo(cny("60250.00"));
        assertThat(waterfall.remainder().isZero()).isTrue();
    }

    @Test
    void a_payment_too_small_for_the_interest_leaves_the_principal_alone() {
        var waterfall = Waterfall.of(cny("1600.00"), OWED);

        assertThat(waterfall.parts()).isEqualTo(new Parts(cny("1200.00"), cny("350.00"), cny("50.00"), cny("0.00")));
    }

    @Test
    void what_is_paid_beyond_the_debt_is_a_remainder_and_no_part_of_it() {
        var waterfall = Waterfall.of(cny("310250.01"), OWED);

        assertThat(waterfall.parts()).isEqualTo(OWED);
        assertThat(waterfall.remainder()).isEqualTo(cny("0.01"));
    }

    @Test
    void the_parts_and_the_remainder_always_add_up_to_the_payment() {
        long seed = 20260921;
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            var owed = new Parts(any(random), any(random), any(random), any(random));
            var payment = any(random);

            var waterfall = Waterfall.of(payment, owed);

            assertThat(waterfall.parts().total().plus(waterfall.remainder()))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(payment);
            assertThat(waterfall.remainder().isZero() || waterfall.parts().equals(owed))
                    .as("seed %d, round %d: nothing remains while something is owed", seed, i)
                    .isTrue();
        }
    }

    private static Money any(Random random) {
        return Money.fen(random.nextLong(random.nextBoolean() ? 3 : 100_000_00));
    }

    private static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }
}
