package scf.platform.signing;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import scf.schema.ids.KeyId;

/// How often somebody may call: a bucket of tokens each for a tenant, a key, and for who fails at an address.
///
/// In memory, per node: the limits protect a node, they are no promise to anybody.
@Component
class RateLimits {

    /// @param quota tokens of a full bucket, which refills evenly within the window
    record Policy(String name, int quota, Duration window) {

        String header() {
            return "\"" + name + "\";q=" + quota + ";w=" + window.toSeconds();
        }
    }

    /// What is left after a token was taken, or that there was none.
    record Allowance(Policy policy, boolean allowed, long remaining, long resetSeconds, long retryAfterSeconds) {

        String header() {
            return "\"" + policy.name() + "\";r=" + remaining + ";t=" + resetSeconds;
        }

        Problem problem() {
            return Problem.refused(
                            429,
                            "rate_limited",
                            "Too many calls",
                            "The limit \"" + policy.name() + "\" is used up; see RateLimit.")
                    .header("RateLimit-Policy", policy.header())
                    .header("RateLimit", header())
                    .retryAfter(retryAfterSeconds);
        }
    }

    private final Clock clock;
    private final Policy write;
    private final Policy read;
    private final Policy unknown;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimits(
            Clock clock,
            @Value("${scf.signing.rate-limits.write:600}") int write,
            @Value("${scf.signing.rate-limits.read:6000}") int read,
            @Value("${scf.signing.rate-limits.unknown:3000}") int unknown) {
        this.clock = clock;
        this.write = new Policy("write", write, Duration.ofSeconds(60));
        this.read = new Policy("read", read, Duration.ofSeconds(60));
        this.unknown = new Policy("unknown", unknown, Duration.ofSeconds(60));
    }

    String policies() {
        return write.header() + ", " + read.header();
    }

    /// Takes a token of the tenant and one of the key; the scarcer of the two decides.
    Allowance take(Caller caller, boolean writes) {
        Policy policy = writes ? write : read;
        Allowance tenant = bucket(policy, caller.party().toString()).take(clock.millis(), 1);
        Allowance key = bucket(policy, caller.key().toString()).take(clock.millis(), 1);
        return tenant.remaining() < key.remaining() || !tenant.allowed() ? tenant : key;
    }

    /// Whom a failure is charged to: an address, or a known key at an address.
    ///
    /// The address of a caller whom we know must not be closed to it by a stranger behind the same proxy; and a
    /// stranger elsewhere who writes its key id on rubbish must not close the door to it either. So what names an
    /// active key is counted by key and address together, and only what names none by the address alone.
    record Stranger(Optional<KeyId> claimed, String address) {

        static Stranger at(String address) {
            return new Stranger(Optional.empty(), address);
        }

        static Stranger claiming(KeyId active, String address) {
            return new Stranger(Optional.of(active), address);
        }

        private String holder() {
            return claimed.map(key -> key + " at " + address).orElse(address);
        }
    }

    /// Looks whether this one has failed too often to be worth the work of another verification.
    Allowance of(Stranger stranger) {
        return bucket(unknown, stranger.holder()).take(clock.millis(), 0);
    }

    /// A call that did not verify is counted against where it came from: nobody can use up another's tokens.
    void failed(Stranger stranger) {
        bucket(unknown, stranger.holder()).take(clock.millis(), 1);
    }

    private Bucket bucket(Policy policy, String holder) {
        return buckets.computeIfAbsent(policy.name() + " " + holder, _ -> new Bucket(policy, clock.millis()));
    }

    /// A full bucket says nothing that a new one would not say.
    @Scheduled(fixedDelay = 60_000)
    void forgetTheFull() {
        long now = clock.millis();
        buckets.values().removeIf(bucket -> bucket.isFull(now));
    }

    private static final class Bucket {

        private final Policy policy;
        private double tokens;
        private long at;

        Bucket(Policy policy, long now) {
            this.policy = policy;
            this.tokens = policy.quota();
            this.at = now;
        }

        synchronized Allowance take(long now, int wanted) {
            refill(now);
            boolean allowed = tokens >= 1;
            if (allowed) {
                tokens -= wanted;
            }
            double perSecond = policy.quota() / (double) policy.window().toSeconds();
            long reset = (long) Math.ceil((policy.quota() - tokens) / perSecond);
            long retry = Math.max(1, (long) Math.ceil((1 - tokens) / perSecond));
            return new Allowance(policy, allowed, (long) tokens, reset, retry);
        }

        synchronized boolean isFull(long now) {
            refill(now);
            return tokens >= policy.quota();
        }

        private void refill(long now) {
            double perMilli = policy.quota() / (double) policy.window().toMillis();
            tokens = Math.min(policy.quota(), tokens + Math.max(0, now - at) * perMilli);
            at = now;
        }
    }
}
