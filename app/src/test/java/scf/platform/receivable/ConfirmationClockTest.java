package scf.platform.receivable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.Town;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdict;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// The debtor's thirty days: a claim of 2026-09-21 is warned of on day 25 and goes to the city on day 31.
class ConfirmationClockTest {

    private final Town town = new Town();
    private final ConfirmationClock clock = town.the(ConfirmationClock.class);
    private final ReceivableId id = ReceivableId.random();

    @BeforeEach
    void claim() {
        SqlRow.place(
                town.sql,
                SoundRows.receivable()
                        .but(
                                "id",
                                "'" + id + "'",
                                "creditor_id",
                                "'" + town.supplier + "'",
                                "debtor_id",
                                "'" + town.master + "'",
                                "state",
                                "'MATCHED'",
                                "submitted_on",
                                "'2026-09-21'",
                                "confirm_by",
                                "'2026-10-21'",
                                "act_hash",
                                "null",
                                "confirmed_minor",
                                "null",
                                "disputed_minor",
                                "null",
                                "vouchered_minor",
                                "0"));
    }

    @Test
    void day_24_is_silent_day_25_warns_and_day_31_escalates_once_each() {
        town.businessDate(Town.TODAY.plusDays(24));
        assertThat(rung(null)).isEmpty();

        town.businessDate(Town.TODAY.plusDays(25));
        town.businessDate(Town.TODAY.plusDays(26));
        assertThat(rung(null)).containsExactly(Escalation.Kind.WARNING);

        town.businessDate(Town.TODAY.plusDays(30));
        assertThat(rung(null)).containsExactly(Escalation.Kind.WARNING);
        town.pass(Duration.ofSeconds(1));
        town.businessDate(Town.TODAY.plusDays(31));
        assertThat(rung(null)).containsExactly(Escalation.Kind.WARNING, Escalation.Kind.ESCALATION);
        assertThat(clock.list(null, Instant.EPOCH, "", 50)
                        .getLast()
                        .escalation()
                        .day())
                .isEqualTo(31);
    }

    @Test
    void creditor_debtor_and_city_see_it_and_nobody_else() {
        town.businessDate(Town.TODAY.plusDays(25));

        assertThat(rung(town.supplier)).hasSize(1);
        assertThat(rung(town.master)).hasSize(1);
        assertThat(rung(town.bank)).isEmpty();
    }

    @Test
    void days_that_were_skipped_are_made_up_for() {
        town.businessDate(Town.TODAY.plusDays(60));

        assertThat(rung(null)).containsExactlyInAnyOrder(Escalation.Kind.WARNING, Escalation.Kind.ESCALATION);
        assertThat(town.the(Verdicts.class).on(Subject.of(id), null, 0, 50))
                .extracting(verdict -> verdict.rule().code(), verdict -> verdict.outcome())
                .containsExactly(
                        tuple(RuleCode.R_13, Outcome.WARNED),
                        tuple(RuleCode.R_13, Outcome.ESCALATED),
                        tuple(RuleCode.R_16, Outcome.ESCALATED));
    }

    /// Day 31 is Thursday 22 October: ten working days later is 5 November, thirty days later 21 November.
    @Test
    void what_the_city_was_handed_is_answered_within_the_terms_of_a_complaint_or_late() {
        town.businessDate(Town.TODAY.plusDays(31));
        assertThat(complaint().getLast().figures().all())
                .extracting(figure -> figure.name() + " " + figure.value())
                .containsExactly(
                        "raised 2026-10-22",
                        "passed_on_by 2026-11-05",
                        "answered_by 2026-11-21",
                        "at_the_latest 2027-01-20");

        answered();
        assertThat(complaint()).extracting(Verdict::outcome).containsExactly(Outcome.ESCALATED, Outcome.PASSED);
        town.businessDate(Town.TODAY.plusDays(62));
        answered();
        assertThat(complaint().getLast().outcome()).isEqualTo(Outcome.WARNED);
    }

    private void answered() {
        var matched = (Receivable.Matched) town.the(Receivables.class).find(id).orElseThrow();
        town.transaction()
                .executeWithoutResult(
                        _ -> clock.answered(matched, matched.claim().amount()));
    }

    private List<Verdict> complaint() {
        return town.the(Verdicts.class).on(Subject.of(id), null, 0, 50).stream()
                .filter(verdict -> verdict.rule().code() == RuleCode.R_16)
                .toList();
    }

    @Test
    void an_answer_stops_the_clock() {
        town.the(Answers.class).dispute(town.master, id, new Reason(Reason.Code.NOT_RECEIVED, "未收到货物"));
        town.businessDate(Town.TODAY.plusDays(60));

        assertThat(rung(null)).isEmpty();
    }

    private List<Escalation.Kind> rung(@Nullable EnterpriseId party) {
        return clock.list(party, Instant.EPOCH, "", 50).stream()
                .map(view -> view.escalation().kind())
                .toList();
    }
}
