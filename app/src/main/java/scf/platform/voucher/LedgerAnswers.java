package scf.platform.voucher;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.LedgerEvent.Change;
import scf.platform.creditline.Quotas;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.ActRefused;
import scf.platform.receivable.Dilutions;
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
    private final Dilutions dilutions;
    private final Quotas quotas;
    private final Returns returns;
    private final Transfers transfers;
    private final CancellationStore orders;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LedgerAnswers(
            VoucherStore store,
            Receivables receivables,
            Dilutions dilutions,
            Quotas quotas,
            Returns returns,
            Transfers transfers,
            CancellationStore orders,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.receivables = receivables;
        this.dilutions = dilutions;
        this.quotas = quotas;
        this.returns = returns;
        this.transfers = transfers;
        this.orders = orders;
        this.events = events;
        this.clock = clock;
    }

    /// First of all listeners: what gives way to a dilution must be gone before the receivable becomes smaller.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public void written(ActCommitted answer) {
        switch (answer.type()) {
            case ISSUE, ACCEPT, DECLINE, LOCK, FUND -> written(changeOf(answer, answer.subject()));
            case SETTLE -> store.askedToSettle(answer.act()).forEach(no -> written(changeOf(answer, no.value())));
            case RELEASE -> released(changeOf(answer, answer.subject()));
            case TRANSFER -> transferred(answer);
            case VOID -> {
                orders.moveProposal(answer.act(), "ASKED", "WRITTEN");
                written(changeOf(answer, answer.subject()));
            }
            case FREEZE, UNFREEZE -> ordered(answer);
            case DILUTE -> answer.changes().forEach(this::gaveWay);
            case CONFIRM, REJECT, REGISTER_KEY, ROTATE_KEY, REVOKE_KEY -> {
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

    private void transferred(ActCommitted answer) {
        long version = changeOf(answer, answer.subject()).version();
        switch (lock(new VoucherNo(answer.subject()))) {
            case Voucher.Transferring transferring -> {
                transfers.written(transferring, version, answer.act());
                events.publishEvent(new VoucherSpent(transferring.no(), transfers.numbersOf(answer.act())));
            }
            case Voucher waiting -> throw unexpected(waiting);
        }
    }

    /// A freeze lies over a state and leaves it: the voucher only stands one version further, held or free.
    private void ordered(ActCommitted answer) {
        var no = new VoucherNo(answer.subject());
        long version = changeOf(answer, answer.subject()).version();
        var _ = lock(no);
        orders.answerOrder(answer.act(), "WRITTEN");
        store.saveFreeze(no, version, answer.type() == ActType.FREEZE, null, clock.instant());
    }

    /// Among what a dilution has changed are the vouchers that gave way to it, and issues that lapsed before it: the
    /// ledger ends those when it next measures the receivable, and here they have ended by the calendar.
    private void gaveWay(Change change) {
        store.lock(new VoucherNo(change.object())).ifPresent(voucher -> {
            switch (voucher) {
                case Voucher.Voiding voiding -> returns.end(voiding.gaveWay(change.version()));
                case Voucher.PendingAccept pending -> returns.end(pending.lapse());
                case Voucher.Voided _ -> {
                    // Lapsed before.
                }
                case Voucher waiting -> throw unexpected(waiting);
            }
        });
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
                if (accepting.terms().isRoot()) {
                    quotas.post(no);
                }
                events.publishEvent(new VoucherAccepted(no));
            }
            case Voucher.Declining declining -> returns.end(declining.written(version));
            case Voucher.Voiding voiding -> returns.end(voiding.written(version));
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
            case ISSUE, ACCEPT, DECLINE, LOCK, FUND -> refused(new VoucherNo(answer.subject()), why);
            case SETTLE -> store.askedToSettle(answer.act()).forEach(no -> refused(no, why));
            // The lock is held as before; its time may have come meanwhile.
            case RELEASE -> store.moveLock(new VoucherNo(answer.subject()), "RELEASING", "HELD");
            case TRANSFER -> {
                transfers.refused(answer.act());
                refused(new VoucherNo(answer.subject()), why);
            }
            case VOID -> {
                orders.moveProposal(answer.act(), "ASKED", "REFUSED");
                refused(new VoucherNo(answer.subject()), why);
            }
            case FREEZE, UNFREEZE -> orderRefused(answer, why);
            case DILUTE -> dilutions.givingWayTo(answer.act()).forEach(no -> refused(no, why));
            case CONFIRM, REJECT, REGISTER_KEY, ROTATE_KEY, REVOKE_KEY -> {
                // Other rooms' business.
            }
        }
    }

    /// A freeze that the ledger refuses holds nothing; a lifting that it refuses lifts nothing.
    private void orderRefused(ActRefused answer, String why) {
        var no = new VoucherNo(answer.subject());
        long version = lock(no).standing().version();
        orders.answerOrder(answer.act(), "REFUSED");
        store.saveFreeze(no, version, answer.type() == ActType.UNFREEZE, why, clock.instant());
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
            case Voucher.Declining declining -> store.save(declining.refused(why), clock.instant());
            case Voucher.Transferring transferring -> store.save(transferring.refused(why), clock.instant());
            case Voucher.Voiding voiding -> store.save(voiding.refused(why), clock.instant());
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
                store.save(settling.refused(why, store.stateBefore(settling)), clock.instant());
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
