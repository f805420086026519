package scf.platform.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.jwt.Jwt;
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

    /// How long a proof is remembered: longer than the minute (and the skew) for which its `iat` is taken.
    private static final Duration PROOF_LIFE = Duration.ofMinutes(5);

    private final TokenStore store;
    private final Clock clock;

    UsedIds(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// In a transaction of its own: an id stays used whatever becomes of the call that it came with.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean firstUseOfAssertion(String client, String jti, Instant until) {
        return store.use("ASSERTION", fingerprint(client, jti), until);
    }

    /// A DPoP proof, whether it came for a token or with one: the key that it carries and its `jti`.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean firstUseOf(Jwt proof) {
        String jti = proof.getId();
        String key = String.valueOf(proof.getHeaders().get("jwk"));
        return jti != null
                && store.use("PROOF", fingerprint(key, jti), clock.instant().plus(PROOF_LIFE));
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
