package scf.platform.receivable;

import static scf.schema.receivable.Tables.OVERDUE_LISTS;
import static scf.schema.receivable.Tables.OVERDUE_ROWS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import scf.schema.ids.EnterpriseId;

/// Overdue lists as they were imported. Of each source the newest one holds.
@Repository
class OverdueStore {

    private final DSLContext sql;

    OverdueStore(DSLContext sql) {
        this.sql = sql;
    }

    void insert(OverdueLists.Imported list, String user, Instant at) {
        sql.insertInto(OVERDUE_LISTS)
                .set(OVERDUE_LISTS.ID, list.id())
                .set(OVERDUE_LISTS.SOURCE, list.source())
                .set(OVERDUE_LISTS.AS_OF, list.asOf())
                .set(OVERDUE_LISTS.IMPORTED_BY, user)
                .set(OVERDUE_LISTS.IMPORTED_AT, at)
                .execute();
        int position = 1;
        for (var row : list.rows()) {
            sql.insertInto(OVERDUE_ROWS)
                    .set(OVERDUE_ROWS.OVERDUE_LIST_ID, list.id())
                    .set(OVERDUE_ROWS.POSITION, position++)
                    .set(OVERDUE_ROWS.ISSUER_ID, row.issuer())
                    .set(OVERDUE_ROWS.CAUSE, row.cause().name())
                    .set(OVERDUE_ROWS.SINCE, row.since())
                    .execute();
        }
    }

    Optional<Overdue> of(EnterpriseId issuer) {
        return holding()
                .and(OVERDUE_ROWS.ISSUER_ID.eq(issuer))
                .orderBy(OVERDUE_ROWS.SINCE, OVERDUE_LISTS.SOURCE)
                .limit(1)
                .fetchOptional(OverdueStore::read);
    }

    List<Overdue> list(EnterpriseId after, int limit) {
        return holding()
                .and(OVERDUE_ROWS.ISSUER_ID.gt(after))
                .orderBy(OVERDUE_ROWS.ISSUER_ID, OVERDUE_LISTS.SOURCE)
                .limit(limit)
                .fetch(OverdueStore::read);
    }

    private SelectConditionStep<Record> holding() {
        var newer = OVERDUE_LISTS.as("newer");
        return sql.select(OVERDUE_ROWS.fields())
                .select(OVERDUE_LISTS.SOURCE, OVERDUE_LISTS.AS_OF)
                .from(OVERDUE_ROWS)
                .join(OVERDUE_LISTS)
                .on(OVERDUE_LISTS.ID.eq(OVERDUE_ROWS.OVERDUE_LIST_ID))
                .where(DSL.notExists(sql.selectOne()
                        .from(newer)
                        .where(newer.SOURCE.eq(OVERDUE_LISTS.SOURCE))
                        .and(DSL.row(newer.AS_OF, newer.IMPORTED_AT, newer.ID)
                                .gt(OVERDUE_LISTS.AS_OF, OVERDUE_LISTS.IMPORTED_AT, OVERDUE_LISTS.ID))));
    }

    private static Overdue read(Record row) {
        return new Overdue(
                row.get(OVERDUE_ROWS.ISSUER_ID),
                Overdue.Cause.valueOf(row.get(OVERDUE_ROWS.CAUSE)),
                row.get(OVERDUE_ROWS.SINCE),
                row.get(OVERDUE_LISTS.SOURCE),
                row.get(OVERDUE_LISTS.AS_OF));
    }
}
