package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import scf.contract.Algorithm;
import scf.contract.Role;
import scf.gateway.Committing;

/// kill -9 at any moment, also in the middle of a commit, leaves whole blocks only.
class KilledTest {

    /// What the victim knew to be committed when it died.
    private record Reported(String transactionId, long block) {

        private static final Pattern LINE = Pattern.compile("COMMITTED (?<id>[0-9a-f]{64}) (?<block>\\d+)");

        static Optional<Reported> read(String line) {
            Matcher matcher = LINE.matcher(line);
            return matcher.matches()
                    ? Optional.of(new Reported(matcher.group("id"), Long.parseLong(matcher.group("block"))))
                    : Optional.empty();
        }
    }

    private static final int ROUNDS = 2;
    private static final long SEED = 20261122;

    @Test
    void a_ledger_that_was_killed_in_the_middle_of_commits_has_whole_blocks_and_forgets_none(@TempDir Path folder)
            throws Exception {
        var ledger = new TestLedger();
        ledger.close();
        Path keys = folder.resolve("city");
        try (var out = new ObjectOutputStream(Files.newOutputStream(keys))) {
            out.writeObject(ledger.city.keys());
        }
        var random = new Random(SEED);
        List<Reported> committed = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            committed.addAll(killedAfter(5 + random.nextInt(20), ledger, keys));
            ledger.ledger = ledger.open(true);
            ledger.client = ledger.clientOf(DevLedger.PLATFORM);
            assertWhole(ledger, committed);
            ledger.close();
        }
    }

    private static void assertWhole(TestLedger ledger, List<Reported> committed) {
        for (Reported one : committed) {
            assertThat(ledger.client.status(one.transactionId())).isEqualTo(new Committing.Committed(one.block()));
        }
        long last = ledger.written(Deeds.register(ledger.city, Party.of(Role.BANK, Algorithm.SM2_SM3_ASN1)));
        var blocks = ledger.blocks(last);
        ChainTest.assertLinked(blocks);
        Replay.assertStateFollowsFromBlocks(ledger, blocks);
    }

    /// Runs the victim until it has reported so many commits, then kills it.
    private static List<Reported> killedAfter(int commits, TestLedger ledger, Path keys)
            throws IOException, InterruptedException {
        var source = (PGSimpleDataSource) ledger.source;
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        source.getUrl(),
                        String.valueOf(source.getPassword()),
                        ledger.city.id(),
                        ledger.city.kid(),
                        keys.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // One that hangs is killed as well, and then has reported too little.
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES)
                .execute(() -> victim.toHandle().destroyForcibly());
        List<Reported> reported = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                Reported.read(line).ifPresent(reported::add);
                if (reported.size() == commits) {
                    // By its handle: killing the Process also throws away what it has printed last.
                    boolean _ = victim.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            victim.destroyForcibly();
        }
        assertThat(victim.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(reported).hasSizeGreaterThanOrEqualTo(commits);
        return reported;
    }
}
