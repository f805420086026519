package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.PLEDGE;
import static scf.platform.LiveTown.cny;
import static scf.platform.LiveTown.signed;
import static scf.platform.LiveTown.text;
import static scf.platform.LiveTown.with;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import scf.devledger.DevLedger;
import scf.devledger.Organisation;
import scf.gateway.LedgerClient;
import scf.gateway.Member;
import scf.platform.signing.SignedClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Nobody answers at the other end of the wire to the ledger. The platform takes what it can, says what waits
/// and since when, and when the ledger is back all of it is there, once.
@PlatformTest
@Import(LedgerAwayTest.Wiring.class)
class LedgerAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    ApplicationContext platform;

    @Autowired
    CutWire wire;

    @Autowired
    LedgerClient ledger;

    @Autowired
    MeterRegistry metrics;

    @TestConfiguration
    static class Wiring {

        @Bean
        CutWire cutWire() {
            return new CutWire();
        }

        @Bean(destroyMethod = "close")
        @Primary
        LedgerClient clientOverTheWire(DevLedger ledger, CutWire wire) {
            Organisation.Signing client =
                    ledger.organisation(DevLedger.PLATFORM).client();
            return new LedgerClient(
                    ClientInterceptors.intercept(ledger.channel(), wire),
                    "scf",
                    DevLedger.CHAINCODE,
                    new Member(DevLedger.PLATFORM, client.certificate(), client.key()),
                    List.of(DevLedger.CITY, DevLedger.PLATFORM));
        }
    }

    /// The wire to the ledger. While it is cut every call goes to a port where nobody listens, and what was
    /// open breaks.
    static final class CutWire implements ClientInterceptor, AutoCloseable {

        private final ManagedChannel nobody = Grpc.newChannelBuilder(
                        "127.0.0.1:" + FreePort.next(), InsecureChannelCredentials.create())
                .build();
        private volatile boolean cut;

        void cut(DevLedger ledger) {
            cut = true;
            ledger.breakEventStreams();
        }

        void mend() {
            cut = false;
        }

        @Override
        public void close() {
            nobody.shutdownNow();
        }

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return (cut ? nobody : next).newCall(method, options);
        }
    }

    @AfterEach
    void the_wire_is_whole() {
        wire.mend();
    }

    @Test
    void while_the_ledger_is_away_work_goes_on_and_when_it_is_back_everything_is_there_once() throws Exception {
        var town = new LiveTown(platform);
        town.line(town.bank, "10000000.00");
        var vouchers = town.active(2, "300000.00");
        String loan = town.financed(
                town.supplier, vouchers.get(0), PLEDGE, "200000.00", town.bank, town.account(town.supplier));
        String confirmed = text(town.confirmed(), "/id");
        var before = Instant.now();

        wire.cut(platform.getBean(DevLedger.class));

        // Claims, requests, offers and repayments need no ledger.
        String claimed = text(town.claimed(), "/id");
        String request = town.request(vouchers.get(1), PLEDGE, "100000.00", town.bank);
        String offer = town.offer(town.bank, request, PLEDGE, "100000.00");
        var repaid = town.write(town.bank, "/v1/loans/" + loan + "/repayments", repayment());
        assertThat(text(town.read(town.bank, "/v1/loans/" + loan), "/state")).isEqualTo("PARTLY_REPAID");
        assertThat(repaid.isObject()).isTrue();

        // What the ledger must hold is signed, kept, and waits: 202, with its pending state.
        var waiting = new ArrayList<String>();
        String confirmation = "/v1/receivables/" + claimed + "/confirmation";
        waiting.add(waits(town, town.master, town.master.checker(), confirmation, Map.of(), Map.of()));
        var chosen = Map.of("offerId", offer);
        waiting.add(waits(
                town,
                town.supplier,
                town.supplier.client(),
                "/v1/financing-requests/" + request + "/acceptance",
                chosen,
                chosen));
        var issue = Map.of("receivableId", confirmed, "amount", cny("1000.00"), "dueDate", town.due.toString());
        for (int i = 0; i < 4; i++) {
            waiting.add(waits(town, town.master, town.master.client(), "/v1/vouchers", issue, Map.of()));
        }
        assertThat(text(town.read(town.master, "/v1/receivables/" + claimed), "/state"))
                .isEqualTo("CONFIRMING");
        assertThat(text(town.read(town.supplier, "/v1/vouchers/" + vouchers.get(1)), "/state"))
                .isEqualTo("LOCKING");

        // Said plainly: to whoever signed, to whoever watches.
        until(() -> text(act(town, waiting.getFirst()), "/waits/attempts").compareTo("0") > 0);
        var act = act(town, waiting.getFirst());
        assertThat(text(act, "/state")).isEqualTo("QUEUED");
        assertThat(Instant.parse(text(act, "/waits/since"))).isBetween(before, Instant.now());
        until(() -> text(outbox(), "/components/ledger/details/breaker").equals("OPEN"));
        var outbox = outbox();
        assertThat(text(outbox, "/status")).isEqualTo("DOWN");
        assertThat(text(outbox, "/components/ledger/details/ledger")).contains("does not answer");
        assertThat(outbox.at("/components/ledger/details/waiting")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isGreaterThanOrEqualTo(waiting.size());
        assertThat(metrics.get("scf.ledger.waiting").gauge().value()).isGreaterThanOrEqualTo(waiting.size());
        assertThat(metrics.get("scf.ledger.oldest.waiting").gauge().value()).isPositive();
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        var proof = town.supplier.client().get("/v1/vouchers/" + vouchers.get(1) + "/proof?nonce=" + "5c".repeat(32));
        assertThat(proof.status()).as(proof.text()).isEqualTo(503);

        wire.mend();

        waiting.forEach(town::committed);
        var carried = new ArrayList<String>();
        for (var block : ledger.blocks(0, 10_000).blocks()) {
            block.acts().forEach(told -> carried.add(told.event().act()));
        }
        assertThat(carried).containsAll(waiting).doesNotHaveDuplicates();
        assertThat(text(town.read(town.master, "/v1/receivables/" + claimed), "/state"))
                .isEqualTo("CONFIRMED");
        assertThat(text(town.read(town.supplier, "/v1/vouchers/" + vouchers.get(1)), "/state"))
                .isEqualTo("FIN_LOCKED");
        until(() -> text(outbox(), "/status").equals("UP"));
        assertThat(metrics.get("scf.ledger.waiting").gauge().value()).isZero();
    }

    private static Map<String, Object> repayment() {
        return Map.of("amount", cny("50000.00"), "bankReference", "R-" + LiveTown.number());
    }

    /// Signs the step and hands it in: it is taken, and waits.
    private static String waits(
            LiveTown town, LiveTown.Party party, SignedClient second, String path, Object wish, Object more) {
        var prepared = town.prepared(party, path, wish);
        var answer = town.post(second, path, with(more, signed(prepared, party.act())));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return text(prepared, "/hash");
    }

    private static JsonNode act(LiveTown town, String hash) {
        return town.read(town.master, "/v1/acts/" + hash);
    }

    private JsonNode outbox() {
        try {
            return json(get("/actuator/health/outbox").body());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        return JsonMapper.shared().readTree(body);
    }

    private HttpResponse<String> get(String path) throws Exception {
        var base = URI.create(platform.getEnvironment().getRequiredProperty("scf.public-url"));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!holds.call()) {
            assertThat(Instant.now()).as("it never came to be so").isBefore(end);
            Thread.sleep(50);
        }
    }
}
