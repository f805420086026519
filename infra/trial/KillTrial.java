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
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// Kills the platform with -9 and starts it again, over and over, and holds every journal against the one of a quiet
/// run.
///
///     java infra/trial/KillTrial.java app/target/app-0.1.0-SNAPSHOT.jar [lines|instants] [count] [seed]
///
/// `lines`: one play, killed after every line of its journal (or after the first `count`). `instants`: `count` plays,
/// each killed at one instant drawn from `seed`. After each kill the next start must show every line that was told
/// before, the very same; the play must end; and what was told must be what an undisturbed city tells (amounts and
/// words; ids and times are each city's own). A finished journal must be the same after one more start.
public class KillTrial {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Pattern LINE = Pattern.compile("\\{\"number\":.*?\\}");
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
        long begun = System.nanoTime();
        List<String> quiet = trial.quiet();
        long playMillis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println("a quiet play tells " + quiet.size() + " lines in " + playMillis + " ms");
        int kills = kind.equals("lines")
                ? trial.afterEachLine(quiet, count)
                : trial.atInstants(quiet, count, seed, playMillis);
        System.out.println(kills + " kills: nothing lost, nothing doubled");
        System.exit(0);
    }

    private List<String> quiet() throws Exception {
        Path data = Files.createTempDirectory("scf-trial-quiet");
        try (var city = City.start(jar, data)) {
            return words(city.untilDone());
        }
    }

    /// One city, killed as soon as it has told its next line.
    private int afterEachLine(List<String> quiet, int count) throws Exception {
        Path data = Files.createTempDirectory("scf-trial-lines");
        List<String> told = List.of();
        int kills = 0;
        while (told.size() < quiet.size() && kills < count) {
            try (var city = City.start(jar, data)) {
                List<String> now = city.untilLongerThan(told.size());
                prefix(told, now);
                told = now;
                city.kill();
                kills++;
                System.out.println("killed after line " + now.size());
            }
        }
        finish(quiet, data, told);
        return kills;
    }

    /// A fresh city each time, killed at an instant of its play or of its start.
    private int atInstants(List<String> quiet, int count, long seed, long playMillis) throws Exception {
        var random = new Random(seed);
        for (int i = 1; i <= count; i++) {
            Path data = Files.createTempDirectory("scf-trial-instant");
            long instant = random.nextLong(playMillis);
            List<String> told;
            try (var city = City.start(jar, data)) {
                Thread.sleep(instant);
                told = city.journalOrNothing();
                city.kill();
            }
            System.out.println(
                    "seed " + seed + ", kill " + i + " after " + instant + " ms, " + told.size() + " lines told");
            finish(quiet, data, told);
        }
        return count;
    }

    private void finish(List<String> quiet, Path data, List<String> told) throws Exception {
        List<String> finished;
        try (var city = City.start(jar, data)) {
            finished = city.untilDone();
            prefix(told, finished);
            equal(quiet, words(finished));
        }
        try (var city = City.start(jar, data)) {
            equal(finished, city.untilDone());
        }
    }

    private static void prefix(List<String> before, List<String> after) {
        equal(before, after.subList(0, Math.min(before.size(), after.size())));
    }

    private static void equal(List<String> expected, List<String> found) {
        if (!expected.equals(found)) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                String left = i < expected.size() ? expected.get(i) : "(nothing)";
                String right = i < found.size() ? found.get(i) : "(nothing)";
                if (!left.equals(right)) {
                    System.out.println("expected " + left + "\nfound    " + right);
                    break;
                }
            }
            System.out.println("FAILED");
            System.exit(1);
        }
    }

    /// What a line says, without what differs from city to city.
    private static List<String> words(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("\"(at|transactionId|subject)\":(\"[^\"]*\"|null),?", ""))
                .map(line -> line.replaceAll("V[0-9A-Z]{16}", "V…"))
                .toList();
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
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new City(process, port);
        }

        List<String> untilDone() throws Exception {
            return until(answer -> answer.contains("\"done\":true"));
        }

        List<String> untilLongerThan(int lines) throws Exception {
            return until(
                    answer -> answer.contains("\"done\":true") || lines(answer).size() > lines);
        }

        private List<String> until(java.util.function.Predicate<String> enough) throws Exception {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the platform ended with " + process.exitValue());
                }
                String answer = ask();
                if (enough.test(answer)) {
                    return lines(answer);
                }
                Thread.sleep(20);
            }
            throw new IllegalStateException("the city did not get on: " + ask());
        }

        List<String> journalOrNothing() throws Exception {
            return lines(ask());
        }

        private String ask() throws Exception {
            try {
                return HTTP.send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/practice/journal"))
                                        .timeout(Duration.ofSeconds(10))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException notYet) {
                return "";
            }
        }

        private static List<String> lines(String answer) {
            var found = new ArrayList<String>();
            LINE.matcher(answer).results().forEach(line -> found.add(line.group()));
            return found;
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
