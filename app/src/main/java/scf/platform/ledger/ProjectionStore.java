package scf.platform.ledger;

import static org.jooq.impl.DSL.coalesce;
import static scf.schema.ledger.Tables.CHECKPOINTS;
import static scf.schema.ledger.Tables.ENTRIES;
import static scf.schema.ledger.Tables.ENTRY_SUBJECTS;
import static scf.schema.ledger.Tables.OUT_OF_STEP;
import static scf.schema.ledger.Tables.STANDINGS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import scf.contract.LedgerEvent;
import scf.gateway.Told;
import scf.schema.ids.ActHash;
import scf.schema.ledger.tables.records.StandingsRecord;

/// The projection of the ledger, and what of it is doubted.
@Repository
class ProjectionStore {

    private final DSLContext sql;

    ProjectionStore(DSLContext sql) {
        this.sql = sql;
    }

    /// The projection that lies in another database.
    static ProjectionStore on(DataSource source) {
        return new ProjectionStore(DSL.using(source, SQLDialect.POSTGRES));
    }

    /// A version that is known already, or is older than what is known, changes nothing: so events may be read
    /// again, and in any order.
    void heard(Told told) {
        var event = told.event();
        for (LedgerEvent.Change change : event.changes()) {
            sql.insertInto(STANDINGS)
                    .set(STANDINGS.KIND, event.kindOf(change).name())
                    .set(STANDINGS.OBJECT, change.object())
                    .set(STANDINGS.STATE, change.state())
                    .set(STANDINGS.LEDGER_VERSION, change.version())
                    .set(STANDINGS.ACT_HASH, new ActHash(event.act()))
                    .set(STANDINGS.ACT_TYPE, event.type().name())
                    .set(STANDINGS.TRANSACTION_ID, told.transactionId())
                    .set(STANDINGS.BLOCK, told.block())
                    .onConflict(STANDINGS.KIND, STANDINGS.OBJECT)
                    .doUpdate()
                    .set(STANDINGS.STATE, change.state())
                    .set(STANDINGS.LEDGER_VERSION, change.version())
                    .set(STANDINGS.ACT_HASH, new ActHash(event.act()))
                    .set(STANDINGS.ACT_TYPE, event.type().name())
                    .set(STANDINGS.TRANSACTION_ID, told.transactionId())
                    .set(STANDINGS.BLOCK, told.block())
                    .where(STANDINGS.LEDGER_VERSION.lt(change.version()))
                    .execute();
        }
    }

    Optional<Projected> find(LedgerEvent.Kind kind, String object) {
        return sql.selectFrom(STANDINGS)
                .where(STANDINGS.KIND.eq(kind.name()), STANDINGS.OBJECT.eq(object))
                .fetchOptional(ProjectionStore::read);
    }

    /// In the order of their names.
    List<Projected> after(LedgerEvent.Kind kind, String object, int limit) {
        return sql.selectFrom(STANDINGS)
                .where(STANDINGS.KIND.eq(kind.name()))
                .and("object collate \"C\" > {0}", DSL.val(object))
                .orderBy(DSL.field("object collate \"C\""))
                .limit(limit)
                .fetch(ProjectionStore::read);
    }

    private static Projected read(StandingsRecord row) {
        return new Projected(
                LedgerEvent.Kind.valueOf(row.getKind()),
                row.getObject(),
                row.getState(),
                row.getLedgerVersion(),
                row.getActHash(),
                row.getTransactionId(),
                row.getBlock());
    }

    /// Before which block nothing is projected; 0 when all of them are there.
    long from() {
        return sql.select(CHECKPOINTS.STANDINGS_FROM).from(CHECKPOINTS).fetchSingle(CHECKPOINTS.STANDINGS_FROM);
    }

    void begins(long block) {
        sql.update(CHECKPOINTS).set(CHECKPOINTS.STANDINGS_FROM, block).execute();
    }

    boolean hasActOnItsWay(String object) {
        return sql.fetchExists(sql.selectOne()
                .from(ENTRY_SUBJECTS)
                .join(ENTRIES)
                .on(ENTRIES.NUMBER.eq(ENTRY_SUBJECTS.NUMBER))
                .where(ENTRY_SUBJECTS.SUBJECT.eq(object), ENTRIES.STATUS.notIn("COMMITTED", "REFUSED")));
    }

    Optional<Projection.Entered> entered(ActHash act) {
        return sql.select(ENTRIES.STATUS, coalesce(ENTRIES.TRANSACTION_ID, ""), coalesce(ENTRIES.BLOCK, 0L))
                .from(ENTRIES)
                .where(ENTRIES.ACT_HASH.eq(act))
                .fetchOptional(row -> new Projection.Entered(
                        ActStanding.State.of(EntryStatus.valueOf(row.value1())), row.value2(), row.value3()));
    }

    List<ActHash> committed(long fromBlock, long toBlock) {
        return sql.select(ENTRIES.ACT_HASH)
                .from(ENTRIES)
                .where(ENTRIES.STATUS.eq(EntryStatus.COMMITTED.name()), ENTRIES.BLOCK.between(fromBlock, toBlock))
                .orderBy(ENTRIES.NUMBER)
                .fetch(ENTRIES.ACT_HASH);
    }

    void doubt(String kind, String object, Instant since) {
        sql.insertInto(OUT_OF_STEP)
                .set(OUT_OF_STEP.KIND, kind)
                .set(OUT_OF_STEP.OBJECT, object)
                .set(OUT_OF_STEP.SINCE, since)
                .onConflictDoNothing()
                .execute();
    }

    void trust(String kind, String object) {
        sql.deleteFrom(OUT_OF_STEP)
                .where(OUT_OF_STEP.KIND.eq(kind), OUT_OF_STEP.OBJECT.eq(object))
                .execute();
    }
}
