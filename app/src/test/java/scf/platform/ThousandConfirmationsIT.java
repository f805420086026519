package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.json;
import static scf.platform.LiveTown.signed;
import static scf.platform.LiveTown.text;
import static scf.platform.LiveTown.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import scf.contract.Algorithm;
import scf.contract.Genesis;
import scf.network.FabricNetwork;
import scf.schema.server.PostgresServer;
import tools.jackson.databind.JsonNode;

/// A chain-master confirms a thousand receivables under one signature (批量确权), from its own door to the peers of a
/// real network. The store is one for business: its city has begun the ledger.
///
/// It takes minutes, nearly all of them for the papers of a thousand deliveries: `mvn verify -Pfabric
/// -Dfabric.later=none` runs it.
@Tag("later")
class ThousandConfirmationsIT {

    private static final int ROWS = 1_000;

    @Test
    void a_thousand_receivables_are_confirmed_by_one_signed_act_all_of_them_or_none() throws Exception {
        try (var network = FabricNetwork.up(FabricNetwork.Shape.SMALL, Path.of("target/fabric"))) {
            cityBegins(network);
            try (var platform = start(network)) {
                var town = new LiveTown(platform);
                List<String> receivables = LiveTown.sideBySide(ROWS, _ -> text(town.claimed(), "/id"));
                noneIsConfirmedWhereOneCannotBe(town, receivables);

                long began = System.nanoTime();
                JsonNode prepared = town.prepared(town.master, "/v1/confirmations", rows(receivables.stream()));
                double ready = secondsSince(began);
                var answer = town.post(
                        town.master.checker(),
                        "/v1/confirmations",
                        with(Map.of(), signed(prepared, town.master.act())));
                assertThat(answer.status()).as(answer.text()).isEqualTo(202);
                double taken = secondsSince(began);
                town.committed(text(prepared, "/hash"));
                System.out.printf(
                        "%d confirmations in one act: prepared after %.1f s, taken after %.1f s, on Fabric after %.1f s%n",
                        ROWS, ready, taken, secondsSince(began));
                assertThat(states(town, receivables)).containsOnly("CONFIRMED");
            }
        }
    }

    /// One row twice, and the whole batch is refused.
    private static void noneIsConfirmedWhereOneCannotBe(LiveTown town, List<String> receivables) {
        var again = Stream.concat(receivables.stream().skip(1), Stream.of(receivables.getLast()));
        var refused = town.post(town.master.client(), "/v1/confirmations/prepare", rows(again));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(text(json(refused), "/errors/0/field")).isEqualTo("/rows/" + (ROWS - 1));
        assertThat(states(town, receivables)).containsOnly("MATCHED");
    }

    private static Map<String, Object> rows(Stream<String> receivables) {
        return Map.of(
                "rows",
                receivables
                        .map(receivable -> Map.of("receivableId", receivable))
                        .toList());
    }

    private static List<String> states(LiveTown town, List<String> receivables) {
        return receivables.stream()
                .map(receivable -> text(town.read(town.master, "/v1/receivables/" + receivable), "/state"))
                .toList();
    }

    private static void cityBegins(FabricNetwork network) {
        var channel = network.channel(FabricNetwork.GATEWAY_PORT);
        try (var city = network.client(channel)) {
            FabricNetwork.begin(
                    city,
                    new Genesis(
                            FabricNetwork.CHANNEL,
                            false,
                            TestCity.ID.toString(),
                            TestCity.KEY.value(),
                            Algorithm.ofWire(TestCity.ALGORITHM),
                            TestCity.publicKey(),
                            Genesis.LONGEST_TENOR_MONTHS));
        } finally {
            channel.shutdownNow();
        }
    }

    private static ConfigurableApplicationContext start(FabricNetwork network) throws IOException {
        var server = TestDatabase.server();
        return SpringApplication.run(
                Platform.class,
                "--spring.profiles.active=fabric",
                network.setting(),
                "--scf.data=" + Files.createTempDirectory("scf-thousand"),
                "--server.port=" + FreePort.next(),
                "--scf.signing.rate-limits.write=60000",
                "--spring.datasource.url=" + server.url(TestDatabase.freshName()),
                "--spring.datasource.username=" + PostgresServer.SUPERUSER,
                "--spring.datasource.password=" + server.password(),
                "--scf.genesis.city-id=" + TestCity.ID,
                "--scf.genesis.city-key=" + TestCity.KEY,
                "--scf.genesis.city-algorithm=" + TestCity.ALGORITHM,
                "--scf.genesis.city-public-key=" + TestCity.publicKey().base64());
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
