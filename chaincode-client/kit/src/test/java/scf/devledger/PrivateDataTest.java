package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.hyperledger.fabric.client.GatewayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.LedgerFunction;
import scf.devledger.Deeds.Invoice;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;

/// The rows of acts are for the members of the collection, city and platform, and for nobody else on the channel.
class PrivateDataTest {

    private static final TestLedger LEDGER = new TestLedger();
    private static final Town TOWN = Town.with(Algorithm.ED25519);

    @BeforeAll
    static void confirm() {
        LEDGER.written(Deeds.register(LEDGER.city, TOWN.debtor()));
        LEDGER.written(Deeds.register(LEDGER.city, TOWN.supplier()));
        LEDGER.written(Deeds.confirm(
                TOWN.debtor(), Invoice.of(TOWN.supplier(), TOWN.debtor(), 500).confirming(TOWN.receivable(), 0, 500)));
    }

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    private static byte[] terms(String client, String peer) throws GatewayException {
        return LEDGER.sdk(client)
                .getNetwork(Deeds.CHANNEL)
                .getContract(DevLedger.CHAINCODE)
                .newProposal(LedgerFunction.READ_RECEIVABLE_TERMS.wire())
                .addArguments(TOWN.receivable())
                .setEndorsingOrganizations(peer)
                .build()
                .evaluate();
    }

    @Test
    void a_members_client_reads_them_from_a_members_peer() throws Exception {
        assertThat(new String(terms(DevLedger.PLATFORM, DevLedger.CITY), StandardCharsets.UTF_8))
                .contains(TOWN.debtor().id());
    }

    @Test
    void an_outsiders_client_does_not_read_them_from_any_peer() {
        for (String peer : Topology.ORGANISATIONS) {
            assertThatThrownBy(() -> terms(DevLedger.OUTSIDER, peer)).isInstanceOf(GatewayException.class);
        }
    }

    @Test
    void an_outsiders_peer_has_none_to_show_even_to_a_member() {
        assertThatThrownBy(() -> terms(DevLedger.PLATFORM, DevLedger.OUTSIDER)).isInstanceOf(GatewayException.class);
        assertThat(LEDGER.stored("select value from devledger.private_state where organisation = 'OutsiderMSP'"))
                .isEmpty();
        assertThat(LEDGER.stored("select value from devledger.private_state where organisation = 'CityMSP'"))
                .isNotEmpty();
    }

    @Test
    void an_outsider_reads_what_is_public() {
        try (LedgerClient outsider = LEDGER.clientOf(DevLedger.OUTSIDER, DevLedger.OUTSIDER)) {
            assertThat(outsider.receivable(TOWN.receivable())).isPresent();
        }
    }

    @Test
    void an_outsider_carries_no_act_into_the_collection() {
        Town other = Town.with(Algorithm.ED25519);
        try (LedgerClient outsider = LEDGER.clientOf(DevLedger.OUTSIDER)) {
            assertThat(outsider.endorse(outsider.propose(Deeds.register(LEDGER.city, other.debtor()))))
                    .isInstanceOf(Endorsing.NotEndorsed.class);
        }
    }

    @Test
    void what_was_kept_for_the_commit_is_gone_after_it() {
        assertThat(LEDGER.stored("select content from devledger.transient_writes"))
                .isEmpty();
    }
}
