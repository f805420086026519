package scf.platform.calendar;

import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Opens the days: whatever has its day by a date is done in the one transaction that opens it.
///
/// It meets rows that others hold, in whatever order they hold them; where the database lets those go first, the
/// day is begun again at once, and not a minute later.
@Component
public class Days {

    private static final int MOST_TRIES = 5;

    private final BusinessDates businessDates;

    Days(BusinessDates businessDates) {
        this.businessDates = businessDates;
    }

    /// Moves the date of a practice store forward.
    public Moving move(LocalDate to) {
        return again(() -> businessDates.move(to));
    }

    /// Where the store follows the calendar, midnight in Shanghai opens the day. Of several instances one does it.
    @Scheduled(fixedDelayString = "PT1M")
    public void openToday() {
        again(() -> {
            businessDates.openToday();
            return null;
        });
    }

    /// Nothing of a try that failed has happened.
    static <T extends @Nullable Object> T again(Supplier<T> opening) {
        for (int tries = 1; tries < MOST_TRIES; tries++) {
            try {
                return opening.get();
            } catch (ConcurrencyFailureException _) {
                Thread.onSpinWait();
            }
        }
        return opening.get();
    }
}
