package scf.platform.reconciliation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down while the ledger and PostgreSQL part on anything. It has no part in readiness: everything else goes on.
///
/// Anybody may ask, so it counts and names nothing; what was found the city reads (`GET
/// /v1/reconciliation/findings`).
@Component("reconciliation")
class ReconciliationHealth implements HealthIndicator {

    private final Findings findings;
    private final CycleStore cycles;

    ReconciliationHealth(Findings findings, CycleStore cycles) {
        this.findings = findings;
        this.cycles = cycles;
    }

    @Override
    public Health health() {
        int open = findings.open();
        var health = open == 0 ? Health.up() : Health.down();
        if (open > 0) {
            health.withDetail("reconciliation", "OUT_OF_STEP").withDetail("findings", open);
        }
        cycles.lastFinished().ifPresent(at -> health.withDetail("comparedAt", at));
        return health.build();
    }
}
