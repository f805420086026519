package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Role;
import scf.gateway.Committing;
import scf.gateway.ProposedAct;

/// What peers say of the chain itself, evaluated by one of them or endorsed by several.
class SystemReadsTest {

    private static final TestLedger LEDGER = new TestLedger();
    private static String transactionId = "";
    private static long block;

    @BeforeAll
    static void register() {
        ProposedAct proposed =
                LEDGER.client.propose(Deeds.register(LEDGER.city, Party.of(Role.ENTERPRISE, Algorithm.ED25519)));
        var _ = LEDGER.client.submit(LEDGER.endorsed(proposed));
        transactionId = proposed.transactionId();
        block = LEDGER.committed(transactionId);
    }

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    private static Proposal asking(String function, String... arguments) {
        return LEDGER.sdk(DevLedger.OUTSIDER)
                .getNetwork(Deeds.CHANNEL)
                .getContract("qscc")
                .newProposal(function)
                .addArguments(arguments)
                .setEndorsingOrganizations(DevLedger.CITY, DevLedger.PLATFORM)
                .build();
    }

    @Test
    void the_height_and_the_last_hash_are_told() throws Exception {
        var info =
                BlockchainInfo.parseFrom(asking("GetChainInfo", Deeds.CHANNEL).evaluate());
        var blocks = LEDGER.blocks(info.getHeight() - 1);
        assertThat(info.getCurrentBlockHash())
                .isEqualTo(Blocks.hash(blocks.getLast().getHeader()));
        assertThat(info.getPreviousBlockHash())
                .isEqualTo(blocks.getLast().getHeader().getPreviousHash());
    }

    @Test
    void a_transaction_is_told_with_its_validation_code() throws Exception {
        var processed = ProcessedTransaction.parseFrom(
                asking("GetTransactionByID", Deeds.CHANNEL, transactionId).evaluate());
        assertThat(processed.getValidationCode()).isEqualTo(TxValidationCode.VALID_VALUE);
        assertThat(EndorsedTransaction.parse(processed.getTransactionEnvelope().toByteString()))
                .hasValueSatisfying(transaction -> assertThat(transaction.id()).isEqualTo(transactionId));
    }

    @Test
    void a_block_is_told_by_its_number_and_by_a_transaction_in_it() throws Exception {
        var byNumber = Block.parseFrom(
                asking("GetBlockByNumber", Deeds.CHANNEL, Long.toString(block)).evaluate());
        var byTransaction = Block.parseFrom(
                asking("GetBlockByTxID", Deeds.CHANNEL, transactionId).evaluate());
        assertThat(byNumber).isEqualTo(byTransaction);
        assertThat(byNumber.getHeader().getNumber()).isEqualTo(block);
    }

    @Test
    void what_is_not_there_is_an_error() {
        assertThatThrownBy(() -> asking("GetTransactionByID", Deeds.CHANNEL, "0".repeat(64))
                        .evaluate())
                .isInstanceOf(GatewayException.class);
        assertThatThrownBy(() ->
                        asking("GetBlockByNumber", Deeds.CHANNEL, "1000000").evaluate())
                .isInstanceOf(GatewayException.class);
        assertThatThrownBy(() -> asking("GetChainInfo", "another-channel").evaluate())
                .isInstanceOf(GatewayException.class);
    }

    @Test
    void an_answer_is_endorsed_by_city_and_platform_each_with_its_own_key() throws Exception {
        byte[] endorsed = asking("GetTransactionByID", Deeds.CHANNEL, transactionId)
                .endorse()
                .getBytes();
        var payload = Payload.parseFrom(
                PreparedTransaction.parseFrom(endorsed).getEnvelope().getPayload());
        var action = ChaincodeActionPayload.parseFrom(
                        Transaction.parseFrom(payload.getData()).getActions(0).getPayload())
                .getAction();
        assertThat(action.getEndorsementsList()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Endorsement endorsement = action.getEndorsements(i);
            String mspId = i == 0 ? DevLedger.CITY : DevLedger.PLATFORM;
            Organisation organisation = LEDGER.ledger.organisation(mspId);
            assertThat(endorsement.getEndorser())
                    .isEqualTo(Msp.serialized(mspId, organisation.peer().certificate()));
            var identity = new Msp.Identity(
                    mspId, Msp.Role.PEER, organisation.peer().certificate().getPublicKey(), endorsement.getEndorser());
            assertThat(identity.hasSigned(
                            endorsement.getSignature(), action.getProposalResponsePayload(), endorsement.getEndorser()))
                    .isTrue();
        }
    }

    @Test
    void such_an_answer_cannot_be_submitted_as_a_transaction() throws Exception {
        var proposal = asking("GetChainInfo", Deeds.CHANNEL);
        var submitted = proposal.endorse().submitAsync();
        assertThat(LEDGER.client.status(submitted.getTransactionId()))
                .isInstanceOfSatisfying(
                        Committing.Invalid.class,
                        invalid -> assertThat(invalid.code()).isEqualTo("INVALID_CHAINCODE"));
        assertThat(Bytes.of(submitted.getResult()).isEmpty()).isFalse();
    }
}
