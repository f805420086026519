package scf.platform.reconciliation;

import static scf.platform.ForbiddenRow.isRefusedBy;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.TestDatabase;

/// The forbidden rows, written past the code.
class ReconciliationConstraintsTest {

    private static final String FINDING = """
            insert into reconciliation.findings (id, kind, object, found_at, found_in, seen_in, resolved_at, resolved_in)
            select gen_random_uuid(), %s, %s, now(), number, number, %s, %s from reconciliation.cycles
            """;

    private final DSLContext sql = TestDatabase.empty();

    @BeforeEach
    void a_cycle_with_a_finding() {
        sql.execute("insert into reconciliation.cycles (up_to_block, began_at) values (17, now())");
        sql.execute(FINDING.formatted("'VOUCHER'", "'V1'", "null", "null"));
    }

    @Test
    void one_cycle_runs_at_a_time_and_knows_its_stage() {
        isRefusedBy(
                "one_cycle_runs_at_a_time",
                sql,
                "insert into reconciliation.cycles (up_to_block, began_at) values (18, now())");
        isRefusedBy("a_cycle_is_in_a_known_stage", sql, "update reconciliation.cycles set stage = 'LOANS'");
        isRefusedBy("a_cycle_that_is_done_says_when", sql, "update reconciliation.cycles set stage = 'DONE'");
        isRefusedBy(
                "whoever_works_on_a_cycle_has_a_lease",
                sql,
                "update reconciliation.cycles set worked_by = gen_random_uuid()");
    }

    @Test
    void a_cycle_counts_a_thing_once() {
        String count =
                "insert into reconciliation.counts select number, '%s', 'CNY', 1, 1, 1, 1 from reconciliation.cycles";
        sql.execute(count.formatted("VOUCHERS"));

        isRefusedBy("a_cycle_counts_a_thing_once", sql, count.formatted("VOUCHERS"));
        isRefusedBy("a_cycle_counts_what_it_knows", sql, count.formatted("LOANS"));
        isRefusedBy(
                "a_count_belongs_to_a_cycle",
                sql,
                "insert into reconciliation.counts values (4711, 'LOCKS', '', 1, 1, 0, 0)");
    }

    @Test
    void an_object_has_one_open_finding_and_a_cycle_that_ends_it() {
        isRefusedBy("an_object_has_one_open_finding", sql, FINDING.formatted("'VOUCHER'", "'V1'", "null", "null"));
        isRefusedBy(
                "a_finding_is_of_something_on_the_ledger", sql, FINDING.formatted("'LOAN'", "'L1'", "null", "null"));
        isRefusedBy("a_cycle_resolves_a_finding", sql, FINDING.formatted("'VOUCHER'", "'V2'", "now()", "null"));
        isRefusedBy("a_cycle_has_found_it", sql, "update reconciliation.findings set found_in = 4711");
    }

    @Test
    void a_difference_is_one_and_stands_once() {
        String difference =
                "insert into reconciliation.differences select id, 0, 'holder', 'A', '%s' from reconciliation.findings";
        sql.execute(difference.formatted("B"));

        isRefusedBy("a_difference_stands_once_in_its_finding", sql, difference.formatted("C"));
        isRefusedBy(
                "two_sides_that_say_the_same_do_not_differ",
                sql,
                "update reconciliation.differences set on_ledger = here");
        isRefusedBy(
                "a_difference_belongs_to_a_finding",
                sql,
                "insert into reconciliation.differences values (gen_random_uuid(), 0, 'holder', 'A', 'B')");
    }
}
