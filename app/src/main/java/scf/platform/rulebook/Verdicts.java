package scf.platform.rulebook;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import scf.platform.calendar.BusinessDates;
import scf.schema.ids.EnterpriseId;

/// Every verdict of a rule, kept on the subject it was passed on, so that whoever asks later is told which rules ran,
/// with which figures, under which version (decision 0011).
///
/// A pass belongs to the change that it allowed and stands or falls with it. A refusal ends in a rollback, so it is
/// written when that is over:
///
///     return Optional.of(verdicts.refused(tenor, Subject.of(receivable), figures, new TenorExceeded(last, tenor)));
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Verdicts {

    private final VerdictStore store;
    private final Rulebook rulebook;
    private final BusinessDates businessDates;
    private final Clock clock;

    Verdicts(VerdictStore store, Rulebook rulebook, BusinessDates businessDates, Clock clock) {
        this.store = store;
        this.rulebook = rulebook;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// The rule was met.
    public void passed(RuleCode code, Subject subject, Figures figures) {
        inForce(code).ifPresent(rule -> record(rule, subject, Outcome.PASSED, figures));
    }

    /// The same where the rule asks whether, not how much.
    public void passed(RuleCode code, Subject subject) {
        passed(code, subject, Figures.NONE);
    }

    /// The rule was met, and that is nobody's business but this party's.
    public void passedTo(EnterpriseId reader, RuleCode code, Subject subject, Figures figures) {
        record(reader, code, subject, Outcome.PASSED, figures);
    }

    /// What became of it, for this party alone.
    public void record(EnterpriseId reader, RuleCode code, Subject subject, Outcome outcome, Figures figures) {
        inForce(code).ifPresent(rule -> store.insert(verdict(rule, subject, outcome, figures, reader)));
    }

    /// What else became of it, in this transaction: a warning, or a case for the city.
    public void record(Rule rule, Subject subject, Outcome outcome, Figures figures) {
        store.insert(verdict(rule, subject, outcome, figures, null));
    }

    /// The rule was not met: recorded when the call has been rolled back. Hands the refusal on to whoever returns it.
    public <R> R refused(Rule rule, Subject subject, Figures figures, R refusal) {
        keepAfterRollback(verdict(rule, subject, Outcome.REFUSED, figures, null));
        return refusal;
    }

    public <R> R refused(RuleCode code, Subject subject, Figures figures, R refusal) {
        inForce(code).ifPresent(rule -> refused(rule, subject, figures, refusal));
        return refusal;
    }

    /// The same where the rule asks whether, not how much.
    public <R> R refused(RuleCode code, Subject subject, R refusal) {
        return refused(code, subject, Figures.NONE, refusal);
    }

    /// A refusal that is nobody's business but this party's: a bank's offer is no matter of the other banks.
    public <R> R refusedTo(EnterpriseId reader, RuleCode code, Subject subject, Figures figures, R refusal) {
        inForce(code).ifPresent(rule -> keepAfterRollback(verdict(rule, subject, Outcome.REFUSED, figures, reader)));
        return refusal;
    }

    private Optional<Rule> inForce(RuleCode code) {
        return rulebook.at(businessDates.today(), code);
    }

    private Verdict verdict(
            Rule rule, Subject subject, Outcome outcome, Figures figures, @Nullable EnterpriseId reader) {
        return new Verdict(
                UUID.randomUUID(),
                0,
                subject,
                rule,
                outcome,
                figures,
                reader,
                businessDates.today(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /// On the connection that the refused call has just rolled back. To borrow a second one while the first is held
    /// would let a pool full of refusals wait for each other for ever.
    private void keepAfterRollback(Verdict verdict) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                store.insertAndCommit(verdict);
            }
        });
    }

    /// Which kind of thing this id is, if a rule was ever asked about it.
    @Transactional(readOnly = true)
    public Optional<Subject> subject(String id) {
        return store.subject(id);
    }

    /// The verdicts on a subject in the order in which they were passed, after the place where the last page ended:
    /// all of them for the city, for a party those that are its business.
    ///
    /// @param reader nobody named: the city
    @Transactional(readOnly = true)
    public List<Verdict> on(Subject subject, @Nullable EnterpriseId reader, long after, int limit) {
        return store.on(subject, reader, after, limit);
    }
}
