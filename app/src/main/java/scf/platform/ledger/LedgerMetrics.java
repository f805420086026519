package scf.platform.ledger;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// What an alarm is set on: how many acts wait, for how long the oldest does, and whether a room cannot follow.
@Component
class LedgerMetrics implements MeterBinder {

    private final OutboxStore outbox;
    private final InboxStore heard;
    private final Inbox inbox;

    LedgerMetrics(OutboxStore outbox, InboxStore heard, Inbox inbox) {
        this.outbox = outbox;
        this.heard = heard;
        this.inbox = inbox;
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
