package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/// The blocks, and where each transaction stands in them.
final class BlockStore {

    private final Connections connections;

    /// Where the chain ends: the number of its last block and the hash of its header.
    record Tip(long number, ByteString hash) {}

    /// What became of a transaction.
    record Place(long block, TxValidationCode code) {}

    BlockStore(Connections connections) {
        this.connections = connections;
    }

    Tip tip() {
        try {
            return connections.inTransaction(BlockStore::tip);
        } catch (SQLException e) {
            throw new StorageFailed(e);
        }
    }

    static Tip tip(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select content from devledger.blocks order by number desc limit 1");
                ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("A ledger has a block 0");
            }
            BlockHeader header = block(rows.getBytes(1)).getHeader();
            return new Tip(header.getNumber(), Blocks.hash(header));
        }
    }

    /// Empty for a block that is not there yet.
    Optional<Block> block(long number) {
        return one("select content from devledger.blocks where number = ?", number, rows -> block(rows.getBytes(1)));
    }

    Optional<Place> find(String transactionId) {
        return one(
                "select block, code from devledger.transactions where id = ?",
                transactionId,
                rows -> new Place(rows.getLong(1), code(rows.getInt(2))));
    }

    private <T> Optional<T> one(String sql, Object parameter, Reader<T> reader) {
        try {
            return connections.inTransaction(connection -> {
                try (PreparedStatement query = connection.prepareStatement(sql)) {
                    query.setObject(1, parameter);
                    try (ResultSet rows = query.executeQuery()) {
                        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
                    }
                }
            });
        } catch (SQLException e) {
            throw new StorageFailed(e);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static TxValidationCode code(int number) {
        TxValidationCode code = TxValidationCode.forNumber(number);
        if (code == null) {
            throw new IllegalStateException("There is no validation code " + number);
        }
        return code;
    }

    static Block block(byte[] content) {
        try {
            return Block.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored block cannot be read", e);
        }
    }

    /// Those of `ids` that have been on the ledger before.
    static Set<String> known(Connection connection, List<String> ids) throws SQLException {
        Set<String> known = new HashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("select id from devledger.transactions where id = any(?)")) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getString(1));
                }
            }
        }
        return known;
    }

    static void append(Connection connection, Block block) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into devledger.blocks (number, content) values (?, ?)")) {
            insert.setLong(1, block.getHeader().getNumber());
            insert.setBytes(2, block.toByteArray());
            insert.executeUpdate();
        }
    }

    static void place(Connection connection, long block, List<Placed> transactions) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into devledger.transactions (id, block, position, code) values (?, ?, ?, ?)")) {
            for (Placed transaction : transactions) {
                insert.setString(1, transaction.id());
                insert.setLong(2, block);
                insert.setInt(3, transaction.position());
                insert.setInt(4, transaction.code().getNumber());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// A transaction id that appears for the first time.
    record Placed(String id, int position, TxValidationCode code) {}
}
