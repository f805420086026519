package scf.platform.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// What an alarm is set on: that something was found, and that nobody has looked for too long.
@Component
class ReconciliationMetrics implements MeterBinder {

    private final Findings findings;
    private final CycleStore cycles;
    private final Clock clock;

    ReconciliationMetrics(Findings findings, CycleStore cycles, Clock clock) {
        this.findings = findings;
        this.cycles = cycles;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("scf.reconciliation.findings", findings, Findings::open)
                .description("Objects of which the platform says one thing and the ledger another")
                .register(registry);
        Gauge.builder("scf.reconciliation.age", this, ReconciliationMetrics::secondsSinceTheLastCycle)
                .baseUnit("seconds")
                .description("How long ago the last complete comparison ended; -1 before the first")
                .register(registry);
    }

    private double secondsSinceTheLastCycle() {
        return cycles.lastFinished()
                .map(at -> (double) Duration.between(at, clock.instant()).toSeconds())
                .orElse(-1.0);
    }
}
