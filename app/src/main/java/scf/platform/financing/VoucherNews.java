package scf.platform.financing;

import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.creditline.CreditLines;
import scf.platform.voucher.VoucherDue;
import scf.platform.voucher.VoucherLockExpired;
import scf.platform.voucher.VoucherLockRefused;
import scf.platform.voucher.VoucherLocked;
import scf.platform.voucher.VoucherSpent;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.VoucherNo;

/// What becomes of a request when the ledger, or time, has spoken about its voucher.
@Component
@Transactional(propagation = Propagation.MANDATORY)
class VoucherNews {

    private final FinancingStore store;
    private final CreditLines creditLines;
    private final Clock clock;

    VoucherNews(FinancingStore store, CreditLines creditLines, Clock clock) {
        this.store = store;
        this.creditLines = creditLines;
        this.clock = clock;
    }

    @EventListener
    public void locked(VoucherLocked news) {
        if (waiting(news.request()) instanceof FinancingRequest.Accepted accepted) {
            store.save(accepted.locked(clock.instant()), clock.instant());
        }
    }

    /// No lock, no reservation: the request is open again, with its offers.
    @EventListener
    public void lockRefused(VoucherLockRefused news) {
        if (waiting(news.request()) instanceof FinancingRequest.Accepted accepted) {
            creditLines.release(accepted.acceptance().hold());
            store.save(accepted.lockRefused(news.reason()), clock.instant());
        }
    }

    /// Lock and reservation end at the same moment. What a loan has posted meanwhile is the loan's to give back.
    @EventListener
    public void lockExpired(VoucherLockExpired news) {
        var request = store.lock(news.request()).orElseThrow();
        switch (request) {
            case FinancingRequest.Accepted accepted -> {
                creditLines.release(accepted.acceptance().hold());
                store.save(accepted.ended(RequestEvent.LOCK_ENDED), clock.instant());
            }
            case FinancingRequest.Bound bound -> {
                if (bound.state() == RequestState.REGISTERED) {
                    creditLines.release(bound.acceptance().hold());
                }
                store.save(bound.ended(RequestEvent.LOCK_ENDED), clock.instant());
            }
            // Withdrawn or given up before: the lock was all that was left of it.
            case FinancingRequest.Ended ended -> ended.next(RequestEvent.LOCK_ENDED);
            case FinancingRequest.Open open -> open.next(RequestEvent.LOCK_ENDED);
        }
    }

    /// Nobody lends on what is payable today.
    @EventListener
    public void due(VoucherDue news) {
        expireOpenOn(news.no());
    }

    /// What was passed on or split is there no more: who wants a part financed asks for the part.
    @EventListener
    public void spent(VoucherSpent news) {
        expireOpenOn(news.no());
    }

    private void expireOpenOn(VoucherNo no) {
        for (FinancingRequest request : store.lockOpenOn(no)) {
            if (request instanceof FinancingRequest.Open open) {
                store.save(open.ended(RequestEvent.TIME_OVER), clock.instant());
            }
        }
    }

    /// The request whose lock the ledger answers about. It may have been withdrawn meanwhile, and then nothing waits.
    private FinancingRequest waiting(FinancingRequestId id) {
        var request = store.lock(id).orElseThrow();
        if (!request.allows(RequestEvent.LOCK_HELD)) {
            throw new IllegalStateException(
                    "the ledger answers about the lock of request %s, which is %s".formatted(id, request.state()));
        }
        return request;
    }
}
