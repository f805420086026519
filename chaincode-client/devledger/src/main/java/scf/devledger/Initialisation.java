package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import scf.contract.Bytes;
import scf.contract.Genesis;
import scf.contract.LedgerFunction;
import scf.contract.Transient;
import scf.devledger.BlockStore.Place;

/// The first transaction: the city begins the chaincode's ledger, with the genesis and a fresh key for fingerprints.
///
/// The key is drawn here and never leaves: it lies in the private collection and nowhere else.
final class Initialisation {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 24;
    private static final long PATIENCE_SECONDS = 60;

    private Initialisation() {}

    static void run(
            Genesis genesis,
            Organisation city,
            Endorsements endorsements,
            Submissions submissions,
            CommitNotices notices) {
        SignatureHeader signatureHeader = SignatureHeader.newBuilder()
                .setCreator(Msp.serialized(city.mspId(), city.client().certificate()))
                .setNonce(ByteString.copyFrom(random(NONCE_BYTES)))
                .build();
        String transactionId = Proposed.transactionId(signatureHeader);
        SignedProposal proposal = proposal(genesis, city, signatureHeader, transactionId);
        Envelope unsigned = endorsements
                .endorse(EndorseRequest.newBuilder()
                        .setTransactionId(transactionId)
                        .setChannelId(genesis.channel())
                        .setProposedTransaction(proposal)
                        .build())
                .getPreparedTransaction();
        var committed = new CompletableFuture<Place>();
        notices.await(transactionId, committed::complete);
        submissions.submit(SubmitRequest.newBuilder()
                .setTransactionId(transactionId)
                .setChannelId(genesis.channel())
                .setPreparedTransaction(
                        unsigned.toBuilder().setSignature(Msp.sign(city.client(), unsigned.getPayload())))
                .build());
        requireValid(committed);
    }

    private static SignedProposal proposal(
            Genesis genesis, Organisation city, SignatureHeader signatureHeader, String transactionId) {
        ChaincodeID chaincode =
                ChaincodeID.newBuilder().setName(Topology.CHAINCODE).build();
        ChannelHeader channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                .setChannelId(genesis.channel())
                .setTxId(transactionId)
                .setTimestamp(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
                .setExtension(ChaincodeHeaderExtension.newBuilder()
                        .setChaincodeId(chaincode)
                        .build()
                        .toByteString())
                .build();
        ChaincodeInvocationSpec call = ChaincodeInvocationSpec.newBuilder()
                .setChaincodeSpec(ChaincodeSpec.newBuilder()
                        .setChaincodeId(chaincode)
                        .setInput(ChaincodeInput.newBuilder()
                                .addArgs(ByteString.copyFromUtf8(LedgerFunction.INIT.wire()))))
                .build();
        ChaincodeProposalPayload.Builder payload =
                ChaincodeProposalPayload.newBuilder().setInput(call.toByteString());
        Map<String, byte[]> told = Transient.of(genesis, Bytes.of(random(KEY_BYTES)));
        told.forEach((name, value) -> payload.putTransientMap(name, ByteString.copyFrom(value)));
        ByteString proposal = Proposal.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(channelHeader.toByteString())
                        .setSignatureHeader(signatureHeader.toByteString())
                        .build()
                        .toByteString())
                .setPayload(payload.build().toByteString())
                .build()
                .toByteString();
        return SignedProposal.newBuilder()
                .setProposalBytes(proposal)
                .setSignature(Msp.sign(city.client(), proposal))
                .build();
    }

    private static void requireValid(CompletableFuture<Place> committed) {
        try {
            TxValidationCode code =
                    committed.get(PATIENCE_SECONDS, TimeUnit.SECONDS).code();
            if (code != TxValidationCode.VALID) {
                throw new IllegalStateException("The first transaction of the ledger is " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The first transaction of the ledger was not committed", e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
