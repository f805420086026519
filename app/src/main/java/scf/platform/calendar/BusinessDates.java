package scf.platform.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The business date (营业日期): the date that law and contracts count by.
///
/// It is today in Shanghai. A practice store keeps a date of its own, so that a loan of three months can be watched
/// from the first day to the last in a minute; signatures and tokens are judged by the wall clock all the same.
///
/// A transaction has one business date: the one it saw when it first asked. Midnight does not fall between the sum that
/// is computed and the day that is written beside it.
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
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return now();
        }
        if (TransactionSynchronizationManager.getResource(this) instanceof LocalDate seen) {
            return seen;
        }
        var today = now();
        TransactionSynchronizationManager.registerSynchronization(new UntilTheEnd());
        TransactionSynchronizationManager.bindResource(this, today);
        return today;
    }

    private LocalDate now() {
        return store.keptDate().orElseGet(this::todayInShanghai);
    }

    /// Who moves the date goes on with the new one.
    private void forget() {
        TransactionSynchronizationManager.unbindResourceIfPossible(this);
    }

    /// A transaction that starts while this one is suspended asks for itself.
    private final class UntilTheEnd implements TransactionSynchronization {

        private @Nullable Object suspended;

        @Override
        public void suspend() {
            suspended = TransactionSynchronizationManager.unbindResourceIfPossible(BusinessDates.this);
        }

        @Override
        public void resume() {
            if (suspended != null) {
                TransactionSynchronizationManager.bindResource(BusinessDates.this, suspended);
            }
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BusinessDates.this);
        }
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
        forget();
        store.open(to, clock.instant());
        events.publishEvent(new BusinessDateMoved(to));
        return new Moving.Moved(today, to);
    }

    /// The same where the store follows the calendar: the day is told of once.
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
