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

    private static final Rooms ROOMS = Rooms.on(TestDatabase.fresh(), "rulebook");

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
        sql.execute("insert into rulebook.rules values ('R-13', '2027-01-01', '2027-12-31', 'sooner', 'a later law')");
        sql.execute("insert into rulebook.parameters values ('R-13', '2027-01-01', 'confirmation_days', 15)");

        assertThat(days("2026-12-31")).isEqualTo(30);
        assertThat(days("2027-01-01")).isEqualTo(15);
        assertThat(rulebook.at(LocalDate.parse("2028-01-01"), RuleCode.R_13)).isEmpty();
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
        refusedBy("a_rule_begins_once_on_a_day", "values ('R-01', '2025-06-15', null, 't', 's')");
        refusedBy("a_rule_ends_after_it_begins", "values ('R-99', '2025-06-15', '2025-06-14', 't', 's')");
        refusedBy("a_rule_names_its_source", "values ('R-99', '2025-06-15', null, 't', ' ')");
        figureRefusedBy("a_parameter_is_set_once", "values ('R-01', '2025-06-15', 'tenor_months', 7)");
        figureRefusedBy("a_parameter_belongs_to_a_rule", "values ('R-99', '2025-06-15', 'tenor_months', 7)");
        figureRefusedBy("a_parameter_is_not_negative", "values ('R-01', '2025-06-15', 'other', -1)");
    }

    private static void refusedBy(String constraint, String values) {
        ForbiddenRow.isRefusedBy(constraint, ROOMS.sql(), "insert into rulebook.rules " + values);
    }

    private static void figureRefusedBy(String constraint, String values) {
        ForbiddenRow.isRefusedBy(constraint, ROOMS.sql(), "insert into rulebook.parameters " + values);
    }
}
