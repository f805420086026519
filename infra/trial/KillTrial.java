import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Kills the platform with -9 and starts it again, over and over, and holds journal and ledger against those of a
/// quiet run.
///
/// Run by Java 25: it starts the platform with the same.
///
///     java infra/trial/KillTrial.java app/target/app-0.1.0-SNAPSHOT.jar [lines|instants] [count] [seed] [first]
///
/// `lines`: one play, killed after every line of its journal (or after the first `count`). `instants`: `count` plays,
/// each killed at one instant drawn from `seed`; `first` goes on with that kill of the seed's. After each kill the next
/// start must show every line and every block that was told before, the very same; the play must end, and nothing
/// wait for the ledger any more. Then what was told must be what an undisturbed city tells (amounts and words; ids and
/// times are each city's own), and on the ledger stand as many acts of each type as an undisturbed city wrote, none
/// twice. Journal and ledger must be the same after one more start.
public class KillTrial {

    /// How long nothing new may be heard from a city. A busy machine takes minutes to start one.
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Pattern LINE = Pattern.compile("\\{\"number\":\\d+,\"step\":.*?\\}");
    private static final Pattern BLOCK =
            Pattern.compile("\\{\"number\":\\d+,\"hash\":\"[0-9a-f]{64}\",\"acts\":\\[.*?\\]\\}");
    private static final Pattern NEXT = Pattern.compile("\"next\":(\\d+)");
    private static final Pattern ACT = Pattern.compile(
            "\"transactionId\":\"(?<transaction>[0-9a-f]{64})\",\"act\":\"(?<act>[0-9a-f]{64})\",\"type\":\"(?<type>[A-Z_]+)\"");
    private static final Pattern NAMED = Pattern.compile("\"transactionId\":\"([0-9a-f]{64})\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path jar;

    private KillTrial(Path jar) {
        this.jar = jar;
    }

    public static void main(String[] arguments) throws Exception {
        var trial = new KillTrial(Path.of(arguments[0]));
        String kind = arguments.length > 1 ? arguments[1] : "lines";
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Integer.MAX_VALUE;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 20261122L;
        int first = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
        long begun = System.nanoTime();
        Told quiet = trial.quiet();
        long playMillis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println("a quiet play tells " + quiet.lines.size() + " lines in " + playMillis + " ms; its ledger: "
                + quiet.blocks.size() + " blocks, " + quiet.acts());
        int kills = kind.equals("lines")
                ? trial.afterEachLine(quiet, count)
                : trial.atInstants(quiet, first, count, new Instants(seed, playMillis));
        System.out.println(kills + " kills: nothing lost, nothing doubled, neither in the journal nor on the ledger");
        System.exit(0);
    }

    private Told quiet() throws Exception {
        Path data = Files.createTempDirectory("scf-trial-quiet");
        try (var city = City.start(jar, data)) {
            return city.untilDone();
        }
    }

    /// One city, killed as soon as it has told its next line.
    private int afterEachLine(Told quiet, int count) throws Exception {
        Path data = Files.createTempDirectory("scf-trial-lines");
        Told told = Told.NOTHING;
        int kills = 0;
        while (told.lines.size() < quiet.lines.size() && kills < count) {
            try (var city = City.start(jar, data)) {
                city.untilOpen();
                // Beside the play: the kill waits for nothing but the line.
                var ledger = CompletableFuture.supplyAsync(city::blocks);
                List<String> lines = city.untilLongerThan(told.lines.size());
                List<String> blocks = ledger.isDone() ? ledger.join() : told.blocks;
                city.kill();
                kills++;
                var now = new Told(lines, blocks);
                now.goesOnFrom(told);
                told = now;
                System.out.println("killed after line " + lines.size() + ", " + blocks.size() + " blocks told");
            }
        }
        finish(quiet, data, told);
        return kills;
    }

    /// A fresh city each time, killed at an instant of its play or of its start.
    private int atInstants(Told quiet, int first, int count, Instants instants) throws Exception {
        for (int i = first; i <= count; i++) {
            Path data = Files.createTempDirectory("scf-trial-instant");
            long instant = instants.of(i);
            Told told;
            try (var city = City.start(jar, data)) {
                Thread.sleep(instant);
                told = city.told();
                city.kill();
            }
            System.out.println("seed " + instants.seed + ", kill " + i + " after " + instant + " ms, "
                    + told.lines.size() + " lines and " + told.blocks.size() + " blocks told");
            finish(quiet, data, told);
        }
        return count - first + 1;
    }

    /// When to kill: the same seed draws the same parts of a play, however long a play takes on this machine.
    private record Instants(long seed, long playMillis) {

        long of(int kill) {
            var random = new Random(seed);
            double part = 0;
            for (int i = 1; i <= kill; i++) {
                part = random.nextDouble();
            }
            return (long) (part * playMillis);
        }
    }

    private void finish(Told quiet, Path data, Told told) throws Exception {
        Told finished;
        try (var city = City.start(jar, data)) {
            finished = city.untilDone();
            finished.goesOnFrom(told);
            equal(quiet.words(), finished.words());
            equal(List.of(quiet.acts()), List.of(finished.acts()));
        }
        try (var city = City.start(jar, data)) {
            Told again = city.untilDone();
            equal(finished.lines, again.lines);
            equal(finished.blocks, again.blocks);
        }
    }

    /// What a city has told: the lines of its journal, and the blocks of its ledger with the acts in them.
    private record Told(List<String> lines, List<String> blocks) {

        static final Told NOTHING = new Told(List.of(), List.of());

        /// What was told before is told again, the very same.
        void goesOnFrom(Told before) {
            prefix(before.lines, lines);
            prefix(before.blocks, blocks);
        }

        /// Whatever the journal names stands on the ledger, each act once.
        void agrees() {
            var acts = new HashSet<String>();
            var transactions = new HashSet<String>();
            ACT.matcher(String.join("", blocks)).results().forEach(act -> {
                transactions.add(act.group("transaction"));
                if (!acts.add(act.group("act"))) {
                    fail("each act once", "the act " + act.group("act") + " twice");
                }
            });
            NAMED.matcher(String.join("", lines))
                    .results()
                    .map(named -> named.group(1))
                    .forEach(named -> {
                        if (!transactions.contains(named)) {
                            fail("the transaction " + named + " of the journal on the ledger", "nothing");
                        }
                    });
        }

        /// What the lines say, without what differs from city to city.
        List<String> words() {
            return lines.stream()
                    .map(line -> line.replaceAll("\"(at|transactionId|subject)\":(\"[^\"]*\"|null),?", ""))
                    .map(line -> line.replaceAll("V[0-9A-Z]{16}", "V…"))
                    .toList();
        }

        /// How many acts of each type stand on the ledger.
        String acts() {
            var counts = new TreeMap<String, Integer>();
            ACT.matcher(String.join("", blocks))
                    .results()
                    .forEach(act -> counts.merge(act.group("type"), 1, Integer::sum));
            return counts.toString();
        }
    }

    private static void prefix(List<String> before, List<String> after) {
        equal(before, after.subList(0, Math.min(before.size(), after.size())));
    }

    private static void equal(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String left = i < expected.size() ? expected.get(i) : "nothing";
            String right = i < found.size() ? found.get(i) : "nothing";
            if (!left.equals(right)) {
                fail(left, right);
            }
        }
    }

