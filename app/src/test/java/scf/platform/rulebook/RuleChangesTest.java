package scf.platform.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scf.platform.Rooms;
import scf.platform.TestDatabase;

/// A rule changes by a further version with a day, proposed by one person of the city and approved by another. It is
/// 2026-09-21.
class RuleChangesTest {

    private static final Rooms ROOMS = Rooms.on(TestDatabase.fresh(), "calendar", "rulebook");
    private static final LocalDate TODAY = LocalDate.parse("2026-09-21");

    private final RuleChanges changes = ROOMS.the(RuleChanges.class);
    private final Rulebook rulebook = ROOMS.the(Rulebook.class);

    @AfterAll
    static void close() {
        ROOMS.close();
    }

    @Test
    void a_version_holds_from_its_day_on_once_another_person_has_approved_it() {
        var day = LocalDate.parse("2027-01-01");
        int version = proposed("R-14", day, Map.of());
        assertThat(rulebook.at(day, RuleCode.R_14).orElseThrow().version()).isEqualTo(1);

        assertThat(changes.approve("wang", "R-14", version)).isInstanceOf(Approving.MakerIsChecker.class);
        assertThat(changes.approve("li", "R-14", version)).isInstanceOf(Approving.Approved.class);

        assertThat(rulebook.at(day.minusDays(1), RuleCode.R_14).orElseThrow().effect())
                .isEqualTo(Effect.ESCALATE);
        assertThat(rulebook.at(day, RuleCode.R_14).orElseThrow().effect()).isEqualTo(Effect.BLOCK);
        assertThat(changes.approve("li", "R-14", version)).isInstanceOf(Approving.ApprovedBefore.class);
    }

    @Test
    void of_two_versions_of_one_day_the_later_number_holds_so_that_a_change_can_be_postponed() {
        var day = LocalDate.parse("2027-01-01");
        approved("R-13", day, figures(15));
        approved("R-13", day, figures(30));
        approved("R-13", day.plusMonths(6), figures(15));

        assertThat(rulebook.at(day, RuleCode.R_13).orElseThrow().figure("confirmation_days"))
                .isEqualTo(30);
        assertThat(rulebook.at(day.plusMonths(6), RuleCode.R_13).orElseThrow().figure("confirmation_days"))
                .isEqualTo(15);
    }

    private static Map<String, Long> figures(long days) {
        return Map.of("confirmation_days", days, "warning_day", 25L, "escalation_day", 31L);
    }

    @Test
    void no_version_reaches_back_and_none_waits_past_its_day() {
        assertThat(changes.propose("wang", "R-05", change(TODAY.minusDays(1), Map.of("grace_days", 5L))))
                .isEqualTo(new Proposing.InThePast(TODAY));

        var rooms = Rooms.on(TestDatabase.fresh(), "calendar", "rulebook");
        try (rooms) {
            var late = rooms.the(RuleChanges.class);
            late.propose("wang", "R-05", change(TODAY, Map.of("grace_days", 5L)));
            rooms.clock().pass(java.time.Duration.ofDays(1));
            assertThat(late.approve("li", "R-05", 2)).isEqualTo(new Approving.InThePast(TODAY.plusDays(1)));
        }
    }

    @Test
    void a_version_has_the_figures_that_the_checks_count_with_and_no_others() {
        assertThat(changes.propose("wang", "R-01", change(TODAY, Map.of("tenor_months", 12L))))
                .isInstanceOfSatisfying(
                        Proposing.OtherFigures.class,
                        other -> assertThat(other.wanted()).containsExactly("absolute_tenor_months", "tenor_months"));
    }

    @Test
    void a_rule_that_nobody_checks_is_not_changed() {
        assertThat(changes.propose("wang", "R-99", change(TODAY, Map.of()))).isInstanceOf(Proposing.NoSuchRule.class);
        assertThat(changes.approve("li", "R-99", 1)).isInstanceOf(Approving.NoSuchVersion.class);
        assertThat(changes.approve("li", "R-02", 7)).isInstanceOf(Approving.NoSuchVersion.class);
    }

    private void approved(String code, LocalDate from, Map<String, Long> figures) {
        assertThat(changes.approve("li", code, proposed(code, from, figures))).isInstanceOf(Approving.Approved.class);
    }

    private int proposed(String code, LocalDate from, Map<String, Long> figures) {
        return changes.propose("wang", code, change(from, figures)) instanceof Proposing.Proposed(var version)
                ? version.rule().version()
                : 0;
    }

    private static RuleChanges.Change change(LocalDate from, Map<String, Long> figures) {
        return new RuleChanges.Change(from, null, null, "a later law", Effect.BLOCK, figures);
    }
}
