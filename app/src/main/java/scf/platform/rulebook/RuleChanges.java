package scf.platform.rulebook;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;

/// How a rule changes without a release: a further version with a day, by four eyes.
///
/// A version is never edited. To postpone one that has not begun, the figures of before are proposed for its day (of
/// two versions of one day the later number holds) and its own for the new day.
@Service
@Transactional
public class RuleChanges {

    private final RuleStore store;
    private final BusinessDates businessDates;
    private final Clock clock;

    RuleChanges(RuleStore store, BusinessDates businessDates, Clock clock) {
        this.store = store;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// What a version is to say.
    ///
    /// @param title nothing said: as the version before
    /// @param titleZh nothing said: as the version before
    public record Change(
            LocalDate inForceFrom,
            @Nullable String title,
            @Nullable String titleZh,
            String source,
            Effect effect,
            Map<String, Long> parameters) {}

    public Proposing propose(String user, String code, Change change) {
        var known = RuleCode.find(code);
        if (known.isEmpty()) {
            return new Proposing.NoSuchRule();
        }
        var today = businessDates.today();
        if (change.inForceFrom().isBefore(today)) {
            return new Proposing.InThePast(today);
        }
        int newest = store.lockNewest(known.get());
        var before = store.version(known.get(), newest);
        if (!change.parameters().keySet().equals(before.parameters().keySet())) {
            return new Proposing.OtherFigures(new TreeSet<>(before.parameters().keySet()));
        }

        var rule = new Rule(
                known.get(),
                newest + 1,
                change.title() == null ? before.title() : change.title(),
                change.titleZh() == null ? before.titleZh() : change.titleZh(),
                change.source(),
                change.effect(),
                change.inForceFrom(),
                null,
                change.parameters());
        var proposed = new RuleVersion(rule, user, clock.instant().truncatedTo(ChronoUnit.MICROS), null, null);
        store.insert(proposed);
        return new Proposing.Proposed(proposed);
    }

    public Approving approve(String user, String code, int version) {
        var known = RuleCode.find(code);
        if (known.isEmpty()) {
            return new Approving.NoSuchVersion();
        }
        store.lockNewest(known.get());
        var found = store.find(known.get(), version);
        if (found.isEmpty()) {
            return new Approving.NoSuchVersion();
        }
        var proposal = found.get();
        if (proposal.state() == RuleVersion.State.APPROVED) {
            return new Approving.ApprovedBefore();
        }
        if (user.equals(proposal.proposedBy())) {
            return new Approving.MakerIsChecker();
        }
        var today = businessDates.today();
        if (proposal.rule().inForceFrom().isBefore(today)) {
            return new Approving.InThePast(today);
        }

        store.approve(proposal.rule(), user, clock.instant());
        return new Approving.Approved(store.find(known.get(), version).orElseThrow());
    }

    @Transactional(readOnly = true)
    public Optional<RuleVersion> find(String code, int version) {
        return RuleCode.find(code).flatMap(known -> store.find(known, version));
    }

    /// The versions of a rule in the order in which they were written, with or without what is only proposed.
    @Transactional(readOnly = true)
    public List<RuleVersion> versions(RuleCode code, boolean withProposals, int after, int limit) {
        return store.versions(code, withProposals, after, limit);
    }
}
