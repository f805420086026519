package scf.devledger;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/// The part of validation that looks at the order: what a transaction has read must still be so when its turn comes
/// (MVCC), in the state before the block and after every valid transaction before it in the block.
final class Conflicts {

    private final Connection connection;
    private final long block;
    /// Versions before the block, of everything that its transactions have read.
    private final Map<ByteString, Version> publicVersions = new HashMap<>();

    private final Map<List<?>, Version> hashedVersions = new HashMap<>();
    /// What valid transactions of this block have written so far; empty is deleted.
    private final TreeMap<ByteString, Optional<Version>> written =
            new TreeMap<>(ByteString.unsignedLexicographicalComparator());

    private final Map<List<?>, Optional<Version>> writtenHashed = new HashMap<>();

    Conflicts(Connection connection, long block, List<Footprint> footprints) throws SQLException {
        this.connection = connection;
        this.block = block;
        loadPublic(footprints);
        loadHashed(footprints);
    }

    private void loadPublic(List<Footprint> footprints) throws SQLException {
        byte[][] keys = footprints.stream()
                .flatMap(print -> print.publicSet().getReadsList().stream())
                .map(read -> read.getKeyBytes().toByteArray())
                .toArray(byte[][]::new);
        try (PreparedStatement query = connection.prepareStatement(
                "select key, block, position from devledger.public_state where key = any(?)")) {
            query.setArray(1, connection.createArrayOf("bytea", keys));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    publicVersions.put(
                            ByteString.copyFrom(rows.getBytes(1)), new Version(rows.getLong(2), rows.getInt(3)));
                }
            }
        }
    }

    private void loadHashed(List<Footprint> footprints) throws SQLException {
        Object[] names = footprints.stream()
                .flatMap(print -> print.collections().stream())
                .map(Footprint.InCollection::name)
                .distinct()
                .toArray();
        byte[][] hashes = footprints.stream()
                .flatMap(print -> print.collections().stream())
                .flatMap(part -> part.set().getHashedReadsList().stream())
                .map(read -> read.getKeyHash().toByteArray())
                .toArray(byte[][]::new);
        try (PreparedStatement query = connection.prepareStatement("""
                select collection, key_hash, block, position from devledger.hashed_state
                 where collection = any(?)
                   and key_hash = any(?)""")) {
            query.setArray(1, connection.createArrayOf("text", names));
            query.setArray(2, connection.createArrayOf("bytea", hashes));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    hashedVersions.put(
                            List.of(rows.getString(1), ByteString.copyFrom(rows.getBytes(2))),
                            new Version(rows.getLong(3), rows.getInt(4)));
                }
            }
        }
    }

    TxValidationCode judge(Footprint footprint) throws SQLException {
        for (KVRead read : footprint.publicSet().getReadsList()) {
            if (!readVersion(read).equals(version(read.getKeyBytes()))) {
                return TxValidationCode.MVCC_READ_CONFLICT;
            }
        }
        for (RangeQueryInfo range : footprint.publicSet().getRangeQueriesInfoList()) {
            if (!entries(range).equals(range.getRawReads().getKvReadsList())) {
                return TxValidationCode.PHANTOM_READ_CONFLICT;
            }
        }
        for (Footprint.InCollection part : footprint.collections()) {
            for (KVReadHash read : part.set().getHashedReadsList()) {
                Optional<Version> then =
                        read.hasVersion() ? Optional.of(Version.of(read.getVersion())) : Optional.empty();
                if (!then.equals(hashedVersion(List.of(part.name(), read.getKeyHash())))) {
                    return TxValidationCode.MVCC_READ_CONFLICT;
                }
            }
        }
        return TxValidationCode.VALID;
    }

    private static Optional<Version> readVersion(KVRead read) {
        return read.hasVersion() ? Optional.of(Version.of(read.getVersion())) : Optional.empty();
    }

    private Optional<Version> version(ByteString key) {
        return written.getOrDefault(key, Optional.ofNullable(publicVersions.get(key)));
    }

    private Optional<Version> hashedVersion(List<?> key) {
        return writtenHashed.getOrDefault(key, Optional.ofNullable(hashedVersions.get(key)));
    }

    /// The range as it reads now.
    private List<KVRead> entries(RangeQueryInfo range) throws SQLException {
        ByteString start = range.getStartKeyBytes();
        ByteString end = range.getEndKeyBytes();
        var now = new TreeMap<ByteString, Optional<Version>>(ByteString.unsignedLexicographicalComparator());
        String sql = "select key, block, position from devledger.public_state where key >= ?"
                + (end.isEmpty() ? "" : " and key < ?");
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setBytes(1, start.toByteArray());
            if (!end.isEmpty()) {
                query.setBytes(2, end.toByteArray());
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    now.put(
                            ByteString.copyFrom(rows.getBytes(1)),
                            Optional.of(new Version(rows.getLong(2), rows.getInt(3))));
                }
            }
        }
        now.putAll(end.isEmpty() ? written.tailMap(start) : written.subMap(start, end));
        return now.entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> KVRead.newBuilder()
                        .setKeyBytes(entry.getKey())
                        .setVersion(entry.getValue().get().toProto())
                        .build())
                .toList();
    }

    /// A valid transaction takes effect for those after it.
    void apply(Footprint footprint, int position) {
        Version version = new Version(block, position);
        footprint
                .publicSet()
                .getWritesList()
                .forEach(write -> written.put(
                        write.getKeyBytes(), write.getIsDelete() ? Optional.empty() : Optional.of(version)));
        footprint
                .collections()
                .forEach(part -> part.set()
                        .getHashedWritesList()
                        .forEach(write -> writtenHashed.put(
                                List.of(part.name(), write.getKeyHash()),
                                write.getIsDelete() ? Optional.empty() : Optional.of(version))));
    }
}
