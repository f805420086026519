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
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.VoucherNo;

/// What happens to vouchers by time alone, and is signed by nobody: by the business date they lapse where no payee
/// accepts them, fall due, and are overdue when the grace is over; by the wall clock their locks end.
///
/// All of it is looked for every few seconds, in batches, so that no sweep locks half of the vouchers. Only when the
/// business date moves everything is done that the new day asks for, in the mover's own transaction: either the date
/// has moved and every voucher stands as that day has it, or nothing has moved.
@Component
class Maturities {

    private static final int BATCH = 200;

    private final VoucherStore store;
    private final Returns returns;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Maturities(
            VoucherStore store,
            Returns returns,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.returns = returns;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.events = events;
        this.clock = clock;
    }

    /// The whole of it at once, in batches of one transaction: whoever moved the date sees everything due by it.
    @EventListener
    @Transactional
    public void dateMoved(BusinessDateMoved moved) {
        while (lapse(moved.today()) + mature(moved.today()) + overdue(moved.today()) > 0) {
            // Until nothing more has its day.
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    @Transactional
    public void sweep() {
        expireLocks();
        lapse(businessDates.today());
        mature(businessDates.today());
        overdue(businessDates.today());
    }

    private int lapse(LocalDate today) {
        var lapsed = store.lapsedBy(today, BATCH);
        lapsed.forEach(no -> store.lock(no).ifPresent(this::lapseIfOver));
        return lapsed.size();
    }

    /// The issuer has days of grace; after them the voucher is overdue (逾期).
    private int overdue(LocalDate today) {
        var rule = rulebook.at(today, RuleCode.R_05)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no R-05 on " + today));
        int grace = rule.figure("grace_days");
        var unpaid = store.dueBefore(today.minusDays(grace), BATCH);
        for (VoucherNo no : unpaid) {
            if (store.lock(no).orElseThrow() instanceof Voucher.Due due) {
                store.save(due.overdue(), clock.instant());
                var figures = Figures.of("payable", due.terms().payableOn()).and("grace_days", grace);
                verdicts.record(rule, Subject.of(no), Outcome.WARNED, figures);
            }
        }
        return unpaid.size();
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

    /// The voucher as it is by now, whether the sweep has come to it or not.
    Voucher asOfNow(Voucher voucher) {
        return lapseIfOver(expireIfOver(voucher));
    }

    private Voucher lapseIfOver(Voucher voucher) {
        if (voucher instanceof Voucher.PendingAccept pending
                && !pending.standing().frozen()
                && businessDates.today().isAfter(pending.terms().lastDayToAccept())) {
            var lapsed = pending.lapse();
            returns.end(lapsed);
            return lapsed;
        }
        return voucher;
    }

    /// The voucher as it is by now: an end that has come holds from the moment that it came, swept or not.
    private Voucher expireIfOver(Voucher voucher) {
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
