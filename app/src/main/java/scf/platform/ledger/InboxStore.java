package scf.platform.ledger;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;
import static scf.schema.ledger.Tables.CHECKPOINTS;
import static scf.schema.ledger.Tables.DIVERGENCES;
import static scf.schema.ledger.Tables.ENTRY_SUBJECTS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;
import org.springframework.stereotype.Repository;
import scf.contract.LedgerEvent;
import scf.gateway.Checkpoint;
import scf.gateway.Told;
import scf.schema.ids.ActHash;

/// Up to where the ledger's events have had their effect, and who reads on from there.
@Repository
class InboxStore {

    private static final Field<Instant> NOW = field("clock_timestamp()", SQLDataType.INSTANT);

    private final DSLContext sql;

    InboxStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Becomes the reader, if nobody who lives is.
    Optional<Checkpoint> lease(UUID reader, Duration lease) {
        return sql.update(CHECKPOINTS)
                .set(CHECKPOINTS.READ_BY, reader)
                .set(CHECKPOINTS.READ_UNTIL, after(lease))
                .where(CHECKPOINTS.READ_UNTIL.isNull().or(CHECKPOINTS.READ_UNTIL.lt(NOW)))
                .or(CHECKPOINTS.READ_BY.eq(reader))
                .returning()
                .fetchOptional(row -> new Checkpoint(row.getBlock(), row.getTransactionId()));
    }

    void renew(UUID reader, Duration lease) {
        sql.update(CHECKPOINTS)
                .set(CHECKPOINTS.READ_UNTIL, after(lease))
                .where(CHECKPOINTS.READ_BY.eq(reader))
                .execute();
    }

    void release(UUID reader) {
        sql.update(CHECKPOINTS)
                .setNull(CHECKPOINTS.READ_BY)
                .setNull(CHECKPOINTS.READ_UNTIL)
                .where(CHECKPOINTS.READ_BY.eq(reader))
                .execute();
    }

    /// Moves on, in the transaction of the event's effect. A reader whose lease another has taken moves
    /// nothing.
    boolean moveTo(UUID reader, Checkpoint read) {
        return 1
                == sql.update(CHECKPOINTS)
                        .set(CHECKPOINTS.BLOCK, read.block())
                        .set(CHECKPOINTS.TRANSACTION_ID, read.transactionId())
                        .where(CHECKPOINTS.READ_BY.eq(reader))
                        .execute();
    }

    /// Writes down what another member's act has changed of the objects that entries of ours have touched, and says
    /// which these are.
    List<String> diverged(Told told) {
        var ours = told.event().changes().stream()
                .filter(change -> sql.fetchExists(ENTRY_SUBJECTS, ENTRY_SUBJECTS.SUBJECT.eq(change.object())))
                .toList();
        for (var change : ours) {
            sql.insertInto(DIVERGENCES)
                    .set(DIVERGENCES.SUBJECT, change.object())
                    .set(DIVERGENCES.ACT_HASH, new ActHash(told.event().act()))
                    .set(DIVERGENCES.ACT_TYPE, told.event().type().name())
                    .set(DIVERGENCES.STATE, change.state())
                    .set(DIVERGENCES.LEDGER_VERSION, change.version())
                    .set(DIVERGENCES.BLOCK, told.block())
                    .onConflictDoNothing()
                    .execute();
        }
        return ours.stream().map(LedgerEvent.Change::object).toList();
    }

    int divergences() {
        return sql.fetchCount(DIVERGENCES);
    }

    Checkpoint checkpoint() {
        return sql.selectFrom(CHECKPOINTS).fetchSingle(row -> new Checkpoint(row.getBlock(), row.getTransactionId()));
    }

    private static Field<Instant> after(Duration lease) {
        return field("{0} + {1}", SQLDataType.INSTANT, NOW, val(DayToSecond.valueOf(lease)));
    }
}
