package scf.platform.storage;

import static scf.schema.storage.Tables.MARKS;

import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class StoreMarkStore {

    private final DSLContext sql;

    StoreMarkStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Writes the mark unless there is one, and answers what the store is marked for: true for practice.
    boolean markOnce(boolean practice, Instant at) {
        sql.insertInto(MARKS, MARKS.PRACTICE, MARKS.MARKED_AT)
                .values(practice, at)
                .onConflictDoNothing()
                .execute();
        return sql.select(MARKS.PRACTICE).from(MARKS).fetchSingle().value1();
    }
}
