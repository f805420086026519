package scf.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import scf.schema.server.PostgresServer;

/// The long play. Not part of a build, which its name keeps it out of. By hand, from the root:
///
///     mvn -pl app -am test -Dtest=SimulationRun -Dsurefire.failIfNoSpecifiedTests=false
///
/// plays 10,000 acts with 190 restarts and 10 kills; `-Dseed=` repeats what the parties attempt and what happens to the
/// platform, `-Dacts=`, `-Drestarts=`, `-Dkills=` and `-Dminutes=` (at most) make it longer or shorter. `-Dfault=all`,
/// or one of [Fault] as `missing-lock`, plants it and demands that the auditor finds it.
class SimulationRun {

    private static final String DATABASE = "scf";
    private static final int ACTS_TO_FIND_A_FAULT = 3_000;
    private static final int ACTS_BETWEEN_AUDITS = 150;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final String fault = System.getProperty("fault", "");

    @Test
    void many_acts_many_restarts_and_no_broken_invariant() {
        assumeTrue(fault.isEmpty());
        var plan = new Plan(
                seed,
                Integer.getInteger("acts", 10_000),
                Integer.getInteger("restarts", 190),
                Integer.getInteger("kills", 10),
                new Plan.Size(Integer.getInteger("chains", 3), 2, 3, Plan.BINDING_NOW_AND_THEN),
                Integer.getInteger("audits", 8),
                minutes(90),
                null);
        var outcome = played(plan);
        assertThat(outcome.findings()).as(outcome.summary()).isEmpty();
        assertThat(outcome.acts()).isGreaterThanOrEqualTo(plan.acts());
        assertThat(outcome.restarts()).isEqualTo(plan.restarts());
        assertThat(outcome.kills()).isEqualTo(plan.kills());
    }

    @Test
    void each_fault_that_is_planted_is_found() {
        assumeTrue(!fault.isEmpty());
        var faults = fault.equals("all") ? List.of(Fault.values()) : List.of(Fault.named(fault));
        var missed = new ArrayList<Fault>();
        for (var one : faults) {
            int acts = Integer.getInteger("acts", ACTS_TO_FIND_A_FAULT);
            var plan = new Plan(
                    seed,
                    acts,
                    0,
                    0,
                    new Plan.Size(1, 2, 3, Plan.BINDING_MOST_OF_THE_TIME),
                    acts / ACTS_BETWEEN_AUDITS,
                    minutes(30),
                    one);
            var outcome = played(plan);
            var proof = outcome.found().stream()
                    .filter(line -> line.startsWith("BROKEN " + one.foundBy() + ":"))
                    .toList();
            System.out.println("SIMULATION FAULT " + one + " after " + outcome.acts() + " acts: "
                    + proof.stream().limit(3).toList() + "; the database alone would have stopped it by: "
                    + one.stoppedBy());
            if (proof.isEmpty()) {
                missed.add(one);
            }
        }
        assertThat(missed).isEmpty();
    }

    private static Duration minutes(int usual) {
        return Duration.ofMinutes(Integer.getInteger("minutes", usual));
    }

    private static Simulation.Outcome played(Plan plan) {
        String name = plan.fault() == null ? "play" : plan.fault().name().toLowerCase(Locale.ROOT);
        Path folder = House.folder(name + "-" + plan.seed() + "-" + System.nanoTime());
        try (var server = PostgresServer.start(folder.resolve("postgres"), PostgresServer.Durability.LASTING)) {
            server.createDatabase(DATABASE, "template0");
            var outcome = Simulation.play(plan, server, DATABASE, folder);
            Files.writeString(
                    folder.resolve("report.txt"),
                    outcome.summary() + "\n" + String.join("\n", outcome.findings()) + "\n");
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
