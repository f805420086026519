package scf.platform.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.Rooms;
import scf.platform.TestDatabase;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// What was judged is kept: a pass with the change that it allowed, a refusal although everything else is rolled back.
class VerdictsTest {

    private static final Rooms ROOMS = Rooms.on(TestDatabase.fresh(), "calendar", "rulebook");
    private static final LocalDate DUE = LocalDate.parse("2026-12-18");

    private final Verdicts verdicts = ROOMS.the(Verdicts.class);
    private final ReceivableId receivable = ReceivableId.random();
    private final Subject subject = Subject.of(receivable);

    @AfterAll
    static void close() {
        ROOMS.close();
    }

    @Test
    void a_pass_stands_with_its_change_and_falls_with_it() {
        ROOMS.transaction().executeWithoutResult(_ -> pass());
        ROOMS.transaction().executeWithoutResult(status -> {
            pass();
            status.setRollbackOnly();
        });

        assertThat(told()).singleElement().satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
            assertThat(verdict.rule().version()).isEqualTo(1);
            assertThat(verdict.inWords())
                    .isEqualTo("The tenor of a voucher is at most six calendar months (凭证期限原则上不超过六个月), "
                            + "R-01 version 1 of 银发〔2025〕77号 art 11: passed (通过) on 2026-09-21; "
                            + "due 2026-12-18, months 6.");
        });
    }

    private void pass() {
        verdicts.passed(RuleCode.R_01, subject, Figures.of("due", DUE).and("months", 6));
    }

    @Test
    void a_refusal_is_kept_although_its_call_is_rolled_back() {
        var refusal = ROOMS.transaction().execute(status -> {
            pass();
            status.setRollbackOnly();
            return verdicts.refused(RuleCode.R_12, subject, Figures.of("due", DUE), "too long");
        });

        assertThat(refusal).isEqualTo("too long");
        assertThat(told()).singleElement().satisfies(verdict -> {
            assertThat(verdict.rule().code()).isEqualTo(RuleCode.R_12);
            assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
        });
    }

    @Test
    void a_refusal_that_is_one_partys_business_is_told_to_it_and_the_city() {
        var bank = EnterpriseId.random();
        ROOMS.transaction()
                .executeWithoutResult(
                        _ -> verdicts.refusedTo(bank, RuleCode.CIVIL_CODE_670, subject, Figures.NONE, "deducted"));

        assertThat(told()).hasSize(1);
        assertThat(told(bank)).hasSize(1);
        assertThat(told(EnterpriseId.random())).isEmpty();
    }

    @Test
    void a_page_goes_on_where_the_last_one_ended() {
        ROOMS.transaction().executeWithoutResult(_ -> {
            pass();
            pass();
            pass();
        });

        var first = verdicts.on(subject, null, 0, 2);
        var rest = verdicts.on(subject, null, first.getLast().seq(), 2);
        assertThat(first).hasSize(2);
        assertThat(rest).hasSize(1);
        assertThat(verdicts.subject(receivable.toString())).contains(subject);
        assertThat(verdicts.subject("V-unheard-of")).isEmpty();
    }

    @Test
    void the_database_keeps_verdicts_as_they_were_passed() {
        ROOMS.transaction().executeWithoutResult(_ -> pass());
        var values =
                "insert into rulebook.verdicts (id, subject_kind, subject, code, version, outcome, judged_on, judged_at)"
                        + " values (gen_random_uuid(), %s, '2026-09-21', now())";
        ForbiddenRow.isRefusedBy(
                "a_verdict_is_by_a_version_of_a_rule",
                ROOMS.sql(),
                values.formatted("'LOAN', 'x', 'R-01', 99, 'PASSED'"));
        ForbiddenRow.isRefusedBy(
                "a_verdict_is_on_a_known_kind_of_subject",
                ROOMS.sql(),
                values.formatted("'HOUSE', 'x', 'R-01', 1, 'PASSED'"));
        ForbiddenRow.isRefusedBy(
                "a_verdict_is_on_a_subject", ROOMS.sql(), values.formatted("'LOAN', ' ', 'R-01', 1, 'PASSED'"));
        ForbiddenRow.isRefusedBy(
                "a_verdict_has_one_of_four_outcomes",
                ROOMS.sql(),
                values.formatted("'LOAN', 'x', 'R-01', 1, 'PERHAPS'"));
        ForbiddenRow.isRefusedBy(
                "a_verdict_is_never_rewritten", ROOMS.sql(), "update rulebook.verdicts set outcome = 'REFUSED'");
        ForbiddenRow.isRefusedBy("a_figure_is_never_rewritten", ROOMS.sql(), "delete from rulebook.figures");
        ForbiddenRow.isRefusedBy(
                "a_figure_has_a_name",
                ROOMS.sql(),
                "insert into rulebook.figures select id, 9, ' ', '1' from rulebook.verdicts limit 1");
    }

    private List<Verdict> told() {
        return verdicts.on(subject, null, 0, 50);
    }

    private List<Verdict> told(EnterpriseId reader) {
        return verdicts.on(subject, reader, 0, 50);
    }
}
