package scf.devledger;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;

/// What one execution has read, in which versions, and what it wants to write (读写集).
///
/// The public form, which goes into the block, has private keys and values as hashes only.
final class ReadWriteSet {

    private final SortedMap<String, Optional<Version>> reads = new TreeMap<>();
    private final SortedMap<String, Optional<ByteString>> writes = new TreeMap<>();
    private final List<RangeQueryInfo> ranges = new ArrayList<>();
    private final SortedMap<String, Private> collections = new TreeMap<>();

    private static final class Private {
        private final SortedMap<String, Optional<Version>> reads = new TreeMap<>();
        private final SortedMap<String, Optional<ByteString>> writes = new TreeMap<>();
    }

    void read(String key, Optional<Version> version) {
        reads.putIfAbsent(key, version);
    }

    void readRange(RangeQueryInfo range) {
        ranges.add(range);
    }

    /// An empty `value` deletes.
    void write(String key, Optional<ByteString> value) {
        writes.put(key, value);
    }

    void readPrivate(String collection, String key, Optional<Version> version) {
        inCollection(collection).reads.putIfAbsent(key, version);
    }

    void writePrivate(String collection, String key, Optional<ByteString> value) {
        inCollection(collection).writes.put(key, value);
    }

    private Private inCollection(String name) {
        return collections.computeIfAbsent(name, _ -> new Private());
    }

    TxReadWriteSet toProto() {
        KVRWSet.Builder set = KVRWSet.newBuilder().addAllRangeQueriesInfo(ranges);
        reads.forEach((key, version) -> {
            KVRead.Builder read = KVRead.newBuilder().setKey(key);
            version.ifPresent(v -> read.setVersion(v.toProto()));
            set.addReads(read);
        });
        set.addAllWrites(toProto(writes));
        NsReadWriteSet.Builder namespace = NsReadWriteSet.newBuilder()
                .setNamespace(Topology.CHAINCODE)
                .setRwset(set.build().toByteString());
        collections.forEach((name, part) -> namespace.addCollectionHashedRwset(hashed(name, part)));
        return TxReadWriteSet.newBuilder()
                .setDataModel(TxReadWriteSet.DataModel.KV)
                .addNsRwset(namespace)
                .build();
    }

    private static List<KVWrite> toProto(Map<String, Optional<ByteString>> writes) {
        return writes.entrySet().stream()
                .map(write -> KVWrite.newBuilder()
                        .setKey(write.getKey())
                        .setIsDelete(write.getValue().isEmpty())
                        .setValue(write.getValue().orElse(ByteString.EMPTY))
                        .build())
                .toList();
    }

    private static CollectionHashedReadWriteSet hashed(String name, Private part) {
        HashedRWSet.Builder set = HashedRWSet.newBuilder();
        part.reads.forEach((key, version) -> {
            KVReadHash.Builder read = KVReadHash.newBuilder().setKeyHash(keyHash(key));
            version.ifPresent(v -> read.setVersion(v.toProto()));
            set.addHashedReads(read);
        });
        part.writes.forEach((key, value) -> {
            KVWriteHash.Builder write =
                    KVWriteHash.newBuilder().setKeyHash(keyHash(key)).setIsDelete(value.isEmpty());
            value.ifPresent(v -> write.setValueHash(Hashes.sha256(v)));
            set.addHashedWrites(write);
        });
        var hashed = CollectionHashedReadWriteSet.newBuilder()
                .setCollectionName(name)
                .setHashedRwset(set.build().toByteString());
        if (!part.writes.isEmpty()) {
            hashed.setPvtRwsetHash(Hashes.sha256(clear(part)));
        }
        return hashed.build();
    }

    static ByteString keyHash(String key) {
        return Hashes.sha256(ByteString.copyFromUtf8(key));
    }

    /// The private writes in clear, by collection: for the members, beside the transaction and never in it.
    Map<String, ByteString> privateWrites() {
        var clear = new TreeMap<String, ByteString>();
        collections.forEach((name, part) -> {
            if (!part.writes.isEmpty()) {
                clear.put(name, clear(part));
            }
        });
        return clear;
    }

    private static ByteString clear(Private part) {
        return KVRWSet.newBuilder().addAllWrites(toProto(part.writes)).build().toByteString();
    }
}
