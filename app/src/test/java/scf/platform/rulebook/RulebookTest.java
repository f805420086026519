package scf.platform.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.Rooms;
import scf.platform.TestDatabase;

/// Rules by date: business is judged by the rule of its own day.
class RulebookTest {

    private static final Rooms ROOMS = Rooms.on(TestDatabase.fresh(), "calendar", "rulebook");

    private final Rulebook rulebook = ROOMS.the(Rulebook.class);

    @AfterAll
    static void close() {
        ROOMS.close();
    }

    @Test
    void a_rule_begins_on_its_day() {
        assertThat(rulebook.at(LocalDate.parse("2025-06-14"), RuleCode.R_01)).isEmpty();

        var rule = rulebook.at(LocalDate.parse("2025-06-15"), RuleCode.R_01).orElseThrow();
        assertThat(rule.figure("tenor_months")).isEqualTo(6);
        assertThat(rule.source()).isEqualTo("银发〔2025〕77号 art 11");
    }

    @Test
    void a_stricter_rule_takes_over_on_its_first_day_and_an_ended_one_is_silent() {
        var sql = ROOMS.sql();
        sql.execute("insert into rulebook.rules " + rule("'R-13', 2, '2027-01-01', '2027-12-31', 'a later law'"));
        sql.execute("insert into rulebook.parameters (code, version, name, value)"
                + " values ('R-13', 2, 'confirmation_days', 15)");

        assertThat(days("2026-12-31")).isEqualTo(30);
        assertThat(days("2027-01-01")).isEqualTo(15);
        assertThat(rulebook.at(LocalDate.parse("2028-01-01"), RuleCode.R_13)).isEmpty();
    }

    private static String rule(String values) {
        return "(code, version, in_force_from, in_force_to, source, title, title_zh) values (" + values + ", 't', '题')";
    }

    private int days(String date) {
        return rulebook.at(LocalDate.parse(date), RuleCode.R_13).orElseThrow().figure("confirmation_days");
    }

    @Test
    void every_rule_that_the_code_checks_is_in_force_today() {
        assertThat(RuleCode.values())
                .allSatisfy(code -> assertThat(rulebook.at(LocalDate.parse("2026-09-21"), code))
                        .as(code.code())
                        .isPresent());
    }

    @Test
    void the_database_refuses_rules_without_source_and_figures_without_rule() {
        refusedBy("a_version_of_a_rule_is_written_once", "'R-01', 1, '2025-06-15', null, 's'");
        refusedBy("versions_of_a_rule_count_from_one", "'R-99', 0, '2025-06-15', null, 's'");
        refusedBy("a_rule_ends_after_it_begins", "'R-99', 1, '2025-06-15', '2025-06-14', 's'");
        refusedBy("a_rule_names_its_source", "'R-99', 1, '2025-06-15', null, ' '");
        ForbiddenRow.isRefusedBy(
                "a_rule_has_its_chinese_name",
                ROOMS.sql(),
                "insert into rulebook.rules (code, in_force_from, title, title_zh, source)"
                        + " values ('R-99', '2025-06-15', 't', ' ', 's')");
        ForbiddenRow.isRefusedBy(
                "a_rule_blocks_escalates_or_warns",
                ROOMS.sql(),
                "insert into rulebook.rules (code, in_force_from, title, title_zh, source, effect)"
                        + " values ('R-99', '2025-06-15', 't', '题', 's', 'SHOUT')");
        figureRefusedBy("a_parameter_is_set_once", "'R-01', 1, 'tenor_months', 7");
        figureRefusedBy("a_parameter_belongs_to_a_rule", "'R-99', 1, 'tenor_months', 7");
        figureRefusedBy("a_parameter_is_not_negative", "'R-01', 1, 'other', -1");
    }

    @Test
    void the_database_keeps_what_a_rule_said_and_who_decided_it() {
        var proposal = "insert into rulebook.rules (code, version, in_force_from, title, title_zh, source,"
                + " proposed_by, proposed_at, approved_by, approved_at) values ('R-12', 2, '2030-01-01', 't', '题', 's', ";
        ForbiddenRow.isRefusedBy(
                "a_proposed_rule_is_approved_by_another", ROOMS.sql(), proposal + "'wang', now(), 'wang', now())");
        ForbiddenRow.isRefusedBy(
                "a_proposal_has_its_person_and_time", ROOMS.sql(), proposal + "null, null, 'wang', now())");
        ForbiddenRow.isRefusedBy(
                "a_version_of_a_rule_is_never_rewritten",
                ROOMS.sql(),
                "update rulebook.rules set in_force_from = '2031-01-01' where code = 'R-01'");
        ForbiddenRow.isRefusedBy(
                "an_approval_is_never_taken_back",
                ROOMS.sql(),
                "update rulebook.rules set approved_by = 'li', approved_at = now() where code = 'R-01'");
        ForbiddenRow.isRefusedBy(
                "a_figure_of_a_rule_is_never_rewritten",
                ROOMS.sql(),
                "update rulebook.parameters set value = 12 where name = 'tenor_months'");
    }

    private static void refusedBy(String constraint, String values) {
        ForbiddenRow.isRefusedBy(constraint, ROOMS.sql(), "insert into rulebook.rules " + rule(values));
    }

    private static void figureRefusedBy(String constraint, String values) {
        ForbiddenRow.isRefusedBy(
                constraint,
                ROOMS.sql(),
                "insert into rulebook.parameters (code, version, name, value) values (" + values + ")");
    }
}
