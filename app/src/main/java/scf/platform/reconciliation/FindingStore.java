package scf.platform.reconciliation;

import static scf.schema.reconciliation.Tables.DIFFERENCES;
import static scf.schema.reconciliation.Tables.FINDINGS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import scf.platform.ledger.Difference;
import scf.schema.reconciliation.tables.records.FindingsRecord;

/// What cycles have found, and what of it is still so.
@Repository
class FindingStore {

    private final DSLContext sql;

    FindingStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Whether nobody knew of it yet.
    boolean found(Finding.Kind kind, String object, List<Difference> differences, long cycle, Instant now) {
        var known = sql.update(FINDINGS)
                .set(FINDINGS.SEEN_IN, cycle)
                .where(FINDINGS.KIND.eq(kind.name()), FINDINGS.OBJECT.eq(object), FINDINGS.RESOLVED_AT.isNull())
                .returning(FINDINGS.ID)
                .fetchOptional(FINDINGS.ID);
        var id = known.orElseGet(UUID::randomUUID);
        if (known.isEmpty()) {
            sql.insertInto(FINDINGS)
                    .set(FINDINGS.ID, id)
                    .set(FINDINGS.KIND, kind.name())
                    .set(FINDINGS.OBJECT, object)
                    .set(FINDINGS.FOUND_AT, now)
                    .set(FINDINGS.FOUND_IN, cycle)
                    .set(FINDINGS.SEEN_IN, cycle)
                    .execute();
        }
        sql.deleteFrom(DIFFERENCES).where(DIFFERENCES.FINDING_ID.eq(id)).execute();
        int position = 0;
        for (Difference difference : differences) {
            sql.insertInto(DIFFERENCES)
                    .set(DIFFERENCES.FINDING_ID, id)
                    .set(DIFFERENCES.POSITION, position++)
                    .set(DIFFERENCES.WHAT, difference.what())
                    .set(DIFFERENCES.HERE, difference.here())
                    .set(DIFFERENCES.ON_LEDGER, difference.onLedger())
                    .execute();
        }
        return known.isEmpty();
    }

    /// The object could not be compared: what was found of it before stands.
    void stands(Finding.Kind kind, String object, long cycle) {
        sql.update(FINDINGS)
                .set(FINDINGS.SEEN_IN, cycle)
                .where(FINDINGS.KIND.eq(kind.name()), FINDINGS.OBJECT.eq(object), FINDINGS.RESOLVED_AT.isNull())
                .execute();
    }

    /// What this cycle has not seen any more is resolved.
    List<Finding> resolve(long cycle, Instant now) {
        return sql.update(FINDINGS)
                .set(FINDINGS.RESOLVED_AT, now)
                .set(FINDINGS.RESOLVED_IN, cycle)
                .where(FINDINGS.RESOLVED_AT.isNull(), FINDINGS.SEEN_IN.ne(cycle))
                .returning()
                .fetch(this::read);
    }

    int open() {
        return sql.fetchCount(FINDINGS, FINDINGS.RESOLVED_AT.isNull());
    }

    List<Finding> after(Instant foundAt, UUID id, boolean openOnly, int limit) {
        return sql.selectFrom(FINDINGS)
                .where(DSL.row(FINDINGS.FOUND_AT, FINDINGS.ID).gt(foundAt, id))
                .and(openOnly ? FINDINGS.RESOLVED_AT.isNull() : DSL.noCondition())
                .orderBy(FINDINGS.FOUND_AT, FINDINGS.ID)
                .limit(limit)
                .fetch(this::read);
    }

    private Finding read(FindingsRecord row) {
        var differences = sql.selectFrom(DIFFERENCES)
                .where(DIFFERENCES.FINDING_ID.eq(row.getId()))
                .orderBy(DIFFERENCES.POSITION)
                .fetch(one -> new Difference(one.getWhat(), one.getHere(), one.getOnLedger()));
        return new Finding(
                row.getId(),
                Finding.Kind.valueOf(row.getKind()),
                row.getObject(),
                differences,
                row.getFoundAt(),
                row.getFoundIn(),
                row.getSeenIn(),
                row.getResolvedAt());
    }
}
