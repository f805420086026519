package scf.platform.storage;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.TestDatabase;

/// The forbidden rows of the store's mark.
class StorageConstraintsTest {

    private final DSLContext sql = TestDatabase.empty();

    @Test
    void a_second_mark_is_refused() {
        sql.execute("insert into storage.marks (practice, marked_at) values (true, now())");

        ForbiddenRow.isRefusedBy(
                "a_store_is_marked_once", sql, "insert into storage.marks (practice, marked_at) values (true, now())");
        ForbiddenRow.isRefusedBy("there_is_one_mark", sql, "insert into storage.marks values (false, true, now())");
    }

    @Test
    void a_mark_is_never_changed() {
        sql.execute("insert into storage.marks (practice, marked_at) values (true, now())");

        ForbiddenRow.isRefusedBy("the_mark_is_indelible", sql, "update storage.marks set practice = false");
        ForbiddenRow.isRefusedBy("the_mark_is_indelible", sql, "delete from storage.marks");
        ForbiddenRow.isRefusedBy("the_mark_is_indelible", sql, "truncate storage.marks");
    }
}
