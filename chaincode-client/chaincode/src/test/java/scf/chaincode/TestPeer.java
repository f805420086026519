package scf.chaincode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.shim.impl.ChaincodeInvocationTask;
import org.hyperledger.fabric.traces.Traces;
import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;
import scf.contract.LedgerEvent;
import scf.contract.LedgerFunction;

/// A peer of one organisation that runs the chaincode through the shim's own task and stub, and commits at once.
final class TestPeer {

    static final String CHANNEL = "scf";

    final Map<String, Bytes> states = new HashMap<>();
    final Map<String, Bytes> privateStates = new HashMap<>();
    Instant time = Instant.parse("2026-09-21T06:00:00.123456789Z");

    private final ScfChaincode chaincode = new ScfChaincode();
    private final Map<String, Bytes> writes = new HashMap<>();
    private final Map<String, Bytes> privateWrites = new HashMap<>();
    private @Nullable ChaincodeInvocationTask task;
    private @Nullable ChaincodeMessage end;
    private int transactions;

    TestPeer() {
        Traces.initialize(new Properties());
    }

    /// What the client sees of one call.
    record Called(int status, String message, Bytes payload, Optional<LedgerEvent> event) {}

    Called call(LedgerFunction function, Map<String, byte[]> told, String... arguments) {
        return call(function.wire(), told, arguments);
    }

    Called call(String function, Map<String, byte[]> told, String... arguments) {
        writes.clear();
        privateWrites.clear();
        end = null;
        transactions++;
        task = new ChaincodeInvocationTask(
                message(function, told, arguments), ChaincodeMessage.Type.TRANSACTION, this::hear, chaincode);
        var _ = task.call();
        try {
            return read(Optional.ofNullable(end).orElseThrow());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private Called read(ChaincodeMessage last) throws InvalidProtocolBufferException {
        if (last.getType() != ChaincodeMessage.Type.COMPLETED) {
            return new Called(500, last.getPayload().toStringUtf8(), Bytes.EMPTY, Optional.empty());
        }
        var response = Response.parseFrom(last.getPayload());
        if (response.getStatus() == 200) {
            states.putAll(writes);
            privateStates.putAll(privateWrites);
        }
        return new Called(
                response.getStatus(),
                response.getMessage(),
                Bytes.of(response.getPayload().toByteArray()),
                last.hasChaincodeEvent()
                        ? Optional.of(LedgerEvent.parse(
                                Bytes.of(last.getChaincodeEvent().getPayload().toByteArray())))
                        : Optional.empty());
    }

    private ChaincodeMessage message(String function, Map<String, byte[]> told, String... arguments) {
        var input = ChaincodeInput.newBuilder().addArgs(ByteString.copyFromUtf8(function));
        for (String argument : arguments) {
            input.addArgs(ByteString.copyFromUtf8(argument));
        }
        var payload = ChaincodeProposalPayload.newBuilder();
        told.forEach((name, value) -> payload.putTransientMap(name, ByteString.copyFrom(value)));
        var channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                .setChannelId(CHANNEL)
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()));
        var proposal = Proposal.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(channelHeader.build().toByteString())
                        .build()
                        .toByteString())
                .setPayload(payload.build().toByteString());
        return ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.TRANSACTION)
                .setChannelId(CHANNEL)
                .setTxid("tx-" + transactions)
                .setPayload(input.build().toByteString())
                .setProposal(SignedProposal.newBuilder()
                        .setProposalBytes(proposal.build().toByteString()))
                .build();
    }

    private void hear(ChaincodeMessage asked) {
        try {
            switch (asked.getType()) {
                case COMPLETED, ERROR -> end = asked;
                case GET_STATE -> answer(asked, get(GetState.parseFrom(asked.getPayload())));
                case PUT_STATE -> answer(asked, put(PutState.parseFrom(asked.getPayload())));
                default -> throw new IllegalStateException("The chaincode asks for " + asked.getType());
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private ByteString get(GetState asked) {
        var value = side(asked.getCollection(), states, privateStates).get(asked.getKey());
        return value == null ? ByteString.EMPTY : ByteString.copyFrom(value.toArray());
    }

    private ByteString put(PutState asked) {
        side(asked.getCollection(), writes, privateWrites)
                .put(asked.getKey(), Bytes.of(asked.getValue().toByteArray()));
        return ByteString.EMPTY;
    }

    private static Map<String, Bytes> side(
            String collection, Map<String, Bytes> publicSide, Map<String, Bytes> privateSide) {
        return switch (collection) {
            case "" -> publicSide;
            case "supervised" -> privateSide;
            default -> throw new IllegalStateException("No such collection: " + collection);
        };
    }

    private void answer(ChaincodeMessage asked, ByteString payload) {
        try {
            Optional.ofNullable(task)
                    .orElseThrow()
                    .postMessage(ChaincodeMessage.newBuilder()
                            .setType(ChaincodeMessage.Type.RESPONSE)
                            .setChannelId(asked.getChannelId())
                            .setTxid(asked.getTxid())
                            .setPayload(payload)
                            .build());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
