package scf.platform.reconciliation;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;
import static scf.schema.reconciliation.Tables.COUNTS;
import static scf.schema.reconciliation.Tables.CYCLES;

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
import scf.schema.reconciliation.tables.records.CyclesRecord;

/// Cycles, how far they have come, and what they have counted. Leases go by the database's clock, which all
/// instances share.
@Repository
class CycleStore {

    private static final Field<Instant> NOW = field("clock_timestamp()", SQLDataType.INSTANT);

    private final DSLContext sql;

    CycleStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Nothing, while another one runs.
    void begin(long upToBlock, Instant now) {
        sql.insertInto(CYCLES)
                .set(CYCLES.UP_TO_BLOCK, upToBlock)
                .set(CYCLES.BEGAN_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    /// The cycle that runs, unless somebody who lives works on it.
    Optional<Cycle> lease(UUID worker, Duration lease) {
        return sql.update(CYCLES)
                .set(CYCLES.WORKED_BY, worker)
                .set(CYCLES.WORKED_UNTIL, NOW.plus(val(DayToSecond.valueOf(lease))))
                .where(CYCLES.FINISHED_AT.isNull())
                .and(CYCLES.WORKED_UNTIL
                        .isNull()
                        .or(CYCLES.WORKED_UNTIL.lt(NOW))
                        .or(CYCLES.WORKED_BY.eq(worker)))
                .returning()
                .fetchOptional(CycleStore::read);
    }

    boolean isRunning() {
        return sql.fetchExists(CYCLES, CYCLES.FINISHED_AT.isNull());
    }

    /// Whether the worker still holds the cycle; whoever has lost it writes nothing.
    boolean move(long number, UUID worker, Cycle.Stage stage, String place) {
        return 1
                == sql.update(CYCLES)
                        .set(CYCLES.STAGE, stage.name())
                        .set(CYCLES.PLACE, place)
                        .where(CYCLES.NUMBER.eq(number), CYCLES.WORKED_BY.eq(worker))
                        .execute();
    }

    void finish(long number, Instant now) {
        sql.update(CYCLES)
                .set(CYCLES.STAGE, Cycle.Stage.DONE.name())
                .set(CYCLES.FINISHED_AT, now)
                .setNull(CYCLES.WORKED_BY)
                .setNull(CYCLES.WORKED_UNTIL)
                .where(CYCLES.NUMBER.eq(number))
                .execute();
    }

    void release(UUID worker) {
        sql.update(CYCLES)
                .setNull(CYCLES.WORKED_BY)
                .setNull(CYCLES.WORKED_UNTIL)
                .where(CYCLES.WORKED_BY.eq(worker))
                .execute();
    }

    Optional<Instant> lastFinished() {
        return sql.select(max(CYCLES.FINISHED_AT)).from(CYCLES).fetchOptional(max(CYCLES.FINISHED_AT));
    }

    void add(long cycle, Cycle.Count count) {
        sql.insertInto(COUNTS)
                .set(COUNTS.CYCLE, cycle)
                .set(COUNTS.WHAT, count.what().name())
                .set(COUNTS.CURRENCY, count.currency())
                .set(COUNTS.HERE, count.here())
                .set(COUNTS.ON_LEDGER, count.onLedger())
                .set(COUNTS.HERE_MINOR, count.hereMinor())
                .set(COUNTS.ON_LEDGER_MINOR, count.onLedgerMinor())
                .onConflict(COUNTS.CYCLE, COUNTS.WHAT, COUNTS.CURRENCY)
                .doUpdate()
                .set(COUNTS.HERE, COUNTS.HERE.plus(excluded(COUNTS.HERE)))
                .set(COUNTS.ON_LEDGER, COUNTS.ON_LEDGER.plus(excluded(COUNTS.ON_LEDGER)))
                .set(COUNTS.HERE_MINOR, COUNTS.HERE_MINOR.plus(excluded(COUNTS.HERE_MINOR)))
                .set(COUNTS.ON_LEDGER_MINOR, COUNTS.ON_LEDGER_MINOR.plus(excluded(COUNTS.ON_LEDGER_MINOR)))
                .execute();
    }

    /// The newest first.
    List<Cycle> before(long number, int limit) {
        return sql.selectFrom(CYCLES)
                .where(CYCLES.NUMBER.lt(number))
                .orderBy(CYCLES.NUMBER.desc())
                .limit(limit)
                .fetch(CycleStore::read);
    }

    List<Cycle.Count> counts(long cycle) {
        return sql.selectFrom(COUNTS)
                .where(COUNTS.CYCLE.eq(cycle))
                .orderBy(COUNTS.WHAT, COUNTS.CURRENCY)
                .fetch(row -> new Cycle.Count(
                        Cycle.Count.What.valueOf(row.getWhat()),
                        row.getCurrency(),
                        row.getHere(),
                        row.getOnLedger(),
                        row.getHereMinor(),
                        row.getOnLedgerMinor()));
    }

    private static Cycle read(CyclesRecord row) {
        return new Cycle(
                row.getNumber(),
                row.getUpToBlock(),
                row.getBeganAt(),
                Cycle.Stage.valueOf(row.getStage()),
                row.getPlace(),
                row.getFinishedAt());
    }
}
