package scf.platform.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.Bytes;

/// The `jti` of client assertions and DPoP proofs: each is good for one use, on all instances together.
///
/// Spring's own memory of proofs holds a thousand per key and lives in one process; a replay at another instance, or
/// after a thousand others, would pass.
@Component
class UsedIds {

    private final TokenStore store;
    private final Clock clock;

    UsedIds(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// In a transaction of its own: an id stays used whatever becomes of the call that it came with.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean firstUse(String kind, String owner, String jti, Instant until) {
        return store.use(kind, fingerprint(owner, jti), until);
    }

    @Scheduled(fixedDelayString = "PT5M")
    @Transactional
    public void forgetExpired() {
        store.forget(clock.instant().minus(Duration.ofMinutes(5)));
    }

    private static Bytes fingerprint(String owner, String jti) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((owner.length() + ":" + owner + jti).getBytes(StandardCharsets.UTF_8));
            return Bytes.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
