package scf.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scf.platform.money.DayCount.ACT_360;
import static scf.platform.money.DayCount.THIRTY_E_360;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DayCountTest {

    @Test
    void the_first_day_counts_and_the_last_does_not() {
        assertThat(ACT_360.days(date(2026, 9, 21), date(2026, 9, 21))).isZero();
        assertThat(ACT_360.days(date(2026, 9, 21), date(2026, 9, 22))).isOne();
    }

    @Test
    void a_leap_day_is_a_day() {
        assertThat(ACT_360.days(date(2028, 2, 28), date(2028, 3, 1))).isEqualTo(2);
        assertThat(ACT_360.days(date(2027, 2, 28), date(2027, 3, 1))).isEqualTo(1);
        assertThat(ACT_360.days(date(2028, 1, 1), date(2029, 1, 1))).isEqualTo(366);
    }

    @Test
    void under_30e_360_every_month_has_thirty_days() {
        assertThat(THIRTY_E_360.days(date(2026, 1, 31), date(2026, 2, 28))).isEqualTo(28);
        assertThat(THIRTY_E_360.days(date(2026, 2, 28), date(2026, 3, 31))).isEqualTo(32);
        assertThat(THIRTY_E_360.days(date(2026, 1, 30), date(2026, 1, 31))).isZero();
        assertThat(THIRTY_E_360.days(date(2028, 2, 29), date(2028, 3, 1))).isEqualTo(2);
        assertThat(THIRTY_E_360.days(date(2026, 9, 21), date(2027, 9, 21))).isEqualTo(360);
    }

    @Test
    void a_term_does_not_run_backwards() {
        assertThatThrownBy(() -> ACT_360.days(date(2026, 9, 22), date(2026, 9, 21)))
                .hasMessageContaining("backwards");
    }

    private static LocalDate date(int year, int month, int day) {
        return LocalDate.of(year, month, day);
    }
}
