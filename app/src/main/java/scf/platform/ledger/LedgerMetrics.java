package scf.platform.ledger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// What an alarm is set on: how many acts wait, for how long the oldest does, whether the ledger answers, and whether a
/// room cannot follow.
@Component
class LedgerMetrics implements MeterBinder {

    private final OutboxStore outbox;
    private final InboxStore heard;
    private final Inbox inbox;
    private final Relay relay;

    LedgerMetrics(OutboxStore outbox, InboxStore heard, Inbox inbox, Relay relay) {
        this.outbox = outbox;
        this.heard = heard;
        this.inbox = inbox;
        this.relay = relay;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "scf.ledger.waiting",
                        outbox,
                        store -> store.waiting().entries().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                .description("Acts that the ledger has not committed yet")
                .register(registry);
        Gauge.builder(
                        "scf.ledger.oldest.waiting",
                        outbox,
                        store -> store.waiting().oldestSeconds())
                .baseUnit("seconds")
                .description("How long the oldest of them has waited")
                .register(registry);
        Gauge.builder("scf.ledger.retried", outbox, store -> store.waiting().retried())
                .description("How many of them the ledger has not taken at once")
                .register(registry);
        for (CircuitBreaker.State state :
                List.of(CircuitBreaker.State.CLOSED, CircuitBreaker.State.HALF_OPEN, CircuitBreaker.State.OPEN)) {
            Gauge.builder("scf.ledger.breaker", relay, carrier -> carrier.breaker() == state ? 1 : 0)
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("1 at the state of the circuit breaker: open while the ledger is left alone")
                    .register(registry);
        }
        for (boolean answered : List.of(true, false)) {
            FunctionCounter.builder("scf.ledger.tries", relay, carrier -> carrier.tries(answered))
                    .tag("answered", Boolean.toString(answered))
                    .description("Tries to carry an act, by whether the ledger has answered")
                    .register(registry);
        }
        FunctionCounter.builder("scf.ledger.carried.by.others", inbox, Inbox::carriedByOthers)
                .description("Acts on the ledger that this platform has not carried there")
                .register(registry);
        Gauge.builder("scf.ledger.diverged", heard, InboxStore::divergences)
                .description("Objects of ours that an act of another member has changed")
                .register(registry);
        Gauge.builder(
                        "scf.ledger.cannot.follow",
                        inbox,
                        reader -> reader.trouble().isPresent() ? 1 : 0)
                .description("1 while a room cannot follow an event of the ledger")
                .register(registry);
    }
}
