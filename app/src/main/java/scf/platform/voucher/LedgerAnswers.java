package scf.platform.voucher;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.LedgerEvent.Change;
import scf.platform.creditline.Quotas;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.ActRefused;
import scf.platform.receivable.Receivables;
import scf.schema.ids.VoucherNo;

/// What the ledger answers to the acts about vouchers: each answer ends a pending state, forward or back.
///
/// An answer is read once, in the transaction that moves the inbox on. An answer that finds another state than the one
/// that waits for it is an accident of this house, and stops the inbox.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LedgerAnswers {

    private final VoucherStore store;
    private final Receivables receivables;
    private final Quotas quotas;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LedgerAnswers(
            VoucherStore store, Receivables receivables, Quotas quotas, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.receivables = receivables;
        this.quotas = quotas;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    public void written(ActCommitted answer) {
        switch (answer.type()) {
            case ISSUE, ACCEPT, LOCK, FUND -> written(changeOf(answer, answer.subject()));
            case SETTLE -> store.askedToSettle(answer.act()).forEach(no -> written(changeOf(answer, no.value())));
            case RELEASE -> released(changeOf(answer, answer.subject()));
            case CONFIRM,
                    REJECT,
                    DILUTE,
                    DECLINE,
                    TRANSFER,
                    VOID,
                    FREEZE,
                    UNFREEZE,
                    REGISTER_KEY,
                    ROTATE_KEY,
                    REVOKE_KEY -> {
                // Other rooms' business.
            }
        }
    }

    private void released(Change change) {
        var no = new VoucherNo(change.object());
        if (!(lock(no) instanceof Voucher.FinLocked locked)) {
            throw unexpected(lock(no));
        }
        store.save(locked.released(change.version()), clock.instant());
        store.moveLock(no, "RELEASING", "RELEASED");
    }

    private static Change changeOf(ActCommitted answer, String object) {
        return answer.changes().stream()
                .filter(change -> change.object().equals(object))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the ledger wrote act %s and told nothing of %s".formatted(answer.act(), object)));
    }

    private void written(Change change) {
        var no = new VoucherNo(change.object());
        long version = change.version();
        switch (lock(no)) {
            case Voucher.Issuing issuing -> store.save(issuing.written(version), clock.instant());
            case Voucher.Accepting accepting -> {
                store.save(accepting.written(version), clock.instant());
                quotas.post(no);
                events.publishEvent(new VoucherAccepted(no));
            }
            case Voucher.Locking locking -> {
                store.save(locking.written(version), clock.instant());
                store.moveLock(no, "ASKED", "HELD");
                events.publishEvent(new VoucherLocked(no, locking.lock().request()));
            }
            case Voucher.Funding funding -> {
                store.save(funding.written(version), clock.instant());
                store.moveLock(no, "HELD", "FUNDED");
                store.answerFunding(no, "WRITTEN");
                events.publishEvent(new VoucherFunded(no, funding.asked().loan()));
            }
            case Voucher.Settling settling -> {
                store.save(settling.written(version), clock.instant());
                quotas.settle(settling.terms().root(), settling.terms().amount());
                events.publishEvent(new VoucherSettled(no, store.answerSettlement(no, "WRITTEN")));
            }
            case Voucher waiting -> throw unexpected(waiting);
        }
    }

    @EventListener
    public void refused(ActRefused answer) {
        String why = answer.refusal() + ": " + answer.message();
        switch (answer.type()) {
            case ISSUE, ACCEPT, LOCK, FUND -> refused(new VoucherNo(answer.subject()), why);
            case SETTLE -> store.askedToSettle(answer.act()).forEach(no -> refused(no, why));
            // The lock is held as before; its time may have come meanwhile.
            case RELEASE -> store.moveLock(new VoucherNo(answer.subject()), "RELEASING", "HELD");
            case CONFIRM,
                    REJECT,
                    DILUTE,
                    DECLINE,
                    TRANSFER,
                    VOID,
                    FREEZE,
                    UNFREEZE,
                    REGISTER_KEY,
                    ROTATE_KEY,
                    REVOKE_KEY -> {
                // Other rooms' business.
            }
        }
    }

    private void refused(VoucherNo no, String why) {
        switch (lock(no)) {
            case Voucher.Issuing issuing -> {
                store.save(issuing.refused(why), clock.instant());
                receivables.returned(
                        issuing.terms().receivable(), issuing.terms().amount());
                quotas.release(no);
            }
            case Voucher.Accepting accepting -> store.save(accepting.refused(why), clock.instant());
            case Voucher.Locking locking -> {
                store.save(locking.refused(why), clock.instant());
                store.moveLock(no, "ASKED", "REFUSED");
                events.publishEvent(new VoucherLockRefused(no, locking.lock().request(), why));
            }
            case Voucher.Funding funding -> {
                store.save(funding.refused(why), clock.instant());
                store.answerFunding(no, "REFUSED");
                events.publishEvent(new VoucherFundRefused(no, funding.asked().loan(), why));
            }
            case Voucher.Settling settling -> {
                store.save(settling.refused(why), clock.instant());
                events.publishEvent(new VoucherSettleRefused(no, store.answerSettlement(no, "REFUSED"), why));
            }
            case Voucher waiting -> throw unexpected(waiting);
        }
    }

    private Voucher lock(VoucherNo no) {
        return store.lock(no)
                .orElseThrow(() -> new IllegalStateException("the ledger answers about a voucher unknown here: " + no));
    }

    private static IllegalStateException unexpected(Voucher voucher) {
        return new IllegalStateException("the ledger answers about voucher %s, which waits for no answer but is %s"
                .formatted(voucher.no(), voucher.state()));
    }
}
