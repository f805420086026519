package scf.platform.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The business date (营业日期): the date that law and contracts count by.
///
/// It is today in Shanghai. A practice store keeps a date of its own, so that a loan of three months can be watched
/// from the first day to the last in a minute; signatures and tokens are judged by the wall clock all the same.
@Service
public class BusinessDates {

    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final CalendarStore store;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    BusinessDates(CalendarStore store, Clock clock, ApplicationEventPublisher events) {
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    public LocalDate today() {
        return store.keptDate().orElseGet(this::todayInShanghai);
    }

    private LocalDate todayInShanghai() {
        return LocalDate.ofInstant(clock.instant(), SHANGHAI);
    }

    /// From now on this store keeps a date of its own. Only a practice store asks for it, once, while it is empty.
    @Transactional
    public void keepOwnDate(LocalDate first) {
        store.keepDate(first, clock.instant());
    }

    /// Moves the date of a practice store forward and tells everyone for whom something falls due by it.
    @Transactional
    public Moving move(LocalDate to) {
        var kept = store.lockKeptDate();
        if (kept.isEmpty()) {
            return new Moving.FollowsTheCalendar(todayInShanghai());
        }
        LocalDate today = kept.get();
        if (!to.isAfter(today)) {
            return new Moving.NotAfter(today);
        }

        store.moveDate(to, clock.instant());
        store.open(to, clock.instant());
        events.publishEvent(new BusinessDateMoved(to));
        return new Moving.Moved(today, to);
    }

    /// Where the store follows the calendar, midnight in Shanghai opens the day. Of several instances one does it.
    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    public void openToday() {
        if (store.keptDate().isPresent()) {
            return;
        }
        LocalDate today = todayInShanghai();
        if (store.open(today, clock.instant())) {
            events.publishEvent(new BusinessDateMoved(today));
        }
    }
}
