package scf.platform.voucher;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDateMoved;
import scf.platform.calendar.BusinessDates;
import scf.schema.ids.VoucherNo;

/// What happens to vouchers by time alone, and is signed by nobody: they fall due by the business date, and their locks
/// end by the wall clock.
///
/// Both are looked for when the business date moves, and every few seconds besides: after a start, and for what a
/// platform that stood still has missed. A batch has an end, so that one transaction never locks half of the vouchers.
@Component
class Maturities {

    private static final int BATCH = 200;

    private final VoucherStore store;
    private final BusinessDates businessDates;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Maturities(VoucherStore store, BusinessDates businessDates, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.businessDates = businessDates;
        this.events = events;
        this.clock = clock;
    }

    /// The whole of it at once: whoever moved the date sees everything due by it.
    @EventListener
    @Transactional
    public void dateMoved(BusinessDateMoved moved) {
        while (mature(moved.today()) > 0) {
            // Until nothing more is due.
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    @Transactional
    public void sweep() {
        expireLocks();
        mature(businessDates.today());
    }

    private int mature(LocalDate today) {
        var due = store.payableBy(today, BATCH);
        due.forEach(this::mature);
        return due.size();
    }

    private void mature(VoucherNo no) {
        if (store.lock(no).orElseThrow() instanceof Voucher.Maturing voucher) {
            store.save(voucher.mature(), clock.instant());
            events.publishEvent(new VoucherDue(no));
        }
    }

    private void expireLocks() {
        store.lockedUntil(clock.instant(), BATCH).forEach(no -> store.lock(no).ifPresent(this::expireIfOver));
    }

    /// The voucher as it is by now: an end that has come holds from the moment that it came, swept or not.
    Voucher expireIfOver(Voucher voucher) {
        if (voucher instanceof Voucher.FinLocked locked
                && locked.lock().isOver(clock.instant())
                // The ledger has been asked to let go: what it answers ends the lock.
                && !store.isReleasing(voucher.no())) {
            var free = locked.expired();
            store.save(free, clock.instant());
            store.moveLock(voucher.no(), "HELD", "EXPIRED");
            events.publishEvent(
                    new VoucherLockExpired(voucher.no(), locked.lock().request()));
            return free;
        }
        return voucher;
    }
}
