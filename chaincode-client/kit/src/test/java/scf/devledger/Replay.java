package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/// Builds the state anew from the blocks alone and compares it with the state that is stored.
final class Replay {

    private final Map<String, String> publicState = new TreeMap<>();
    private final Map<String, String> hashedState = new TreeMap<>();
    private long transactions;

    private Replay() {}

    static void assertStateFollowsFromBlocks(TestLedger ledger, List<Block> blocks) {
        var replay = new Replay();
        blocks.forEach(replay::apply);
        try (Connection connection = ledger.source.getConnection()) {
            replay.compare(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(Block block) {
        for (int position = 0; position < block.getData().getDataCount(); position++) {
            var transaction = EndorsedTransaction.parse(block.getData().getData(position));
            if (transaction.isEmpty()) {
                continue;
            }
            TxValidationCode code = Blocks.code(block, position);
            if (code != TxValidationCode.DUPLICATE_TXID) {
                transactions++;
            }
            if (code != TxValidationCode.VALID) {
                continue;
            }
            String version = block.getHeader().getNumber() + "." + position;
            Footprint footprint =
                    Footprint.of(transaction.get().action().getResults()).orElseThrow();
            footprint
                    .publicSet()
                    .getWritesList()
                    .forEach(write -> publicState.put(
                            hex(write.getKey().getBytes(StandardCharsets.UTF_8)),
                            hex(write.getValue().toByteArray()) + " " + version));
            footprint
                    .collections()
                    .forEach(part -> part.set()
                            .getHashedWritesList()
                            .forEach(write -> hashedState.put(
                                    hex(write.getKeyHash().toByteArray()),
                                    hex(write.getValueHash().toByteArray()) + " " + version)));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void compare(Connection connection) throws SQLException {
        assertThat(read(connection, """
                        select encode(key, 'hex'), encode(value, 'hex') || ' ' || block || '.' || position
                          from devledger.public_state""")).isEqualTo(publicState);
        assertThat(read(connection, """
                        select encode(key_hash, 'hex'), encode(value_hash, 'hex') || ' ' || block || '.' || position
                          from devledger.hashed_state""")).isEqualTo(hashedState);
        for (String member : List.of(DevLedger.CITY, DevLedger.PLATFORM)) {
            assertThat(read(
                            connection,
                            "select encode(sha256(key), 'hex'),"
                                    + " encode(sha256(value), 'hex') || ' ' || block || '.' || position"
                                    + " from devledger.private_state where organisation = '" + member + "'"))
                    .isEqualTo(hashedState);
        }
        assertThat(read(connection, "select 'transactions', count(*)::text from devledger.transactions"))
                .containsEntry("transactions", Long.toString(transactions));
    }

    private static Map<String, String> read(Connection connection, String query) throws SQLException {
        var found = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }
}
