package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import scf.contract.Algorithm;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient;
import scf.schema.ids.KeyId;
import scf.schema.server.PostgresServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The practice city as its first start has played it, to the end of the main job: once for all tests of this JVM that
/// look at a whole journey.
public final class PracticeTown {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static @Nullable PracticeTown played;

    private final String database = TestDatabase.freshName();
    private final Path data;
    private final int port = FreePort.next();
    private final List<String> settings;
    private final JsonNode journal;

    private PracticeTown(List<String> settings) throws IOException, InterruptedException {
        this.settings = settings;
        data = Files.createTempDirectory("scf-practice-town");
        try (var _ = start()) {
            journal = toItsEnd();
        }
    }

    public static synchronized PracticeTown played() throws IOException, InterruptedException {
        if (played == null) {
            played = new PracticeTown(List.of());
            TestDatabase.server().createDatabase(played.atRest(), played.database);
            TestDatabase.server().createDatabase(played.ledgerAtRest(), played.database + "_devledger");
        }
        return played;
    }

    /// Another city, with settings of its own.
    static PracticeTown playedWith(String... settings) throws IOException, InterruptedException {
        return new PracticeTown(List.of(settings));
    }

    /// The platform on what the city has left, once more.
    ConfigurableApplicationContext start() {
        var server = TestDatabase.server();
        var all = new ArrayList<>(List.of(
                "--scf.practice=true",
                "--scf.data=" + data,
                "--server.port=" + port,
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=" + PostgresServer.SUPERUSER,
                "--spring.datasource.password=" + server.password()));
        all.addAll(settings);
        return SpringApplication.run(Platform.class, all.toArray(String[]::new));
    }

    private JsonNode toItsEnd() throws IOException, InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        JsonNode told = journalNow();
        while (!told.path("done").asBoolean()) {
            assertThat(Instant.now()).as("stuck at " + told).isBefore(until);
            Thread.sleep(200);
            told = journalNow();
        }
        return told;
    }

    /// What the running city tells.
    JsonNode journalNow() throws IOException, InterruptedException {
        return ask("/practice/journal");
    }

    /// What the running city answers to a call that needs no signature.
    JsonNode ask(String path) throws IOException, InterruptedException {
        return ask(port, path);
    }

    /// A caller that acts as a party of the city, with what lies in the party's folder and nothing else.
    SignedClient caller(String party) throws IOException {
        Path folder = data.resolve("practice").resolve(party);
        JsonNode card = JsonMapper.shared().readTree(Files.readString(folder.resolve("party.json")));
        JsonNode key = card.path("keys")
                .valueStream()
                .filter(one -> one.path("usage").asString().equals("http"))
                .findFirst()
                .orElseThrow();
        var secret = MessageKey.ofPem(
                new KeyId(key.path("kid").asString()),
                Algorithm.ofWire(key.path("algorithm").asString()),
                Files.readString(folder.resolve(key.path("privateKey").asString())));
        return SignedClient.of(
                HTTP,
                URI.create(card.path("baseUrl").asString()),
                card.path("enterpriseId").asString(),
                secret,
                Clock.systemUTC());
    }

    static JsonNode ask(int port, String path) throws IOException, InterruptedException {
        var asked = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return JsonMapper.shared()
                .readTree(HTTP.send(asked, HttpResponse.BodyHandlers.ofString()).body());
    }

    /// What it had told when it was done.
    JsonNode journal() {
        return journal;
    }

    PGSimpleDataSource store() {
        var source = new PGSimpleDataSource();
        source.setUrl(TestDatabase.server().url(database));
        source.setUser(PostgresServer.SUPERUSER);
        source.setPassword(TestDatabase.server().password());
        return source;
    }

    /// A copy of the platform's database as the first start has left it. Nobody is connected to it, so it can be copied
    /// again.
    public String atRest() {
        return database + "_at_rest";
    }

    /// The same of the ledger's.
    public String ledgerAtRest() {
        return database + "_devledger_at_rest";
    }
}
