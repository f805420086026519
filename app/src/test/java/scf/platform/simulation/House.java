package scf.platform.simulation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import scf.platform.FreePort;
import scf.schema.server.PostgresServer;

/// The platform as a thing that is started, stopped and killed; its databases outlive it.
final class House implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern ACCIDENT = Pattern.compile(
            "ERROR: .* violates|deadlock detected|NullPointerException|ClassCastException|ArithmeticException");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path folder;
    private final PostgresServer server;
    private final String database;
    private final City city;
    private final int port;
    /// Before everything else on the class path of a process of its own.
    private final @Nullable Path overlay;

    private @Nullable ConfigurableApplicationContext here;
    private @Nullable Process apart;

    House(Path folder, PostgresServer server, String database, City city, @Nullable Path overlay) {
        this.folder = folder;
        this.server = server;
        this.database = database;
        this.city = city;
        this.overlay = overlay;
        this.port = FreePort.next();
    }

    URI base() {
        return URI.create("http://localhost:" + port);
    }

    Path timeFile() {
        return folder.resolve("time");
    }

    String url() {
        return server.url(database);
    }

    String ledgerUrl() {
        return server.url(database + "_devledger");
    }

    String password() {
        return server.password();
    }

    Path log() {
        return folder.resolve("platform.log");
    }

    /// @param graceful whether a stop lets calls end that are under way, or cuts them
    private List<String> settings(long seed, boolean graceful) {
        return List.of(
                "--server.port=" + port,
                "--server.shutdown=" + (graceful ? "graceful" : "immediate"),
                "--spring.lifecycle.timeout-per-shutdown-phase=5s",
                "--spring.main.banner-mode=off",
                "--logging.file.name=" + log(),
                "--logging.threshold.console=OFF",
                "--logging.level.root=WARN",
                "--scf.data=" + folder.resolve("data"),
                "--scf.signing.rate-limits.write=100000000",
                "--scf.signing.rate-limits.read=100000000",
                "--scf.signing.rate-limits.unknown=100000000",
                "--scf.ledger.patience=2s",
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + PostgresServer.SUPERUSER,
                "--spring.datasource.password=" + server.password(),
                "--scf.genesis.city-id=" + city.id(),
                "--scf.genesis.city-key=" + city.act().kid(),
                "--scf.genesis.city-algorithm=" + city.act().algorithm().wire(),
                "--scf.genesis.city-public-key=" + city.act().publicKey().base64(),
                "--simulation.city-http-key=" + city.http().kid(),
                "--simulation.city-http-public-key=" + city.http().publicKey().base64(),
                "--simulation.time=" + timeFile(),
                "--simulation.seed=" + seed);
    }

    /// In this process.
    void openHere(long seed, boolean graceful) {
        here = SimulatedPlatform.start(settings(seed, graceful));
    }

    /// In a process of its own, which can be killed.
    void openApart(long seed) {
        try {
            String classPath = System.getProperty("java.class.path");
            var command = new ArrayList<String>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    overlay == null ? classPath : overlay + File.pathSeparator + classPath,
                    SimulatedPlatform.class.getName()));
            command.addAll(settings(seed, true));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("apart.log").toFile()))
                    .start();
            apart = process;
            untilItAnswers(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void untilItAnswers(Process process) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the platform does not come up: see " + log() + " and apart.log");
            }
            pause();
        }
    }

    private boolean answers() {
        try {
            var asked = HttpRequest.newBuilder(base().resolve("/.well-known/jwks-sm.json"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What the platform's log tells of that no mishap excuses: a row that a constraint refused, a deadlock, a slip.
    List<String> accidents() {
        try (var lines = Files.lines(log())) {
            return lines.filter(line -> ACCIDENT.matcher(line).find())
                    .map(line -> line.strip().replaceFirst("^Caused by: ", ""))
                    .distinct()
                    .limit(20)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SQL beside the platform.
    void execute(String sql) {
        try (var connection = DriverManager.getConnection(url(), PostgresServer.SUPERUSER, password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// In good order.
    @Override
    public void close() {
        if (here != null) {
            here.close();
            here = null;
        }
        if (apart != null) {
            apart.destroy();
            end(apart);
            apart = null;
        }
    }

    /// `kill -9`.
    void kill() {
        if (apart == null) {
            throw new IllegalStateException("only a process of its own is killed");
        }
        apart.destroyForcibly();
        end(apart);
        apart = null;
    }

    private static void end(Process process) {
        try {
            int _ = process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Path folder(String name) {
        try {
            return Files.createDirectories(Path.of("target/simulation").resolve(name))
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
