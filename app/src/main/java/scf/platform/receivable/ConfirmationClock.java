package scf.platform.receivable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDateMoved;
import scf.platform.calendar.BusinessDates;
import scf.platform.calendar.BusinessDays;
import scf.platform.money.Money;
import scf.platform.rulebook.Effect;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.EnterpriseId;

/// The debtor's clock: thirty days from the request, a warning before they end, and the city's attention when they
/// have ended (条例 art 16, R-13). Silence confirms nothing; it is seen.
///
/// A claim is judged by the rule of the day on which it was submitted.
@Service
@Transactional
public class ConfirmationClock {

    private final EscalationStore store;
    private final ReceivableStore receivables;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final BusinessDays businessDays;
    private final Clock clock;

    ConfirmationClock(
            EscalationStore store,
            ReceivableStore receivables,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            BusinessDays businessDays,
            Clock clock) {
        this.store = store;
        this.receivables = receivables;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.businessDays = businessDays;
        this.clock = clock;
    }

    /// What the clock has rung for, oldest first.
    ///
    /// @param party whose receivables, as creditor or debtor; nobody named: the city, which sees all
    @Transactional(readOnly = true)
    public List<Escalation.View> list(@Nullable EnterpriseId party, Instant afterTime, String after, int limit) {
        return store.list(party, afterTime, after, limit).stream()
                .map(each -> new Escalation.View(
                        each, receivables.find(each.receivable()).orElseThrow()))
                .toList();
    }

    /// A day opens: every claim whose warning or whose last day lies behind it is rung for, once each.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(BusinessDateMoved moved) {
        for (var receivable : receivables.lockUnansweredSince(moved.today().minusDays(1))) {
            var claim = receivable.claim();
            rule(claim.submittedOn()).ifPresent(rule -> {
                ring(claim, rule, Escalation.Kind.WARNING, rule.figure("warning_day"), moved.today());
                ring(claim, rule, Escalation.Kind.ESCALATION, rule.figure("escalation_day"), moved.today());
            });
        }
    }

    private void ring(Claim claim, Rule rule, Escalation.Kind kind, int from, LocalDate today) {
        int day = Math.toIntExact(ChronoUnit.DAYS.between(claim.submittedOn(), today));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (day < from || !store.insert(new Escalation(claim.id(), kind, day, today, now))) {
            return;
        }
        verdicts.record(
                rule,
                Subject.of(claim.id()),
                switch (kind) {
                    case WARNING -> Outcome.WARNED;
                    case ESCALATION -> Outcome.ESCALATED;
                },
                onDay(claim, day));
        if (kind == Escalation.Kind.ESCALATION) {
            handedOn(claim, today);
        }
    }

    /// From the city's attention on the terms of a complaint run (条例 art 25, R-16): passed on in so many working days,
    /// answered in so many days, and never later than the longest.
    private void handedOn(Claim claim, LocalDate today) {
        rulebook.at(today, RuleCode.R_16)
                .ifPresent(rule -> verdicts.record(
                        rule,
                        Subject.of(claim.id()),
                        Outcome.ESCALATED,
                        Figures.of("raised", today)
                                .and("passed_on_by", businessDays.after(today, rule.figure("transfer_working_days")))
                                .and("answered_by", today.plusDays(rule.figure("result_days")))
                                .and("at_the_latest", today.plusDays(rule.figure("longest_days")))));
    }

    /// The case that the city was handed is closed by the debtor's own answer.
    private void closed(Claim claim, LocalDate today) {
        store.raisedOn(claim.id(), Escalation.Kind.ESCALATION)
                .ifPresent(raised -> rulebook.at(raised, RuleCode.R_16).ifPresent(rule -> {
                    var by = raised.plusDays(rule.figure("result_days"));
                    verdicts.record(
                            rule,
                            Subject.of(claim.id()),
                            today.isAfter(by) ? Outcome.WARNED : Outcome.PASSED,
                            Figures.of("raised", raised).and("answered_by", by).and("answered", today));
                }));
    }

    /// The debtor confirms nothing of it: an answer in time or late. What the papers support was to be paid all
    /// the same (条例 art 15, R-14); that the debtor disputes even this is for the city to see.
    @Transactional(propagation = Propagation.MANDATORY)
    void refused(Receivable receivable, Reason reason) {
        var claim = receivable.claim();
        inTime(receivable);
        var supported = receivable instanceof Receivable.Confirmable matched
                ? matched.supported()
                : Money.zero(claim.amount().currency());
        rulebook.at(businessDates.today(), RuleCode.R_14)
                .ifPresent(rule -> verdicts.record(
                        rule,
                        Subject.of(claim.id()),
                        supported.isPositive() ? seenBy(rule) : Outcome.PASSED,
                        Figures.of("claimed", claim.amount())
                                .and("supported", supported)
                                .and("reason", reason.code())));
    }

    private static Outcome seenBy(Rule rule) {
        return rule.effect() == Effect.WARN ? Outcome.WARNED : Outcome.ESCALATED;
    }

    /// The debtor has signed: in time or late, and for the undisputed part at least.
    @Transactional(propagation = Propagation.MANDATORY)
    void answered(Receivable.Confirmable receivable, Money amount) {
        var claim = receivable.claim();
        inTime(receivable);
        verdicts.passed(
                RuleCode.R_14,
                Subject.of(claim.id()),
                Figures.of("claimed", claim.amount())
                        .and("confirmed_now", amount)
                        .and("still_disputed", receivable.unconfirmed().minus(amount)));
    }

    /// The first answer ends the debtor's days; what it says of the claim later is not held against them.
    private void inTime(Receivable receivable) {
        if (!(receivable instanceof Receivable.Submitted) && !(receivable instanceof Receivable.Matched)) {
            return;
        }
        var claim = receivable.claim();
        var today = businessDates.today();
        int day = Math.toIntExact(ChronoUnit.DAYS.between(claim.submittedOn(), today));
        rule(claim.submittedOn())
                .ifPresent(rule -> verdicts.record(
                        rule,
                        Subject.of(claim.id()),
                        today.isAfter(claim.confirmBy()) ? Outcome.WARNED : Outcome.PASSED,
                        onDay(claim, day)));
        closed(claim, today);
    }

    private static Figures onDay(Claim claim, int day) {
        return Figures.of("submitted", claim.submittedOn())
                .and("confirm_by", claim.confirmBy())
                .and("day", day);
    }

    private Optional<Rule> rule(LocalDate day) {
        return rulebook.at(day, RuleCode.R_13);
    }
}
