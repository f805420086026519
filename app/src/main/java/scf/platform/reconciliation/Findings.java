package scf.platform.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.ledger.Difference;
import scf.platform.ledger.Projection;

/// On what PostgreSQL and the ledger part, and how far the comparison has come.
///
/// A finding closes its object for new business, and its end opens it again, both in the transaction of the
/// slice.
@Service
public class Findings {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private final FindingStore store;
    private final CycleStore cycles;
    private final Projection projection;
    private final Clock clock;

    Findings(FindingStore store, CycleStore cycles, Projection projection, Clock clock) {
        this.store = store;
        this.cycles = cycles;
        this.projection = projection;
        this.clock = clock;
    }

    /// The log names the words and not what they say: amounts and parties are not for whoever reads logs.
    @Transactional(propagation = Propagation.MANDATORY)
    void found(Finding.Kind kind, String object, List<Difference> differences, long cycle) {
        if (store.found(kind, object, differences, cycle, clock.instant())) {
            LOG.error(
                    "OUT OF STEP: platform and ledger part on {} {} in: {}. No new business on it until they agree",
                    kind,
                    object,
                    differences.stream().map(Difference::what).collect(Collectors.joining(", ")));
        }
        projection.doubt(kind.name(), object);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void stands(Finding.Kind kind, String object, long cycle) {
        store.stands(kind, object, cycle);
    }

    /// What the cycle has not seen any more has come to its end.
    @Transactional(propagation = Propagation.MANDATORY)
    void resolve(long cycle) {
        for (Finding finding : store.resolve(cycle, clock.instant())) {
            projection.trust(finding.kind().name(), finding.object());
            LOG.warn("Platform and ledger agree again on {} {}", finding.kind(), finding.object());
        }
    }

    @Transactional(readOnly = true)
    public int open() {
        return store.open();
    }

    /// In the order in which they were found.
    @Transactional(readOnly = true)
    public List<Finding> after(Instant foundAt, UUID id, boolean openOnly, int limit) {
        return store.after(foundAt, id, openOnly, limit);
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public List<Cycle.Counted> cyclesBefore(long number, int limit) {
        return cycles.before(number, limit).stream()
                .map(cycle -> new Cycle.Counted(cycle, cycles.counts(cycle.number())))
                .toList();
    }
}
