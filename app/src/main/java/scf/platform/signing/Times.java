package scf.platform.signing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Days, months and moments as callers write them, in bodies, in rows and in queries.
///
/// An IllegalArgumentException says in its message what is wanted.
public final class Times {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;
    private static final String YEARS = ", of the years " + FIRST_YEAR + " to " + LAST_YEAR;

    private Times() {}

    public static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            if (isOfBusiness(day.getYear())) {
                return day;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a day of the calendar, such as 2026-09-21" + YEARS, e);
        }
        throw new IllegalArgumentException("a day" + YEARS);
    }

    static YearMonth month(String text) {
        try {
            var month = YearMonth.parse(text);
            if (isOfBusiness(month.getYear())) {
                return month;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a month, such as 2026-09" + YEARS, e);
        }
        throw new IllegalArgumentException("a month" + YEARS);
    }

    /// To the microsecond, which is what the database keeps: the first answer says what every later one says.
    static Instant moment(String text) {
        try {
            var moment = Instant.parse(text);
            if (isOfBusiness(moment.atOffset(ZoneOffset.UTC).getYear())) {
                return moment.truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a moment with its offset, such as 2026-09-21T02:00:00Z" + YEARS, e);
        }
        throw new IllegalArgumentException("a moment" + YEARS);
    }

    private static boolean isOfBusiness(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
