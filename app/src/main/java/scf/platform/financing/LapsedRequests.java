package scf.platform.financing;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Ends requests whose holders waited for offers until a moment that is over. Nobody signs it, and doors judge by the
/// moment itself: this is only how the rows come to know.
@Component
class LapsedRequests {

    private static final int BATCH = 200;

    private final FinancingStore store;
    private final Clock clock;

    LapsedRequests(FinancingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S")
    @Transactional
    public void sweep() {
        var now = clock.instant();
        for (FinancingRequest request : store.lockOpenUntil(now, BATCH)) {
            store.save(request.ended(RequestEvent.TIME_OVER), now);
        }
    }
}
