package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.queryresult.KV;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.GetStateByRange;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.hyperledger.fabric.protos.peer.QueryResultBytes;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.impl.ChaincodeInvocationTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scf.devledger.Topology.Collection;

/// One execution of the chaincode by one organisation's peer, as the shim speaks with a peer: the chaincode asks for
/// state and is answered from the snapshot, never from its own writes; nothing is written before the commit.
final class Simulation {

    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
    private static final int MOST_ROWS_OF_A_RANGE = 100_000;

    private final Proposed proposed;
    private final String peer;
    private final Snapshot snapshot;
    private final ReadWriteSet set = new ReadWriteSet();
    private @Nullable ChaincodeInvocationTask task;
    private @Nullable ChaincodeMessage end;
    private @Nullable StorageFailed failure;

    /// What came of it.
    ///
    /// @param privateWrites in clear, by collection
    record Simulated(
            Response response,
            Optional<ChaincodeEvent> event,
            TxReadWriteSet results,
            Map<String, ByteString> privateWrites) {}

    private Simulation(Proposed proposed, String peer, Snapshot snapshot) {
        this.proposed = proposed;
        this.peer = peer;
        this.snapshot = snapshot;
    }

    static Simulated run(Chaincode chaincode, String channel, Proposed proposed, String peer, Snapshot snapshot) {
        return new Simulation(proposed, peer, snapshot).run(chaincode, channel);
    }

