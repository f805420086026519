package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import scf.network.FabricNetwork;
import scf.verify.Verify;
import tools.jackson.databind.JsonNode;

/// The practice city's main job on real Hyperledger Fabric: `mvn verify -Pfabric`.
class JourneyOnFabricIT {

    /// A bank with a peer of its own: it sees the channel, and is none of those who hold the rows.
    private static final String LOOKER_ON = "bank-north";

    @Test
    void the_journey_ends_on_a_real_network_and_stands_in_the_blocks_of_a_peer_that_is_not_ours() throws Exception {
        try (var network = FabricNetwork.up(FabricNetwork.Shape.SMALL, Path.of("target/fabric"))) {
            int operators = FreePort.next();
            var town = PracticeTown.playedWith(
                    "--spring.profiles.active=fabric",
                    network.setting(),
                    "--management.server.port=" + operators,
                    "--management.endpoints.web.exposure.include=health,metrics");
            PracticeJourneyTest.everyLineOfTheJourneyStandsIn(town.journal());

            long height = network.height(LOOKER_ON);
            List<byte[]> blocks = LongStream.range(0, height)
                    .mapToObj(number -> network.block(LOOKER_ON, number))
                    .toList();
            Map<String, TxValidationCode> transactions = transactions(blocks);
            noBlockTellsOfTheTrade(blocks);
            List<String> named = transactionsNamedIn(town.journal());
            assertThat(named)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(
                            transaction -> assertThat(transactions).containsEntry(transaction, TxValidationCode.VALID));

            try (var _ = town.start()) {
                aBankCanProveWhatBecameOfItsVoucher(town, network);
                assertThat(town.journalNow()).isEqualTo(town.journal());
                assertThat(town.ask("/practice/ledger").path("height").asLong()).isEqualTo(height);
                assertThat(PracticeTown.ask(operators, "/actuator/health/outbox")
                                .path("status")
                                .asString())
                        .isEqualTo("UP");
                assertThat(PracticeTown.ask(operators, "/actuator/metrics/scf.ledger.waiting")
                                .path("measurements")
                                .path(0)
                                .path("value")
                                .asInt(-1))
                        .isZero();
            }
            assertThat(network.height(LOOKER_ON)).isEqualTo(height);
            System.out.printf(
                    "The journey on Fabric: %d lines, %d transactions named, all of them valid in %d blocks of %s%n",
                    town.journal().path("lines").size(), named.size(), height, LOOKER_ON);
        }
    }

    /// Names, codes, numbers of invoices, amounts: a member of the channel that holds no rows reads none of them.
    private static void noBlockTellsOfTheTrade(List<byte[]> blocks) {
        for (byte[] block : blocks) {
            assertThat(new String(block, StandardCharsets.UTF_8))
                    .doesNotContain("榕江", "练习银行", "91350100MA00000", "26352000000012345678", "INV-2026-0910")
                    .doesNotContain("1000000.00", "100000000", "990588.89", "99058889", "96.75");
        }
    }

    /// Asked for at the platform's door, judged without it: by the verifier alone and what the organisations vouch for.
    private static void aBankCanProveWhatBecameOfItsVoucher(PracticeTown town, FabricNetwork network) throws Exception {
        String voucher = town.journal()
                .path("lines")
                .valueStream()
                .filter(line -> line.path("step").asString().equals("castings-issue"))
                .map(line -> line.path("subject").asString())
                .findFirst()
                .orElseThrow();
        String nonce = "5c".repeat(32);
        var answer = town.caller("bank-south").get("/v1/vouchers/" + voucher + "/proof?nonce=" + nonce);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Path proof = Files.write(
                Files.createTempFile("proof", ".json"), answer.body().toArray());

        var verifier = Path.of(
                Verify.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var judging = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        verifier.toString(),
                        Verify.class.getName(),
                        proof.toString(),
                        "--trust",
                        network.home().resolve("trust.json").toString(),
                        "--nonce",
                        nonce)
                .redirectErrorStream(true)
                .start();
        String words = new String(judging.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(judging.waitFor()).as(words).isZero();
        assertThat(words).startsWith("PROVED").contains("Voucher " + voucher + " stands as SETTLED");
        System.out.printf("A proof of voucher %s: %d bytes%n%s", voucher, Files.size(proof), words);
        Files.delete(proof);
    }

    private static List<String> transactionsNamedIn(JsonNode journal) {
        return journal.path("lines")
                .valueStream()
                .flatMap(line -> Stream.of(line.path("transactionId").asString("")))
                .filter(transaction -> !transaction.isEmpty())
                .distinct()
                .toList();
    }

    /// Every transaction of the blocks with the verdict of the peers. None stands there twice.
    private static Map<String, TxValidationCode> transactions(List<byte[]> blocks)
            throws InvalidProtocolBufferException {
        var found = new TreeMap<String, TxValidationCode>();
        for (byte[] bytes : blocks) {
            Block block = Block.parseFrom(bytes);
            ByteString codes = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
            for (int i = 0; i < block.getData().getDataCount(); i++) {
                var payload = Payload.parseFrom(
                        Envelope.parseFrom(block.getData().getData(i)).getPayload());
                String id = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader())
                        .getTxId();
                if (!id.isEmpty()) {
                    assertThat(found.put(id, TxValidationCode.forNumber(codes.byteAt(i))))
                            .isNull();
                }
            }
        }
        return found;
    }
}
