package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.devledger.Figures.percentile;
import static scf.devledger.Figures.seconds;
import static scf.devledger.Figures.secondsSince;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scf.contract.ActType;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.ConfirmRow;
import scf.contract.Row;
import scf.contract.SignedAct;
import scf.devledger.Deeds.Invoice;
import scf.gateway.Committing;
import scf.gateway.LedgerClient;
import scf.gateway.ProposedAct;
import scf.gateway.Provable;
import scf.verify.TrustBundle;
import scf.verify.Verdict;
import scf.verify.Verifier;
import scf.verify.Verify;

/// What a real network takes in time and memory, measured on this machine and written into `docs/ledger-figures.md`;
/// the page says how it is called. No part of a build: what is measured beside other work tells of the other work.
class LedgerFigures extends LedgerSession {

    private static final Path PAGE = Path.of("../../docs/ledger-figures.md");

    private static final int ONE_AFTER_ANOTHER = 200;
    private static final int SINGLES = 1_000;
    private static final int ROWS = 1_000;
    private static final int BATCHES = 5;
    private static final int QUESTIONS = 5_000;
    private static final int PROOFS = 50;
    private static final long AWAY_MILLIS = 5_000;
    private static final List<Integer> ON_THEIR_WAY = List.of(32, 64, 128);

    private final Figures figures = new Figures();
    private @Nullable FabricLedger opened;

    @Test
    void what_a_real_network_takes_stands_in_its_page() throws Exception {
        try (var fabric = open("50ms")) {
            latency("50 ms");
            manyAgainstSingle(confirmationsInActsOfOne());
            questions();
            proofs(fabric);
            memory(fabric);
            recovery(fabric);
        }
        try (var _ = open("200ms")) {
            latency("200 ms");
        }
        figures.writeInto(PAGE);
    }

    private FabricLedger open(String batchTimeout) {
        long began = System.nanoTime();
        var fabric = new FabricLedger(batchTimeout);
        opened = fabric;
        figures.row("start, from nothing to the first transaction", "%.0f s", secondsSince(began));
        return fabric;
    }

    /// From the call to the news of the commit, one act after another.
    private void latency(String batchTimeout) {
        Town town = registered(Town.with(Algorithm.ECDSA_P256_SHA256));
        double[] each = Stream.generate(() -> single(town))
                .limit(ONE_AFTER_ANOTHER)
                .mapToDouble(act -> seconds(() -> written(act)))
                .toArray();
        figures.row(
                "one act, batch timeout " + batchTimeout + ": median / 99 of 100",
                "%.0f / %.0f ms",
                1_000 * percentile(each, 50),
                1_000 * percentile(each, 99));
    }

    /// Confirmations per second, with as many acts on their way as suit the network best.
    private double confirmationsInActsOfOne() throws Exception {
        double best = 0;
        for (int onTheirWay : ON_THEIR_WAY) {
            Town town = registered(Town.with(Algorithm.ECDSA_P256_SHA256));
            double perSecond = SINGLES / secondsFor(SINGLES, () -> single(town), onTheirWay);
            figures.row("acts of one confirmation, " + onTheirWay + " on their way", "%.0f per s", perSecond);
            best = Math.max(best, perSecond);
        }
        return best;
    }

    private void manyAgainstSingle(double single) throws Exception {
        Town town = registered(Town.with(Algorithm.ECDSA_P256_SHA256));
        written(batch(town));
        double endorsing = 0;
        double committing = 0;
        for (int i = 0; i < BATCHES; i++) {
            ProposedAct proposed = client().propose(batch(town));
            long began = System.nanoTime();
            Bytes transaction = endorsed(proposed);
            endorsing += secondsSince(began);
            began = System.nanoTime();
            ordered(transaction);
            assertThat(client().status(proposed.transactionId())).isInstanceOf(Committing.Committed.class);
            committing += secondsSince(began);
        }
        figures.row(
                "an act of 1,000 confirmations: endorsed / then committed",
                "%.2f / %.2f s",
                endorsing / BATCHES,
                committing / BATCHES);
        double inTurn = BATCHES * ROWS / (endorsing + committing);
        double atOnce = BATCHES * ROWS / secondsFor(BATCHES, () -> batch(town), BATCHES);
        figures.row("confirmations in acts of 1,000, one act after another", "%.0f per s", inTurn);
        figures.row("confirmations in acts of 1,000, " + BATCHES + " acts at once", "%.0f per s", atOnce);
        figures.row(
                "1,000 under one signature against one each, at its best",
                "%.1f times as many; %.1f times with " + BATCHES + " acts at once",
                inTurn / single,
                atOnce / single);
    }

