package scf.devledger;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;

/// The world state as it was after one block: whatever commits meanwhile, it stays the same.
///
/// The peers of all organisations execute a proposal on the same snapshot, as peers of a real network do when none
/// lags behind. What one of them has read is not fetched again for the next.
final class Snapshot implements AutoCloseable {

    private final Connections connections;
    private final Connection connection;
    private final Map<ByteString, Optional<Versioned>> publicValues = new HashMap<>();
    private final Map<List<?>, Optional<Versioned>> otherValues = new HashMap<>();
    private boolean sound = true;

    /// A key with its value.
    record Entry(ByteString key, Versioned versioned) {}

    Snapshot(Connections connections) {
        this.connections = connections;
        try {
            this.connection = connections.take();
            connection.setAutoCommit(false);
            try (var begin = connection.createStatement()) {
                begin.execute("set transaction isolation level repeatable read, read only");
            }
        } catch (SQLException e) {
            throw new StorageFailed(e);
        }
    }

    Optional<Versioned> value(ByteString key) {
        return publicValues.computeIfAbsent(
                key, k -> one("select value, block, position from devledger.public_state where key = ?", k));
    }

    /// The hash of a private value, as every organisation holds it.
    Optional<Versioned> hashedValue(String collection, ByteString keyHash) {
        return otherValues.computeIfAbsent(List.of(collection, keyHash), _ -> one("""
                        select value_hash, block, position from devledger.hashed_state
                         where collection = ? and key_hash = ?""", collection, keyHash));
    }

    /// A private value, as `organisation` holds it or not.
    Optional<Versioned> privateValue(String organisation, String collection, ByteString key) {
        return otherValues.computeIfAbsent(
                List.of(organisation, collection, key), _ -> one("""
                        select value, block, position from devledger.private_state
                         where organisation = ? and collection = ? and key = ?""", organisation, collection, key));
    }

    /// Keys from `start` up to and without `end`, in their order; an empty `end` means to the last.
    List<Entry> range(ByteString start, ByteString end, int most) {
        String sql = "select key, value, block, position from devledger.public_state where key >= ?"
                + (end.isEmpty() ? "" : " and key < ?") + " order by key limit " + most;
        return query(
                sql,
                rows -> new Entry(bytes(rows, 1), versioned(rows, 2)),
                end.isEmpty() ? List.of(start) : List.of(start, end));
    }

    /// How many blocks there are.
    long height() {
        return query("select coalesce(max(number) + 1, 0) from devledger.blocks", rows -> rows.getLong(1), List.of())
                .getFirst();
    }

    /// Where a transaction stands, valid or not.
    record Place(long block, int position) {}

    Optional<Place> place(String transactionId) {
        return query(
                        "select block, position from devledger.transactions where id = ?",
                        rows -> new Place(rows.getLong(1), rows.getInt(2)),
                        List.of(transactionId))
                .stream()
                .findFirst();
    }

    Optional<Block> block(long number) {
        return query(
                        "select content from devledger.blocks where number = ?",
                        rows -> BlockStore.block(rows.getBytes(1)),
                        List.of(number))
                .stream()
                .findFirst();
    }

    private Optional<Versioned> one(String sql, Object... parameters) {
        return query(sql, rows -> versioned(rows, 1), List.of(parameters)).stream()
                .findFirst();
    }

    private <T> List<T> query(String sql, RowReader<T> reader, List<?> parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                Object parameter = parameters.get(i);
                statement.setObject(i + 1, parameter instanceof ByteString bytes ? bytes.toByteArray() : parameter);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            sound = false;
            throw new StorageFailed(e);
        }
    }

    private interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private static Versioned versioned(ResultSet rows, int column) throws SQLException {
        return new Versioned(bytes(rows, column), new Version(rows.getLong(column + 1), rows.getInt(column + 2)));
    }

    private static ByteString bytes(ResultSet rows, int column) throws SQLException {
        return ByteString.copyFrom(rows.getBytes(column));
    }

    @Override
    public void close() {
        try {
            if (sound) {
                connection.rollback();
            }
            connections.give(connection, sound);
        } catch (SQLException e) {
            throw new StorageFailed(e);
        }
    }
}
