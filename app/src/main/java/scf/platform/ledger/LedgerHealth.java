package scf.platform.ledger;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Says what waits for the ledger. Up as long as the ledger answers, every room follows it, and nobody else has changed
/// there what stands here.
///
/// It has no part in readiness: while the ledger is away the platform goes on taking orders, and its outbox
/// grows.
///
/// Anybody may ask, so it counts and names nothing: which act waits, and what it met with, stands in the log and in
/// `ledger.entries` (docs/runbooks).
@Component("ledger")
class LedgerHealth implements HealthIndicator {

    private final OutboxStore outbox;
    private final InboxStore inbox;
    private final Relay relay;
    private final Inbox reader;

    LedgerHealth(OutboxStore outbox, InboxStore inbox, Relay relay, Inbox reader) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.relay = relay;
        this.reader = reader;
    }

    @Override
    public Health health() {
        OutboxStore.Waiting waiting = outbox.waiting();
        Optional<String> trouble = reader.trouble();
        int diverged = inbox.divergences();
        boolean answers = relay.stands() && answers(waiting);
        var health = answers && trouble.isEmpty() && diverged == 0 ? Health.up() : Health.down();
        health.withDetail("waiting", waiting.entries())
                .withDetail("oldestWaitsSeconds", Math.round(waiting.oldestSeconds()))
                .withDetail("breaker", relay.breaker())
                .withDetail("heardUpToBlock", inbox.checkpoint().block());
        if (waiting.retried() > 0) {
            health.withDetail("retrying", waiting.retried()).withDetail("mostAttempts", waiting.mostAttempts());
        }
        if (!answers) {
            health.withDetail(
                    "ledger",
                    relay.stands()
                            ? "does not answer; acts are kept and told when it does"
                            : "has not begun; acts are kept and told when it has");
        }
        if (diverged > 0) {
            health.withDetail("diverged", diverged);
        }
        trouble.ifPresent(_ -> health.withDetail("cannotFollow", true));
        return health.build();
    }

    /// A ledger that is being tried again answers when it has taken what it did not take before.
    private boolean answers(OutboxStore.Waiting waiting) {
        return switch (relay.breaker()) {
            case OPEN, FORCED_OPEN -> false;
            case HALF_OPEN -> waiting.retried() == 0;
            case CLOSED, DISABLED, METRICS_ONLY -> true;
        };
    }
}