    private Simulated run(Chaincode chaincode, String channel) {
        ChaincodeMessage call = ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.TRANSACTION)
                .setChannelId(channel)
                .setTxid(proposed.transactionId())
                .setPayload(proposed.input().toByteString())
                .setProposal(proposed.signed())
                .build();
        task = new ChaincodeInvocationTask(call, ChaincodeMessage.Type.TRANSACTION, this::hear, chaincode);
        var _ = task.call();
        if (failure != null) {
            throw failure;
        }
        if (end == null) {
            throw new IllegalStateException("The shim ended without an answer");
        }
        Optional<ChaincodeEvent> event = end.hasChaincodeEvent()
                ? Optional.of(end.getChaincodeEvent().toBuilder()
                        .setChaincodeId(Topology.CHAINCODE)
                        .setTxId(proposed.transactionId())
                        .build())
                : Optional.empty();
        return new Simulated(response(end), event, set.toProto(), set.privateWrites());
    }

    /// A refusal of the rules is an answer; that the chaincode threw is an accident, and its message a stack trace.
    private Response response(ChaincodeMessage message) {
        try {
            if (message.getType() == ChaincodeMessage.Type.COMPLETED) {
                return Response.parseFrom(message.getPayload());
            }
            String trace = message.getPayload().toStringUtf8();
            LOG.warn("[{}] the chaincode failed at the peer of {}: {}", proposed.transactionId(), peer, trace);
            return Response.newBuilder().setStatus(500).setMessage(trace).build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The shim's answer cannot be read", e);
        }
    }

    /// Called by the shim on the thread that runs the chaincode; the answer is posted before it is waited for.
    private void hear(ChaincodeMessage message) {
        switch (message.getType()) {
            case COMPLETED, ERROR -> end = message;
            default -> answer(reply(message));
        }
    }

    private void answer(ChaincodeMessage reply) {
        try {
            if (task == null) {
                throw new IllegalStateException("The shim asks before it was called");
            }
            task.postMessage(reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ChaincodeMessage reply(ChaincodeMessage message) {
        try {
            ByteString payload = message.getPayload();
            return switch (message.getType()) {
                case GET_STATE -> get(GetState.parseFrom(payload));
                case PUT_STATE -> put(PutState.parseFrom(payload));
                case DEL_STATE -> delete(DelState.parseFrom(payload));
                case GET_STATE_BY_RANGE -> range(GetStateByRange.parseFrom(payload));
                case QUERY_STATE_CLOSE -> ok(ByteString.EMPTY);
                case GET_PRIVATE_DATA_HASH -> privateHash(GetState.parseFrom(payload));
                default -> error("the development ledger does not do " + message.getType());
            };
        } catch (InvalidProtocolBufferException e) {
            return error("cannot be read: " + e);
        } catch (StorageFailed e) {
            failure = e;
            return error("the state cannot be read: " + e);
        }
    }

    private ChaincodeMessage get(GetState get) {
        if (!get.getCollection().isEmpty()) {
            return getPrivate(get);
        }
        Optional<Versioned> found = snapshot.value(ByteString.copyFromUtf8(get.getKey()));
        set.read(get.getKey(), found.map(Versioned::version));
        return ok(found.map(Versioned::value).orElse(ByteString.EMPTY));
    }

    /// Only members' clients read (`memberOnlyRead`), and only a member's peer has something to read.
    private ChaincodeMessage getPrivate(GetState get) {
        Optional<Collection> collection = Topology.collection(get.getCollection());
        if (collection.isEmpty()) {
            return error("collection " + get.getCollection() + " is not defined");
        }
        if (!collection.get().members().contains(proposed.creator().mspId())) {
            return error("the creator has no permission to read collection " + get.getCollection());
        }
        Optional<Versioned> hashed = snapshot.hashedValue(get.getCollection(), ReadWriteSet.keyHash(get.getKey()));
        set.readPrivate(get.getCollection(), get.getKey(), hashed.map(Versioned::version));
        if (hashed.isEmpty()) {
            return ok(ByteString.EMPTY);
        }
        return snapshot.privateValue(peer, get.getCollection(), ByteString.copyFromUtf8(get.getKey()))
                .filter(held -> held.version().equals(hashed.get().version()))
                .map(held -> ok(held.value()))
                .orElseGet(() -> error("private data matching public hash version is not available"));
    }

    private ChaincodeMessage privateHash(GetState get) {
        if (Topology.collection(get.getCollection()).isEmpty()) {
            return error("collection " + get.getCollection() + " is not defined");
        }
        Optional<Versioned> hashed = snapshot.hashedValue(get.getCollection(), ReadWriteSet.keyHash(get.getKey()));
        set.readPrivate(get.getCollection(), get.getKey(), hashed.map(Versioned::version));
        return ok(hashed.map(Versioned::value).orElse(ByteString.EMPTY));
    }

    private ChaincodeMessage put(PutState put) {
        return write(put.getCollection(), put.getKey(), Optional.of(put.getValue()));
    }

    private ChaincodeMessage delete(DelState delete) {
        return write(delete.getCollection(), delete.getKey(), Optional.empty());
    }

    private ChaincodeMessage write(String collectionName, String key, Optional<ByteString> value) {
        if (collectionName.isEmpty()) {
            set.write(key, value);
            return ok(ByteString.EMPTY);
        }
        Optional<Collection> collection = Topology.collection(collectionName);
        if (collection.isEmpty()) {
            return error("collection " + collectionName + " is not defined");
        }
        if (!collection.get().members().contains(proposed.creator().mspId())) {
            return error("the creator has no permission to write collection " + collectionName);
        }
        set.writePrivate(collectionName, key, value);
        return ok(ByteString.EMPTY);
    }

    private ChaincodeMessage range(GetStateByRange range) {
        if (!range.getCollection().isEmpty() || !range.getMetadata().isEmpty()) {
            return error("the development ledger has neither private nor paged ranges");
        }
        List<Snapshot.Entry> entries = snapshot.range(
                ByteString.copyFromUtf8(range.getStartKey()),
                ByteString.copyFromUtf8(range.getEndKey()),
                MOST_ROWS_OF_A_RANGE);
        QueryReads.Builder reads = QueryReads.newBuilder();
        QueryResponse.Builder response = QueryResponse.newBuilder().setId(proposed.transactionId());
        for (Snapshot.Entry entry : entries) {
            String key = entry.key().toStringUtf8();
            reads.addKvReads(KVRead.newBuilder()
                    .setKey(key)
                    .setVersion(entry.versioned().version().toProto()));
            KV found = KV.newBuilder()
                    .setNamespace(Topology.CHAINCODE)
                    .setKey(key)
                    .setValue(entry.versioned().value())
                    .build();
            response.addResults(QueryResultBytes.newBuilder().setResultBytes(found.toByteString()));
        }
        set.readRange(RangeQueryInfo.newBuilder()
                .setStartKey(range.getStartKey())
                .setEndKey(range.getEndKey())
                .setItrExhausted(true)
                .setRawReads(reads)
                .build());
        return ok(response.build().toByteString());
    }

    private static ChaincodeMessage ok(ByteString payload) {
        return ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.RESPONSE)
                .setPayload(payload)
                .build();
    }

    /// The chaincode only learns that something went wrong; why, stands in the peer's log, as on a real network.
    private ChaincodeMessage error(String reason) {
        LOG.warn("[{}] {} answers the chaincode with an error: {}", proposed.transactionId(), peer, reason);
        return ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.ERROR)
                .setPayload(ByteString.copyFromUtf8(reason))
                .build();
    }
}
