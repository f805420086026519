package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;

/// The read-write set of a transaction as it stands in a block, read back.
record Footprint(KVRWSet publicSet, List<InCollection> collections) {

    /// What it did in one private collection, in hashes.
    ///
    /// @param clearHash the hash of the private writes in clear, by which members find what belongs here
    record InCollection(String name, HashedRWSet set, ByteString clearHash) {}

    /// Empty if it cannot be read, or touches anything but the one chaincode and its collections.
    static Optional<Footprint> of(ByteString results) {
        try {
            KVRWSet publicSet = KVRWSet.getDefaultInstance();
            List<InCollection> collections = new ArrayList<>();
            for (NsReadWriteSet namespace : TxReadWriteSet.parseFrom(results).getNsRwsetList()) {
                if (!namespace.getNamespace().equals(Topology.CHAINCODE)) {
                    return Optional.empty();
                }
                publicSet = KVRWSet.parseFrom(namespace.getRwset());
                for (CollectionHashedReadWriteSet part : namespace.getCollectionHashedRwsetList()) {
                    if (Topology.collection(part.getCollectionName()).isEmpty()) {
                        return Optional.empty();
                    }
                    collections.add(new InCollection(
                            part.getCollectionName(),
                            HashedRWSet.parseFrom(part.getHashedRwset()),
                            part.getPvtRwsetHash()));
                }
            }
            return Optional.of(new Footprint(publicSet, List.copyOf(collections)));
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty();
        }
    }

    boolean writesPrivateDataOnly() {
        return publicSet.getWritesCount() == 0
                && collections.stream().anyMatch(part -> part.set().getHashedWritesCount() > 0);
    }
}