    private static void fail(String expected, String found) {
        System.out.println("expected " + expected + "\nfound    " + found + "\nFAILED");
        System.exit(1);
    }

    /// A running platform with its practice city.
    private record City(Process process, int port) implements AutoCloseable {

        static City start(Path jar, Path data) throws IOException {
            int port;
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            jar.toString(),
                            "--scf.practice=true",
                            "--scf.data=" + data,
                            "--server.port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolve("platform.log").toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new City(process, port);
        }

        /// Until the play has ended and the platform says that nothing waits for the ledger.
        Told untilDone() throws Exception {
            until("/practice/journal", 50, answer -> answer.contains("\"done\":true"));
            until(
                    "/actuator/health/outbox",
                    50,
                    answer -> answer.contains("\"waiting\":{}") && !answer.contains("DOWN"));
            Told told = told();
            told.agrees();
            return told;
        }

        void untilOpen() throws Exception {
            until("/practice/journal", 50, answer -> answer.contains("\"done\":"));
        }

        List<String> untilLongerThan(int lines) throws Exception {
            return found(
                    LINE,
                    until(
                            "/practice/journal",
                            2,
                            answer -> answer.contains("\"done\":true")
                                    || found(LINE, answer).size() > lines));
        }

        private String until(String path, int pauseMillis, Predicate<String> enough) throws Exception {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            String answer = "";
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the platform ended with " + process.exitValue());
                }
                String before = answer;
                answer = ask(path);
                if (!answer.equals(before)) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
                if (enough.test(answer)) {
                    return answer;
                }
                Thread.sleep(answer.isEmpty() ? 20 : pauseMillis);
            }
            throw new IllegalStateException("the city did not get on: " + answer);
        }

        /// What the platform tells now; nothing, where its doors are not open yet.
        Told told() {
            return new Told(found(LINE, ask("/practice/journal")), blocks());
        }

        List<String> blocks() {
            var blocks = new ArrayList<String>();
            var next = Optional.of("0");
            while (next.isPresent()) {
                String page = ask("/practice/ledger?from=" + next.get());
                blocks.addAll(found(BLOCK, page));
                next = NEXT.matcher(page).results().map(one -> one.group(1)).findFirst();
            }
            return blocks;
        }

        /// Nothing, when there is no answer.
        private String ask(String path) {
            try {
                return HTTP.send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                        .timeout(Duration.ofSeconds(10))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException notYet) {
                return "";
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static List<String> found(Pattern what, String answer) {
            return what.matcher(answer).results().map(MatchResult::group).toList();
        }

        void kill() throws Exception {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            process.waitFor();
        }
    }
}
