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
import scf.schema.ids.FinancingRequestId;

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
        store.save(accepted(news.request()).locked(clock.instant()), clock.instant());
    }

    /// No lock, no reservation: the request is open again, with its offers.
    @EventListener
    public void lockRefused(VoucherLockRefused news) {
        var request = accepted(news.request());
        creditLines.release(request.acceptance().hold());
        store.save(request.lockRefused(news.reason()), clock.instant());
    }

    /// Lock and reservation end at the same moment. What a loan has posted meanwhile is the loan's to give back.
    @EventListener
    public void lockExpired(VoucherLockExpired news) {
        var request = store.lock(news.request()).orElseThrow();
        switch (request) {
            case FinancingRequest.Accepted accepted -> {
                creditLines.release(accepted.acceptance().hold());
                store.save(accepted.expired(), clock.instant());
            }
            case FinancingRequest.Bound bound -> {
                if (bound.state() == RequestState.REGISTERED) {
                    creditLines.release(bound.acceptance().hold());
                }
                store.save(bound.expired(), clock.instant());
            }
            case FinancingRequest.Open _, FinancingRequest.Ended _ ->
                throw new IllegalStateException("request %s has no lock that could end".formatted(request.id()));
        }
    }

    /// Nobody lends on what is payable today.
    @EventListener
    public void due(VoucherDue news) {
        for (FinancingRequest request : store.lockOpenOn(news.no())) {
            if (request instanceof FinancingRequest.Open open) {
                store.save(open.expired(), clock.instant());
            }
        }
    }

    private FinancingRequest.Accepted accepted(FinancingRequestId id) {
        if (store.lock(id).orElseThrow() instanceof FinancingRequest.Accepted accepted) {
            return accepted;
        }
        throw new IllegalStateException(
                "the ledger answers about the lock of request %s, which waits for none".formatted(id));
    }
}
