package scf.platform.signing;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// A signed message counts once. Its nonce is written down where every node sees it, before anything else happens.
///
/// Only after the signature has verified: else a stranger could spend a bank's nonces for it.
@Component
class Nonces {

    private final NonceStore store;
    private final Clock clock;

    Nonces(NonceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Spends the nonce for good, whatever becomes of the call. False when it was spent before.
    boolean spend(Verifying.Verified verified) {
        var key = verified.key();
        return store.insert(
                key.owner(), key.kid(), verified.nonce(), verified.expires().plus(RequestProfile.SKEW));
    }

    /// A message that has expired is refused for its time: its nonce need not be remembered longer.
    @Scheduled(fixedDelay = 60_000)
    void forgetTheExpired() {
        store.deleteExpired(clock.instant());
    }
}
