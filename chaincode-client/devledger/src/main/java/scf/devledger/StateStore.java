package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scf.devledger.Topology.Collection;

/// Writes what valid transactions leave behind: the public state, the hashes of the private one, and at each member
/// the private values themselves.
final class StateStore {

    private static final Logger LOG = LoggerFactory.getLogger(StateStore.class);

    /// Private writes of what was endorsed and never committed are kept for so many blocks.
    private static final long BLOCKS_OF_PATIENCE = 1000;

    private StateStore() {}

    /// A valid transaction with its place.
    record Effect(String transactionId, Footprint footprint, Version version) {}

    /// Keeps private writes at every member of their collection until the transaction commits, or is forgotten.
    static void keepTransient(
            Connection connection, String transactionId, Map<String, ByteString> privateWrites, long height)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into devledger.transient_writes (organisation, transaction_id, collection, hash, content, height)
                values (?, ?, ?, ?, ?, ?)
                    on conflict do nothing""")) {
            for (Map.Entry<String, ByteString> part : privateWrites.entrySet()) {
                Collection collection = Topology.collection(part.getKey()).orElseThrow();
                for (String member : collection.members()) {
                    insert.setString(1, member);
                    insert.setString(2, transactionId);
                    insert.setString(3, collection.name());
                    insert.setBytes(4, Hashes.sha256(part.getValue()).toByteArray());
                    insert.setBytes(5, part.getValue().toByteArray());
                    insert.setLong(6, height);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    static void apply(Connection connection, List<Effect> effects) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement("""
                        insert into devledger.public_state (key, value, block, position) values (?, ?, ?, ?)
                            on conflict on constraint a_key_has_one_value do update
                           set value = excluded.value, block = excluded.block, position = excluded.position""");
                PreparedStatement delete =
                        connection.prepareStatement("delete from devledger.public_state where key = ?")) {
            for (Effect effect : effects) {
                for (KVWrite write : effect.footprint().publicSet().getWritesList()) {
                    if (write.getIsDelete()) {
                        // Earlier writes of this block come first.
                        put.executeBatch();
                        delete.setBytes(1, write.getKeyBytes().toByteArray());
                        delete.executeUpdate();
                    } else {
                        put.setBytes(1, write.getKeyBytes().toByteArray());
                        put.setBytes(2, write.getValue().toByteArray());
                        version(put, 3, effect.version());
                        put.addBatch();
                    }
                }
            }
            put.executeBatch();
        }
        applyHashes(connection, effects);
        applyPrivate(connection, effects);
    }

    private static void applyHashes(Connection connection, List<Effect> effects) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement("""
                        insert into devledger.hashed_state (collection, key_hash, value_hash, block, position)
                        values (?, ?, ?, ?, ?)
                            on conflict on constraint a_private_key_has_one_hash do update
                           set value_hash = excluded.value_hash, block = excluded.block, position = excluded.position""");
                PreparedStatement delete = connection.prepareStatement(
                        "delete from devledger.hashed_state where collection = ? and key_hash = ?")) {
            for (Effect effect : effects) {
                for (Footprint.InCollection part : effect.footprint().collections()) {
                    for (KVWriteHash write : part.set().getHashedWritesList()) {
                        PreparedStatement change = write.getIsDelete() ? delete : put;
                        if (write.getIsDelete()) {
                            put.executeBatch();
                        }
                        change.setString(1, part.name());
                        change.setBytes(2, write.getKeyHash().toByteArray());
                        if (write.getIsDelete()) {
                            delete.executeUpdate();
                        } else {
                            put.setBytes(3, write.getValueHash().toByteArray());
                            version(put, 4, effect.version());
                            put.addBatch();
                        }
                    }
                }
            }
            put.executeBatch();
        }
    }

    /// What the members kept at endorsement, found by the hash that the block names.
    private record Kept(
            String organisation, String transactionId, String collection, ByteString hash, KVRWSet writes) {}

    private static void applyPrivate(Connection connection, List<Effect> effects) throws SQLException {
        Map<List<?>, List<Kept>> kept = kept(connection, effects).stream()
                .collect(Collectors.groupingBy(one -> List.of(one.transactionId(), one.collection(), one.hash())));
        try (PreparedStatement put = connection.prepareStatement("""
                        insert into devledger.private_state (organisation, collection, key, value, block, position)
                        values (?, ?, ?, ?, ?, ?)
                            on conflict on constraint a_private_key_has_one_value_per_member do update
                           set value = excluded.value, block = excluded.block, position = excluded.position""");
                PreparedStatement delete = connection.prepareStatement(
                        "delete from devledger.private_state where organisation = ? and collection = ? and key = ?")) {
            for (Effect effect : effects) {
                for (Footprint.InCollection part : effect.footprint().collections()) {
                    if (part.set().getHashedWritesCount() == 0) {
                        continue;
                    }
                    List<Kept> here = kept.getOrDefault(
                            List.of(effect.transactionId(), part.name(), part.clearHash()), List.of());
                    if (here.isEmpty()) {
                        LOG.error(
                                "[{}] committed, but no member has its private data any more", effect.transactionId());
                    }
                    for (Kept one : here) {
                        write(put, delete, one, effect.version());
                    }
                }
            }
            put.executeBatch();
        }
    }

    private static void write(PreparedStatement put, PreparedStatement delete, Kept kept, Version version)
            throws SQLException {
        for (KVWrite write : kept.writes().getWritesList()) {
            PreparedStatement change = write.getIsDelete() ? delete : put;
            if (write.getIsDelete()) {
                put.executeBatch();
            }
            change.setString(1, kept.organisation());
            change.setString(2, kept.collection());
            change.setBytes(3, write.getKeyBytes().toByteArray());
            if (write.getIsDelete()) {
                delete.executeUpdate();
            } else {
                put.setBytes(4, write.getValue().toByteArray());
                version(put, 5, version);
                put.addBatch();
            }
        }
    }

    private static List<Kept> kept(Connection connection, List<Effect> effects) throws SQLException {
        List<Kept> kept = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select organisation, transaction_id, collection, hash, content
                  from devledger.transient_writes
                 where transaction_id = any(?)""")) {
            Object[] ids = effects.stream().map(Effect::transactionId).toArray();
            query.setArray(1, connection.createArrayOf("text", ids));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    kept.add(new Kept(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            ByteString.copyFrom(rows.getBytes(4)),
                            KVRWSet.parseFrom(rows.getBytes(5))));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Private writes that were kept cannot be read", e);
        }
        return kept;
    }

    /// Private writes of transactions that have committed are in the state now, or void; of what was endorsed long
    /// ago and has not come since, nothing will.
    static void forgetTransient(Connection connection, List<String> committed, long height) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from devledger.transient_writes where transaction_id = any(?) or height < ?")) {
            delete.setArray(1, connection.createArrayOf("text", committed.toArray()));
            delete.setLong(2, height - BLOCKS_OF_PATIENCE);
            delete.executeUpdate();
        }
    }

    private static void version(PreparedStatement statement, int index, Version version) throws SQLException {
        statement.setLong(index, version.block());
        statement.setInt(index + 1, version.position());
    }
}
