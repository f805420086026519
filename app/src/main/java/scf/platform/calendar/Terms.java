package scf.platform.calendar;

import java.time.LocalDate;

/// Terms in calendar months (民法典 200–204).
///
/// The day on which a term begins is not counted (201). It ends on the same day of its last month; where that month
/// has no such day, on its last day (202). "Within" includes that day (1259). Six months from 15 March end on
/// 15 September: 184 days, so a rule of 180 days would be another rule.
public final class Terms {

    private Terms() {}

    public static LocalDate endOf(LocalDate start, int months) {
        return start.plusMonths(months);
    }

    public static boolean isWithin(LocalDate start, LocalDate end, int months) {
        return !end.isAfter(endOf(start, months));
    }
}
