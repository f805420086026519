package scf.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scf.platform.money.DayCount.ACT_360;
import static scf.platform.money.DayCount.ACT_365F;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The worked examples of the field, with their very numbers.
class InterestTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 21);

    @Test
    void t1_a_bank_acceptance_of_a_million_for_75_days_earns_5458_33() {
        var from = LocalDate.of(2026, 8, 15);
        var to = LocalDate.of(2026, 10, 29);

        assertThat(ACT_360.days(from, to)).isEqualTo(75);
        assertThat(Interest.simple(cny("1000000.00"), Rate.ofPercent("2.62"), ACT_360, from, to))
                .isEqualTo(cny("5458.33"));
    }

    @Test
    void t4_six_percent_taken_up_front_for_60_days_cost_more_than_six_percent() {
        var face = cny("250000.00");
        var discount = Interest.simple(face, Rate.ofPercent("6"), ACT_360, DAY, DAY.plusDays(60));
        var net = face.minus(discount);

        assertThat(discount).isEqualTo(cny("2500.00"));
        assertThat(net).isEqualTo(cny("247500.00"));
        assertThat(Interest.yearlyCost(discount, net, 60, ACT_360).percent()).isEqualTo("6.0606");
    }

    @Test
    void t6_a_voucher_of_a_million_is_discounted_by_9411_11_over_88_days() {
        var face = cny("1000000.00");
        var due = LocalDate.of(2026, 12, 18);
        var discount = Interest.simple(face, Rate.ofPercent("3.85"), ACT_360, DAY, due);

        assertThat(ACT_360.days(DAY, due)).isEqualTo(88);
        assertThat(discount).isEqualTo(cny("9411.11"));
        assertThat(face.minus(discount)).isEqualTo(cny("990588.89"));
        assertThat(Interest.simple(face, Rate.ofPercent("3.85"), ACT_365F, DAY, due))
                .isEqualTo(cny("9282.19"));
    }

    @Test
    void t10_what_is_repaid_on_day_45_earns_nothing_on_day_46() {
        var rate = Rate.ofPercent("4.35");
        var whole = cny("800000.00");
        var rest = cny("300000.00");
        var prepaid = DAY.plusDays(45);
        var due = DAY.plusDays(90);

        assertThat(Interest.simple(whole, rate, ACT_360, DAY, due)).isEqualTo(cny("8700.00"));
        assertThat(Interest.simple(whole, rate, ACT_360, DAY, prepaid)).isEqualTo(cny("4350.00"));
        assertThat(Interest.simple(rest, rate, ACT_360, prepaid, due)).isEqualTo(cny("1631.25"));
        assertThat(Interest.on(
                        List.of(new Interest.Balance(whole, DAY, prepaid), new Interest.Balance(rest, prepaid, due)),
                        rate,
                        ACT_360))
                .isEqualTo(cny("5981.25"));
    }

    @Test
    void t11_overdue_principal_costs_half_as_much_again_and_so_does_overdue_interest() {
        var penalty = Rate.ofPercent("4.35").upliftedBy(50);
        var late = DAY.plusDays(20);

        assertThat(penalty.percent()).isEqualTo("6.5250");
        assertThat(Interest.simple(cny("300000.00"), penalty, ACT_360, DAY, late))
                .isEqualTo(cny("1087.50"));
        assertThat(Interest.simple(cny("8700.00"), penalty, ACT_360, DAY, late)).isEqualTo(cny("31.54"));
    }

    @Test
    void t16_interest_is_not_rounded_by_the_day() {
        var face = cny("1000000.00");
        var aDay = Interest.simple(face, Rate.ofPercent("3.85"), ACT_360, DAY, DAY.plusDays(1));
        var term = Interest.simple(face, Rate.ofPercent("3.85"), ACT_360, DAY, DAY.plusDays(88));

        assertThat(aDay).isEqualTo(cny("106.94"));
        assertThat(aDay.minor() * 88).isEqualTo(cny("9410.72").minor()).isNotEqualTo(term.minor());
    }

    @Test
    void a_balance_that_changes_is_rounded_once_and_not_once_per_change() {
        var rate = Rate.ofPercent("3.85");
        var a = new Interest.Balance(cny("100.00"), DAY, DAY.plusDays(1));
        var b = new Interest.Balance(cny("100.00"), DAY.plusDays(1), DAY.plusDays(2));

        assertThat(Interest.on(List.of(a), rate, ACT_360)).isEqualTo(cny("0.01"));
        assertThat(Interest.on(List.of(a, b), rate, ACT_360)).isEqualTo(cny("0.02"));
        assertThat(Interest.on(
                        List.of(a, b, new Interest.Balance(cny("40.00"), DAY.plusDays(2), DAY.plusDays(3))),
                        rate,
                        ACT_360))
                .isEqualTo(cny("0.03"));
    }

    @Test
    void half_a_fen_is_rounded_up_and_less_is_dropped() {
        // 180.00 at 1% for one day is exactly half a fen.
        assertThat(Interest.simple(cny("180.00"), Rate.ofPercent("1"), ACT_360, DAY, DAY.plusDays(1)))
                .isEqualTo(cny("0.01"));
        assertThat(Interest.simple(cny("179.99"), Rate.ofPercent("1"), ACT_360, DAY, DAY.plusDays(1)))
                .isEqualTo(cny("0.00"));
    }

    @Test
    void late_payment_to_a_small_firm_costs_a_twentieth_of_a_percent_a_day() {
        var owed = cny("1234567.89");

        assertThat(Interest.daily(late(owed, 1), Rate.ofPercent("0.05"))).isEqualTo(cny("617.28"));
        assertThat(Interest.daily(late(owed, 30), Rate.ofPercent("0.05"))).isEqualTo(cny("18518.52"));
    }

    private static List<Interest.Balance> late(Money owed, int days) {
        return List.of(new Interest.Balance(owed, DAY, DAY.plusDays(days)));
    }

    @Test
    void ninety_received_of_a_hundred_invoiced_at_107_50_are_96_75() {
        assertThat(Interest.proRata(cny("107.50"), BigDecimal.valueOf(90), BigDecimal.valueOf(100)))
                .isEqualTo(cny("96.75"));
        assertThat(Interest.proRata(cny("100.00"), BigDecimal.ONE, BigDecimal.valueOf(3)))
                .isEqualTo(cny("33.33"));
        assertThatThrownBy(() -> Interest.proRata(cny("1.00"), BigDecimal.TWO, BigDecimal.ONE))
                .hasMessageContaining("not a part");
    }

    @Test
    void the_largest_amount_that_a_message_can_carry_bears_interest_without_overflow() {
        var most = cny("999999999999999.99");

        assertThat(Interest.simple(most, Rate.ofPercent("36"), ACT_360, DAY, DAY.plusDays(360)))
                .isEqualTo(cny("360000000000000.00"));
        assertThatThrownBy(() -> Interest.daily(late(Money.fen(Long.MAX_VALUE), 2), Rate.ofPercent("100")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void interest_never_adds_two_currencies() {
        var yuan = new Interest.Balance(cny("1.00"), DAY, DAY.plusDays(1));
        var dollar = new Interest.Balance(Money.parse("1.00", "USD"), DAY, DAY.plusDays(1));

        assertThatThrownBy(() -> Interest.on(List.of(yuan, dollar), Rate.ofPercent("1"), ACT_360))
                .hasMessageContaining("never meet");
    }

    private static Money cny(String amount) {
        return Money.parse(amount, "CNY");
    }
}
