package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.Role;
import scf.gateway.LedgerClient;

/// How a ledger is opened, and when it is not.
class OpeningTest {

    @Test
    void a_practice_ledger_is_never_opened_as_another_nor_the_other_way_round() {
        var ledger = new TestLedger();
        ledger.close();
        assertThatThrownBy(() -> ledger.open(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("practice ledger");

        var source = TestDatabases.fresh();
        DevLedger.open(source, TestLedger.genesis(ledger.city, false), Rudeness.usual())
                .close();
        assertThatThrownBy(() -> DevLedger.open(source, TestLedger.genesis(ledger.city, true), Rudeness.usual()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without the practice mark");
    }

    @Test
    void the_ledger_of_another_city_is_not_opened() {
        var ledger = new TestLedger();
        ledger.close();
        Party other = Party.of(Role.CITY, Algorithm.SM2_SM3);
        assertThatThrownBy(() -> DevLedger.open(ledger.source, TestLedger.genesis(other, true), Rudeness.usual()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another genesis")
                .hasMessageContaining(ledger.city.id());
    }

    @Test
    void one_database_is_run_by_one_ledger_at_a_time() {
        try (var ledger = new TestLedger()) {
            assertThatThrownBy(() -> ledger.open(true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another process");
            ledger.written(Deeds.register(ledger.city, Party.of(Role.BANK, Algorithm.SM2_SM3)));
        }
    }

    @Test
    void the_organisations_keep_their_keys() {
        try (var ledger = new TestLedger()) {
            Organisation before = ledger.ledger.organisation(DevLedger.CITY);
            ledger.restart();
            assertThat(ledger.ledger.organisation(DevLedger.CITY)).isEqualTo(before);
        }
    }

    @Test
    void it_also_listens_on_a_port() {
        try (var ledger = new TestLedger()) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", ledger.ledger.listen(0))
                    .usePlaintext()
                    .build();
            var endorsers = List.of(DevLedger.CITY, DevLedger.PLATFORM);
            try (var client = new LedgerClient(
                    channel, Deeds.CHANNEL, DevLedger.CHAINCODE, ledger.member(DevLedger.PLATFORM), endorsers)) {
                assertThat(client.key(ledger.city.kid())).isPresent();
            } finally {
                channel.shutdownNow();
            }
        }
    }
}
