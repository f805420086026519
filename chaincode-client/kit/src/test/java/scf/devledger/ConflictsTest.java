package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was read must still be so; the keys stand in block 7, the transactions under test in block 9.
class ConflictsTest {

    private static final TestLedger LEDGER = new TestLedger();
    private static final long BLOCK = 9;

    private Connection connection = open();

    private static Connection open() {
        try {
            return LEDGER.source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    @BeforeEach
    void twoKeys() throws SQLException {
        connection = open();
        connection.setAutoCommit(false);
        try (var insert = connection.createStatement()) {
            insert.execute("""
                    insert into devledger.public_state (key, value, block, position)
                    values ('~b', 'one', 7, 0), ('~d', 'two', 7, 1)""");
        }
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private static Footprint footprint(KVRWSet.Builder set) {
        return new Footprint(set.build(), List.of());
    }

    private static KVRead read(String key, long block, int position) {
        return KVRead.newBuilder()
                .setKey(key)
                .setVersion(new Version(block, position).toProto())
                .build();
    }

    private static Footprint writing(String key) {
        return footprint(KVRWSet.newBuilder().addWrites(KVWrite.newBuilder().setKey(key)));
    }

    private static Footprint deleting(String key) {
        return footprint(
                KVRWSet.newBuilder().addWrites(KVWrite.newBuilder().setKey(key).setIsDelete(true)));
    }

    /// Someone who has read all keys from `~a` to `~e` and found the two.
    private static Footprint rangeReader() {
        return footprint(KVRWSet.newBuilder()
                .addRangeQueriesInfo(RangeQueryInfo.newBuilder()
                        .setStartKey("~a")
                        .setEndKey("~e")
                        .setItrExhausted(true)
                        .setRawReads(QueryReads.newBuilder()
                                .addKvReads(read("~b", 7, 0))
                                .addKvReads(read("~d", 7, 1)))));
    }

    private TxValidationCode judgeAfter(Footprint reader, Footprint... before) throws SQLException {
        var conflicts = new Conflicts(connection, BLOCK, List.of(reader));
        int position = 0;
        for (Footprint one : before) {
            conflicts.apply(one, position);
            position++;
        }
        return conflicts.judge(reader);
    }

    @Test
    void what_was_read_and_is_unchanged_holds() throws SQLException {
        assertThat(judgeAfter(footprint(KVRWSet.newBuilder().addReads(read("~b", 7, 0))), writing("~d")))
                .isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void what_was_read_in_an_older_version_is_a_conflict() throws SQLException {
        assertThat(judgeAfter(footprint(KVRWSet.newBuilder().addReads(read("~b", 6, 4)))))
                .isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void what_was_absent_and_is_there_now_is_a_conflict() throws SQLException {
        Footprint reader =
                footprint(KVRWSet.newBuilder().addReads(KVRead.newBuilder().setKey("~c")));
        assertThat(judgeAfter(reader)).isEqualTo(TxValidationCode.VALID);
        assertThat(judgeAfter(reader, writing("~c"))).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void the_first_of_a_block_wins_and_a_deletion_is_a_change_too() throws SQLException {
        Footprint reader = footprint(KVRWSet.newBuilder().addReads(read("~b", 7, 0)));
        assertThat(judgeAfter(reader, writing("~b"))).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        assertThat(judgeAfter(reader, deleting("~b"))).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void a_range_holds_until_a_key_comes_goes_or_changes_in_it() throws SQLException {
        assertThat(judgeAfter(rangeReader(), writing("~e"))).isEqualTo(TxValidationCode.VALID);
        assertThat(judgeAfter(rangeReader(), writing("~c"))).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        assertThat(judgeAfter(rangeReader(), deleting("~d"))).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        assertThat(judgeAfter(rangeReader(), writing("~b"))).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }
}
