package scf.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import scf.platform.TestDatabase;

class BusinessDaysTest {

    private final BusinessDays days = new BusinessDays(new CalendarStore(TestDatabase.empty()));

    @Test
    void banks_work_from_monday_to_friday() {
        assertThat(days.isWorking(LocalDate.of(2026, 12, 18))).isTrue();
        assertThat(days.isWorking(LocalDate.of(2026, 12, 19))).isFalse();
        assertThat(days.onOrAfter(LocalDate.of(2026, 12, 19))).isEqualTo(LocalDate.of(2026, 12, 21));
    }

    @Test
    void the_national_day_is_free_and_the_saturday_that_pays_for_it_is_worked() {
        assertThat(days.isWorking(LocalDate.of(2026, 10, 1))).isFalse();
        assertThat(days.isWorking(LocalDate.of(2026, 10, 10))).isTrue();
    }

    @Test
    void what_falls_due_on_a_holiday_is_due_on_the_next_working_day() {
        assertThat(days.onOrAfter(LocalDate.of(2026, 10, 1))).isEqualTo(LocalDate.of(2026, 10, 8));
        assertThat(days.onOrAfter(LocalDate.of(2026, 2, 13))).isEqualTo(LocalDate.of(2026, 2, 13));
        assertThat(days.onOrAfter(LocalDate.of(2026, 2, 15))).isEqualTo(LocalDate.of(2026, 2, 24));
    }
}
