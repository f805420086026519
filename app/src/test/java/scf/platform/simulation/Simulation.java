package scf.platform.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import scf.schema.server.PostgresServer;

/// One play from its opening to its last audit.
///
/// What each party attempts, when the platform is stopped or killed and how the clock jumps is a function of the seed.
/// How calls of different parties meet is not: that is what the machine adds, and why the same seed is worth more than
/// one run.
final class Simulation {

    /// A Monday in the middle of the practice city's first year.
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 14);

    /// An audit of a play that is long enough, and finds none of these, has looked at nothing.
    private static final int LONG = 1_000;

    private static final List<String> EXPECTED = List.of(
            "receivables",
            "vouchers",
            "loans recomputed",
            "repayments",
            "holds",
            "movements",
            "journal entries",
            "refused as foreign",
            "acknowledged acts");

    private static final Duration QUIET_WITHIN = Duration.ofMinutes(3);
    /// What a fault keeps waiting would wait for ever.
    private static final Duration QUIET_DESPITE_A_FAULT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final Plan plan;
    private final SplittableRandom fate;
    private final City city = City.drawn();
    private final Path folder;
    private final House house;
    private final SimulatedTime time;

    private final List<String> findings = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private int restarts;
    private int kills;
    private int audits;
    private String lastAudit = "";

    /// What came of it.
    ///
    /// @param found what the auditor found
    /// @param findings that, and what no answer may ever be
    record Outcome(long acts, int restarts, int kills, List<String> found, List<String> findings, String summary) {}

    private Simulation(Plan plan, PostgresServer server, String database, Path folder) {
        this.plan = plan;
        this.folder = folder;
        this.fate = new SplittableRandom(plan.seed() ^ 0x5eed);
        this.house = new House(
                folder,
                server,
                database,
                city,
                plan.fault() == null ? null : plan.fault().planted(folder));
        this.time = SimulatedTime.in(house.timeFile());
    }

    /// @param database in `server`, which nobody else uses
    /// @param folder an empty one, for the transcript, the platform's files and its log
    static Outcome play(Plan plan, PostgresServer server, String database, Path folder) {
        return new Simulation(plan, server, database, folder).play();
    }

    private Outcome play() {
        say("seed " + plan.seed() + ", " + plan.acts() + " acts, " + plan.restarts() + " restarts, " + plan.kills()
                + " kills; " + folder);
        time.want(FIRST_DAY);
        open();
        if (plan.fault() != null && !plan.fault().carelessness().isEmpty()) {
            house.execute(plan.fault().carelessness());
        }
        try (var transcript = new Transcript(folder.resolve("transcript.jsonl"));
                var watch = new LedgerWatch(house)) {
            var stage = new Stage(house, time, transcript, watch);
            var players = new Opening(stage, time, new SplittableRandom(plan.seed()), city).opened(plan.size());
            say("the opening is made: " + players.size() + " parties, " + watch.acts() + " acts");
            var threads = players.stream()
                    .map(player -> Thread.ofPlatform()
                            .daemon()
                            .name(player.party().toString())
                            .start(player::play))
                    .toList();
            time.becomeRude();
            direct(stage);
            quiet(stage);
            stage.end();
            audit(stage);
            stage.turns().writeLock().unlock();
            for (var thread : threads) {
                join(thread);
            }
            findings.addAll(stage.broken());
            findings.addAll(house.accidents());
            String summary = summary(stage);
            say(summary);
            stage.counts().refusals().forEach((code, count) -> say("  refused " + count + " × " + code));
            return new Outcome(watch.acts(), restarts, kills, found, findings, summary);
        } finally {
            house.close();
        }
    }

    private String summary(Stage stage) {
        return "%d acts on the ledger, %d restarts, %d kills, %d audits, %s, business date %s, clock %s ahead; %s"
                .formatted(
                        stage.watch().acts(),
                        restarts,
                        kills,
                        audits,
                        stage.counts().inWords(),
                        stage.today(),
                        time.ahead(),
                        lastAudit);
    }

    /// Lets happen what the plan says, until the play has come to its end.
    private void direct(Stage stage) {
        var events = new ArrayDeque<>(plan.events());
        long begun = System.nanoTime();
        long told = begun;
        while (!stage.isOver() && findings.isEmpty() && stage.watch().acts() < plan.acts()) {
            if (System.nanoTime() - begun > plan.longest().toNanos()) {
                findings.add("the play has not come to its end within " + plan.longest());
            }
            var next = events.peek();
            if (next != null && next.acts() <= stage.watch().acts()) {
                happen(stage, events.remove().kind());
            } else {
                stage.pause(50);
            }
            if (System.nanoTime() - told > BETWEEN_LINES.toNanos()) {
                told = System.nanoTime();
                say(summary(stage));
            }
        }
        // What is left of the plan when the last act stands.
        while (!events.isEmpty() && findings.isEmpty() && !stage.isOver()) {
            happen(stage, events.remove().kind());
        }
    }

    private void happen(Stage stage, Plan.Kind kind) {
        switch (kind) {
            case RESTART -> {
                house.close();
                open();
                restarts++;
            }
            case KILL -> {
                if (plan.fault() == null) {
                    house.close();
                    house.openApart(fate.nextLong());
                }
                stage.pause(fate.nextInt(4_000));
                house.kill();
                open();
                kills++;
            }
            case AUDIT -> {
                quiet(stage);
                audit(stage);
                stage.turns().writeLock().unlock();
            }
            case NEXT_DAY -> time.want(stage.today().plusDays(1 + fate.nextInt(3)));
            case HOURS_PASS -> time.jump(Duration.ofMinutes(fate.nextInt(1, 120)));
            case CLOCK_SET_BACK -> time.jump(Duration.ofMillis(-fate.nextInt(1, 3_000)));
        }
    }

    /// In this process; with a fault before its class path in one of its own.
    private void open() {
        if (plan.fault() == null) {
            house.openHere(fate.nextLong(), fate.nextInt(3) == 0);
        } else {
            house.openApart(fate.nextLong());
        }
    }

    /// No call in the air, and nothing that waits for the ledger. The caller gives the lock back.
    private void quiet(Stage stage) {
        stage.turns().writeLock().lock();
        var fault = plan.fault();
        var within = fault != null && fault.keepsSomethingWaiting() ? QUIET_DESPITE_A_FAULT : QUIET_WITHIN;
        long deadline = System.nanoTime() + within.toNanos();
        while (!stage.watch().isQuiet() || (stage.watch().waiting() > 0 && plan.fault() == null)) {
            if (System.nanoTime() > deadline) {
                if (plan.fault() == null) {
                    findings.add(stage.watch().waiting() + " acts still wait for the ledger after " + within);
                }
                return;
            }
            stage.pause(100);
        }
    }

    private void audit(Stage stage) {
        stage.transcript().flush();
        var said = Auditing.of(house, stage.transcript().file(), stage.watch().acts() < LONG ? List.of() : EXPECTED);
        audits++;
        lastAudit = said.all()
                .lines()
                .filter(line -> line.startsWith("audited"))
                .findFirst()
                .orElse("");
        found.addAll(said.broken());
        findings.addAll(said.broken());
        if (said.exit() != 0 && said.broken().isEmpty()) {
            findings.add("the auditor ended with " + said.exit() + ": " + said.all());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        System.out.println("SIMULATION " + line);
    }
}
