package scf.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void t21_six_months_are_calendar_months_and_not_180_days() {
        var issued = LocalDate.of(2026, 3, 15);
        var due = LocalDate.of(2026, 9, 15);

        assertThat(ChronoUnit.DAYS.between(issued, due)).isEqualTo(184);
        assertThat(Terms.isWithin(issued, due, 6)).isTrue();
        assertThat(Terms.isWithin(issued, LocalDate.of(2026, 9, 16), 6)).isFalse();
    }

    @Test
    void a_month_without_that_day_ends_the_term_on_its_last_day() {
        assertThat(Terms.endOf(LocalDate.of(2026, 8, 31), 6)).isEqualTo(LocalDate.of(2027, 2, 28));
        assertThat(Terms.endOf(LocalDate.of(2027, 8, 31), 6)).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(Terms.endOf(LocalDate.of(2028, 2, 29), 12)).isEqualTo(LocalDate.of(2029, 2, 28));
        assertThat(Terms.endOf(LocalDate.of(2026, 2, 28), 1)).isEqualTo(LocalDate.of(2026, 3, 28));
    }
}
