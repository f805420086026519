package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.Member;
import scf.gateway.ProposedAct;
import scf.gateway.Submitting;

/// Nobody writes without the endorsement of city and platform, whatever a client sends.
class EndorsementTest {

    private static final TestLedger LEDGER = new TestLedger();

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    private static SignedAct anAct() {
        return Deeds.register(LEDGER.city, Party.of(Role.ENTERPRISE, Algorithm.ED25519));
    }

    private static Committing endingWithEndorsersOf(String... organisations) {
        try (LedgerClient client = LEDGER.clientOf(DevLedger.PLATFORM, organisations)) {
            ProposedAct proposed = client.propose(anAct());
            Endorsing endorsing = client.endorse(proposed);
            assertThat(endorsing).isInstanceOf(Endorsing.Endorsed.class);
            var _ = client.submit(((Endorsing.Endorsed) endorsing).transaction());
            return client.status(proposed.transactionId());
        }
    }

    private static void assertPolicyFailure(Committing ending) {
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Committing.Invalid.class,
                        invalid -> assertThat(invalid.code()).isEqualTo("ENDORSEMENT_POLICY_FAILURE"));
    }

    @Test
    void city_and_platform_together_suffice() {
        assertThat(endingWithEndorsersOf(DevLedger.CITY, DevLedger.PLATFORM)).isInstanceOf(Committing.Committed.class);
    }

    @Test
    void neither_suffices_alone() {
        assertPolicyFailure(endingWithEndorsersOf(DevLedger.PLATFORM));
        assertPolicyFailure(endingWithEndorsersOf(DevLedger.CITY));
    }

    @Test
    void an_outsiders_peer_cannot_endorse_what_it_cannot_read() {
        try (LedgerClient client = LEDGER.clientOf(DevLedger.PLATFORM, DevLedger.CITY, DevLedger.OUTSIDER)) {
            assertThat(client.endorse(client.propose(anAct()))).isInstanceOf(Endorsing.NotEndorsed.class);
        }
    }

    @Test
    void a_client_that_removes_an_endorsement_gains_nothing() throws Exception {
        assertPolicyFailure(endingOfAltered(
                endorsed -> endorsed.toBuilder().removeEndorsements(0).build()));
    }

    @Test
    void one_peers_endorsement_counts_once() throws Exception {
        assertPolicyFailure(endingOfAltered(endorsed -> endorsed.toBuilder()
                .setEndorsements(0, endorsed.getEndorsements(1))
                .build()));
    }

    @Test
    void a_client_that_alters_what_was_endorsed_gains_nothing() throws Exception {
        assertPolicyFailure(endingOfAltered(endorsed -> {
            try {
                var response = ProposalResponsePayload.parseFrom(endorsed.getProposalResponsePayload());
                var action = ChaincodeAction.parseFrom(response.getExtension()).toBuilder()
                        .clearEvents()
                        .build();
                return endorsed.toBuilder()
                        .setProposalResponsePayload(response.toBuilder()
                                .setExtension(action.toByteString())
                                .build()
                                .toByteString())
                        .build();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void the_orderer_takes_nothing_that_its_creator_has_not_signed() throws Exception {
        ProposedAct proposed = LEDGER.client.propose(anAct());
        var prepared = PreparedTransaction.parseFrom(LEDGER.endorsed(proposed).toArray());
        Envelope forged = prepared.getEnvelope().toBuilder()
                .setSignature(Msp.sign(
                        LEDGER.ledger.organisation(DevLedger.OUTSIDER).client(),
                        prepared.getEnvelope().getPayload()))
                .build();
        byte[] bytes = prepared.toBuilder().setEnvelope(forged).build().toByteArray();

        assertThat(LEDGER.client.submit(Bytes.of(bytes)))
                .isInstanceOfSatisfying(
                        Submitting.Unknown.class,
                        unknown -> assertThat(unknown.cause()).contains("FORBIDDEN"));
    }

    @Test
    void a_member_of_no_organisation_is_not_served() {
        Organisation stranger = Certificates.organisation(DevLedger.PLATFORM);
        var client = new LedgerClient(
                LEDGER.ledger.channel(),
                Deeds.CHANNEL,
                DevLedger.CHAINCODE,
                new Member(
                        DevLedger.PLATFORM,
                        stranger.client().certificate(),
                        stranger.client().key()),
                List.of(DevLedger.CITY, DevLedger.PLATFORM));
        try (client) {
            assertThat(client.endorse(client.propose(anAct())))
                    .isInstanceOfSatisfying(
                            Endorsing.NotEndorsed.class,
                            refused -> assertThat(refused.cause()).contains("no member of the channel"));
        }
    }

    /// Endorses properly, lets a dishonest client alter the endorsed action and sign that, and submits it.
    private static Committing endingOfAltered(UnaryOperator<ChaincodeEndorsedAction> change)
            throws InvalidProtocolBufferException {
        ProposedAct proposed = LEDGER.client.propose(anAct());
        var prepared = PreparedTransaction.parseFrom(LEDGER.endorsed(proposed).toArray());
        Payload payload = Payload.parseFrom(prepared.getEnvelope().getPayload());
        Transaction transaction = Transaction.parseFrom(payload.getData());
        var action = ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
        ByteString altered = action.toBuilder()
                .setAction(change.apply(action.getAction()))
                .build()
                .toByteString();
        ByteString whole = payload.toBuilder()
                .setData(transaction.toBuilder()
                        .setActions(0, transaction.getActions(0).toBuilder().setPayload(altered))
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        var envelope = Envelope.newBuilder()
                .setPayload(whole)
                .setSignature(
                        Msp.sign(LEDGER.ledger.organisation(DevLedger.PLATFORM).client(), whole));
        byte[] bytes = prepared.toBuilder().setEnvelope(envelope).build().toByteArray();
        assertThat(LEDGER.client.submit(Bytes.of(bytes))).isInstanceOf(Submitting.Ordered.class);
        return LEDGER.client.status(proposed.transactionId());
    }
}
