package scf.platform.ledger;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Wakes the relay when there is something to carry, so that an act does not wait for the next look at the
/// table.
///
/// Nothing depends on it: what it does not wake, the next look finds.
@Component
class Bell {

    private final Semaphore rung = new Semaphore(0);

    /// Rings once the running transaction has committed: before that nobody else sees what was told.
    void ringAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring();
            }
        });
    }

    void ring() {
        rung.release();
    }

    /// Returns when it rings, or has rung since the last call, and after `limit` anyway.
    void await(Duration limit) throws InterruptedException {
        if (rung.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