    private void questions() throws Exception {
        Town town = confirmed();
        int askers = ON_THEIR_WAY.getFirst();
        double took = secondsFor(
                Stream.<Callable<Object>>generate(() ->
                                () -> client().receivable(town.receivable()).orElseThrow())
                        .limit(QUESTIONS)
                        .toList(),
                askers);
        figures.row("questions (evaluate), " + askers + " on their way", "%.0f per s", QUESTIONS / took);
    }

    private void proofs(FabricLedger fabric) throws Exception {
        Town town = registered(Town.with(Algorithm.ECDSA_P256_SHA256));
        proof(fabric, "an act of one row", single(town));
        proof(fabric, "an act of 1,000 rows, one of them shown", batch(town));
    }

    private void proof(FabricLedger fabric, String of, SignedAct act) throws Exception {
        written(act);
        Bytes shown = act.rows().getFirst();
        String receivable = Row.parse(ActType.CONFIRM, shown).subject();
        Bytes nonce = ProofKit.nonce();
        long began = System.nanoTime();
        byte[] proof = client().proofs()
                .prove(Provable.RECEIVABLE, receivable, nonce, ProofKit.of(act, shown::equals, true))
                .bytes()
                .toArray();
        double made = secondsSince(began);
        String trust = fabric.network.trust();
        var verifier = new Verifier(
                TrustBundle.of(trust.getBytes(StandardCharsets.UTF_8)), Optional.of(nonce.hex()), Instant.now());
        double[] judged = IntStream.range(0, PROOFS)
                .mapToDouble(
                        _ -> seconds(() -> assertThat(verifier.verify(proof)).isInstanceOf(Verdict.Proved.class)))
                .toArray();
        figures.row(
                "a proof of a receivable, " + of + ": size / made / verified (median)",
                "%.1f KB / %.0f ms / %.1f ms",
                proof.length / 1024.0,
                1_000 * made,
                1_000 * percentile(judged, 50));
        began = System.nanoTime();
        verifiedByCommand(proof, fabric.network.home().resolve("trust.json"));
        figures.row("the same by the command `verify`, with its JVM's start", "%.1f s", secondsSince(began));
    }

    private static void verifiedByCommand(byte[] proof, Path trust) throws Exception {
        Path file = Files.write(Files.createTempFile("proof", ".json"), proof);
        var home = Verify.class.getProtectionDomain().getCodeSource().getLocation();
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(home.toURI()).toString(),
                        Verify.class.getName(),
                        file.toString(),
                        "--trust",
                        trust.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).isZero();
        Files.delete(file);
    }

    private void memory(FabricLedger fabric) {
        figures.row(
                "memory after all that (RSS)",
                "%s",
                fabric.network.residentMegabytes().entrySet().stream()
                        .map(process -> process.getKey() + " " + process.getValue() + " MB")
                        .collect(Collectors.joining(", ")));
    }

    /// From the start of what was killed to the next act that holds.
    private void recovery(FabricLedger fabric) throws InterruptedException {
        for (String node : List.of("orderer1", "platform", "city", "platform-chaincode")) {
            fabric.network.stop(node);
            Thread.sleep(AWAY_MILLIS);
            fabric.network.start(node);
            figures.row("acts hold again after the start of " + node, "%.1f s", seconds(fabric::untilItTakesActs));
        }
    }

    private SignedAct single(Town town) {
        return Deeds.confirm(town.debtor(), claim(town));
    }

    private SignedAct batch(Town town) {
        return Deeds.confirmAll(
                town.debtor(), Stream.generate(() -> claim(town)).limit(ROWS).toList());
    }

    private static ConfirmRow claim(Town town) {
        return Invoice.of(town.supplier(), town.debtor(), MINOR)
                .confirming(UUID.randomUUID().toString(), 0, MINOR);
    }

    /// Seconds until so many acts are committed, signed beforehand, so many of them on their way at once.
    private double secondsFor(int count, Supplier<SignedAct> acts, int onTheirWay)
            throws InterruptedException, ExecutionException {
        return secondsFor(
                Stream.generate(acts)
                        .limit(count)
                        .<Callable<Object>>map(act -> () -> written(act))
                        .toList(),
                onTheirWay);
    }

    private static double secondsFor(List<Callable<Object>> deeds, int atOnce)
            throws InterruptedException, ExecutionException {
        try (ExecutorService hands = Executors.newFixedThreadPool(atOnce)) {
            long began = System.nanoTime();
            for (Future<Object> deed : hands.invokeAll(deeds)) {
                assertThat(deed.get()).isNotNull();
            }
            return secondsSince(began);
        }
    }

    private FabricLedger fabric() {
        return Objects.requireNonNull(opened, "the network was not opened");
    }

    @Override
    LedgerClient client() {
        return fabric().client;
    }

    @Override
    Party city() {
        return fabric().city;
    }

    @Override
    void restart() {
        fabric().network.restart();
    }
}
