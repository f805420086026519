package scf.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import scf.platform.TestDatabase;

/// A short play of the long one ([SimulationRun]), so that it does not rot: the parties, the mishaps, a restart under
/// load and the auditor.
class SimulationTest {

    private static final long SEED = 20261123;

    @Test
    void a_short_play_with_a_restart_leaves_no_invariant_broken() {
        var plan = new Plan(
                SEED, 50, 1, 0, new Plan.Size(1, 1, 2, Plan.BINDING_MOST_OF_THE_TIME), 0, Duration.ofMinutes(5), null);

        var outcome = Simulation.play(
                plan, TestDatabase.server(), TestDatabase.freshName(), House.folder("short-" + System.nanoTime()));

        assertThat(outcome.findings()).as(outcome.summary()).isEmpty();
        assertThat(outcome.acts()).isGreaterThanOrEqualTo(plan.acts());
        assertThat(outcome.restarts()).isEqualTo(plan.restarts());
    }
}
