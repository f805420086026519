package scf.platform.practice;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.TestDatabase;

/// The forbidden rows of the player's notebook.
class PracticeConstraintsTest {

    private final DSLContext sql = TestDatabase.empty();

    @Test
    void an_answer_without_a_status_is_refused() {
        ForbiddenRow.isRefusedBy("an_answer_has_a_status", sql, """
                insert into practice.calls (name, party, method, path, noted_at, answer)
                values ('claim', 'supplier', 'POST', '/v1/receivables', now(), '{}')
                """);
    }

    @Test
    void an_amount_without_a_currency_is_refused() {
        ForbiddenRow.isRefusedBy("an_amount_has_its_currency", sql, """
                insert into practice.lines (number, step, at, party, what, amount)
                values (1, 'claim', now(), 'supplier', 'claims', '96.75')
                """);
    }

    @Test
    void a_line_before_the_first_is_refused() {
        ForbiddenRow.isRefusedBy("journal_lines_count_from_one", sql, """
                insert into practice.lines (number, step, at, party, what)
                values (0, 'claim', now(), 'supplier', 'claims')
                """);
    }

    @Test
    void a_step_told_twice_is_refused() {
        sql.execute("""
                insert into practice.lines (number, step, at, party, what)
                values (1, 'claim', now(), 'supplier', 'claims')
                """);

        ForbiddenRow.isRefusedBy("a_step_is_told_once", sql, """
                insert into practice.lines (number, step, at, party, what)
                values (2, 'claim', now(), 'supplier', 'claims')
                """);
    }
}
