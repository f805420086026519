package scf.platform.money;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// How the days of a term are counted, and how many make a year.
///
/// The first day counts and the last does not (算头不算尾): money lent on Monday and repaid on Tuesday earns one day.
public enum DayCount {

    /// Actual days over 360: Chinese bank loans and discounts, where a year's rate is a day's times 360.
    ACT_360(360),

    /// Actual days over 365, leap year or not.
    ACT_365F(365),

    /// Every month has thirty days, also the thirty-first and February (30E/360).
    THIRTY_E_360(360);

    private static final int DAYS_OF_A_MONTH = 30;

    private final int daysOfAYear;

    DayCount(int daysOfAYear) {
        this.daysOfAYear = daysOfAYear;
    }

    public int daysOfAYear() {
        return daysOfAYear;
    }

    public long days(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a term from %s to %s runs backwards".formatted(from, to));
        }
        return switch (this) {
            case ACT_360, ACT_365F -> ChronoUnit.DAYS.between(from, to);
            case THIRTY_E_360 -> thirtyE(to) - thirtyE(from);
        };
    }

    private static long thirtyE(LocalDate date) {
        return daysBeforeMonth(date) + Math.min(date.getDayOfMonth(), DAYS_OF_A_MONTH);
    }

    private static long daysBeforeMonth(LocalDate date) {
        return 360L * date.getYear() + (long) DAYS_OF_A_MONTH * date.getMonthValue();
    }
}
