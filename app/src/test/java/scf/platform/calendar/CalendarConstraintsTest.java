package scf.platform.calendar;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.TestDatabase;

/// The forbidden rows, written past the code.
class CalendarConstraintsTest {

    private final DSLContext sql = TestDatabase.empty();

    @Test
    void a_store_has_one_business_date() {
        keep("2026-09-21");

        refused(
                "a_store_keeps_one_business_date",
                "insert into calendar.business_dates (business_date, moved_at) values ('2026-09-22', now())");
        refused(
                "there_is_one_business_date",
                "insert into calendar.business_dates values (false, '2026-09-22', now())");
    }

    @Test
    void the_business_date_does_not_step_back() {
        keep("2026-09-21");

        refused(
                "the_business_date_only_moves_forward",
                "update calendar.business_dates set business_date = '2026-09-20'");
    }

    @Test
    void a_day_is_opened_once() {
        sql.execute("insert into calendar.opened_days values ('2026-09-21', now())");

        refused("a_day_opens_once", "insert into calendar.opened_days values ('2026-09-21', now())");
    }

    @Test
    void a_day_has_one_decree() {
        refused("a_day_is_special_once", "insert into calendar.special_days values ('2026-10-01', false, 'twice')");
    }

    @Test
    void a_decree_is_named() {
        refused(
                "a_special_day_names_its_source",
                "insert into calendar.special_days values ('2027-10-01', false, ' ')");
    }

    @Test
    void a_free_sunday_is_nothing_special() {
        refused(
                "a_special_day_differs_from_its_weekday",
                "insert into calendar.special_days values ('2027-10-03', false, 'decree')");
    }

    private void keep(String date) {
        sql.execute(
                "insert into calendar.business_dates (business_date, moved_at) values ('%s', now())".formatted(date));
    }

    private void refused(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, sql, statement);
    }
}
