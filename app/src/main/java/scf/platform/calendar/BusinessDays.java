package scf.platform.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/// The days on which banks work: Monday to Friday, except as the State Council decrees each year.
///
/// A decree gives holidays and takes weekends for them (调休): 2026-10-01 is a Thursday and free, 2026-10-10 a Saturday
/// and worked.
@Service
public class BusinessDays {

    private final CalendarStore store;

    BusinessDays(CalendarStore store) {
        this.store = store;
    }

    public boolean isWorking(LocalDate day) {
        return store.working(day).orElseGet(() -> !isWeekend(day));
    }

    /// The day itself if banks work on it, else the next one on which they do (民法典 203: the last day of a term that
    /// falls on a holiday is the day after the holiday).
    public LocalDate onOrAfter(LocalDate day) {
        LocalDate candidate = day;
        while (!isWorking(candidate)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    /// So many working days later (工作日).
    public LocalDate after(LocalDate day, int workingDays) {
        LocalDate candidate = day;
        for (int counted = 0; counted < workingDays; counted++) {
            candidate = onOrAfter(candidate.plusDays(1));
        }
        return candidate;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
