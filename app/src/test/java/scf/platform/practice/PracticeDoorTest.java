package scf.platform.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import scf.platform.FreePort;
import scf.platform.Platform;
import scf.platform.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the unsigned endpoints show of a practice city that has begun to play, on a PostgreSQL of one's own.
class PracticeDoorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_LOOKS = 600;
    private static final PGSimpleDataSource DATABASE = TestDatabase.fresh();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext city;
    private static int port;

    @BeforeAll
    static void begin(@TempDir Path data) throws Exception {
        port = FreePort.next();
        city = new SpringApplicationBuilder(Platform.class)
                .run(
                        "--scf.practice=true",
                        "--scf.data=" + data,
                        "--server.port=" + port,
                        "--spring.datasource.url=" + DATABASE.getURL(),
                        "--spring.datasource.username=" + DATABASE.getUser(),
                        "--spring.datasource.password=" + DATABASE.getPassword());
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (!namedInTheJournal().isEmpty()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no act of the city came to the ledger: " + get("/practice/journal"));
    }

    @AfterAll
    static void close() {
        city.close();
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(ask(to(path)).body());
    }

    @Test
    void the_ledger_shows_each_act_once_in_linked_blocks() throws Exception {
        JsonNode ledger = get("/practice/ledger");

        var numbers = new ArrayList<Integer>();
        var acts = new ArrayList<String>();
        Map<String, Integer> types = new TreeMap<>();
        for (JsonNode block : ledger.path("blocks")) {
            numbers.add(block.path("number").asInt());
            assertThat(block.path("hash").asString()).matches("[0-9a-f]{64}");
            for (JsonNode act : block.path("acts")) {
                acts.add(act.path("act").asString());
                types.merge(act.path("type").asString(), 1, Integer::sum);
            }
        }
        assertThat(numbers)
                .hasSize(ledger.path("height").asInt())
                .startsWith(0, 1)
                .isSorted();
        assertThat(acts).doesNotHaveDuplicates();
        assertThat(types).containsKey("REGISTER_KEY");
    }

    @Test
    void every_transaction_the_journal_names_stands_on_the_ledger() throws Exception {
        List<String> named = namedInTheJournal();
        var onTheLedger = new ArrayList<String>();
        get("/practice/ledger")
                .path("blocks")
                .forEach(block -> block.path("acts")
                        .forEach(
                                act -> onTheLedger.add(act.path("transactionId").asString())));
        assertThat(onTheLedger).containsAll(named);
    }

    private static List<String> namedInTheJournal() throws Exception {
        var named = new ArrayList<String>();
        get("/practice/journal")
                .path("lines")
                .forEach(line -> line.path("transactionId").asStringOpt().ifPresent(named::add));
        return named;
    }

    @Test
    void past_the_end_of_the_ledger_there_is_nothing_and_before_its_beginning_nothing_is_asked() throws Exception {
        JsonNode past = get("/practice/ledger?from=100000");
        assertThat(past.path("blocks").isEmpty()).isTrue();
        assertThat(past.path("next").isNull()).isTrue();

        for (String none : List.of("-1", "first")) {
            var answer = ask(to("/practice/ledger?from=" + none));
            assertThat(answer.statusCode()).as(none).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"?from\"");
        }
    }

    @Test
    void the_business_date_is_told_and_never_moves_back() throws Exception {
        String today = get("/practice/business-date").path("businessDate").asString();
        assertThat(today).isGreaterThanOrEqualTo(PracticeCity.FIRST_DAY.toString());

        var answer = ask(to("/practice/business-date")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"businessDate\":\"" + PracticeCity.FIRST_DAY + "\"}")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("business_date_not_after");
        assertThat(get("/practice/business-date").path("businessDate").asString())
                .isGreaterThanOrEqualTo(today);
    }

    @Test
    void the_development_ledger_keeps_a_database_of_its_own_beside_the_platforms() {
        var found = TestDatabase.sql(DATABASE)
                .fetch("select datname from pg_database where datname = current_database() || '_devledger'");
        assertThat(found).hasSize(1);
    }
}
