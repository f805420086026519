package scf.platform.whitelist;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.chain.Chains;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ListingId;
import scf.schema.ids.ObjectionId;

/// The financing whitelist (融资白名单) of the city.
///
/// Nothing is ever changed in it: each step of an entry is a version of its own, and each step that touches the
/// published list makes a version of the list, so that yesterday's list can be read tomorrow.
@Service
public class Whitelist {

    private final WhitelistStore store;
    private final Chains chains;
    private final Rulebook rulebook;
    private final BusinessDates businessDates;
    private final Clock clock;
    private final int noticeDays;

    /// @param noticeDays the notice period in days instead of that of rule W-01; below zero: the rule's. A practice
    ///     city shortens it, so that a chain-master can be listed in one morning.
    Whitelist(
            WhitelistStore store,
            Chains chains,
            Rulebook rulebook,
            BusinessDates businessDates,
            Clock clock,
            @Value("${scf.whitelist.notice-days:-1}") int noticeDays) {
        this.store = store;
        this.chains = chains;
        this.rulebook = rulebook;
        this.businessDates = businessDates;
        this.clock = clock;
        this.noticeDays = noticeDays;
    }

    /// Whether new business with this chain-master is open: lines, vouchers, requests and acceptances ask here. What
    /// exists runs off untouched, so nobody else does.
    public Standing standing(EnterpriseId master) {
        long listVersion = store.listVersion();
        var entry = store.latestOf(master);
        if (entry.isEmpty()) {
            return new Standing.NotListed(null, "it was never declared", listVersion);
        }
        var latest = entry.get().latest();
        if (entry.get().state() == ListingState.LISTED) {
            return new Standing.Listed(entry.get().id(), latest.number(), listVersion, latest.preferences());
        }
        return new Standing.NotListed(entry.get().state(), entry.get().state() + ", " + latest.reason(), listVersion);
    }

    /// The list as it stood at the end of that day.
    public PublishedList asOf(LocalDate date) {
        return store.asOf(date);
    }

    /// The changes of the published list after a version of it, oldest first.
    public List<PublishedList.Change> changes(long after, int limit) {
        return store.changes(after, limit);
    }

    public Optional<Entry> find(ListingId id) {
        return store.find(id);
    }

    /// In the order of declaration, after the given entry.
    public List<Entry> list(@Nullable ListingId after, int limit) {
        return store.list(after, limit);
    }

    /// The entry that the chain-master has now, or had last.
    public Optional<Entry> latestOf(EnterpriseId master) {
        return store.latestOf(master);
    }

    /// Rule W-01 as it is in force today.
    public Optional<Rule> noticeRule() {
        return rulebook.at(businessDates.today(), RuleCode.W_01);
    }

    /// Declares a chain-master (申报): by itself, or by the city for it.
    @Transactional
    public Declaring declare(EnterpriseId master, Entry.Actor by, String reason) {
        store.lockList();
        if (chains.of(master).isEmpty()) {
            return new Declaring.NotAChainMaster();
        }
        var living = store.latestOf(master).filter(entry -> entry.state() != ListingState.REMOVED);
        if (living.isPresent()) {
            return new Declaring.EntryLives(living.get());
        }
        var version = new Entry.Version(
                1,
                ListingState.DECLARED,
                by,
                clock.instant(),
                businessDates.today(),
                reason.strip(),
                null,
                null,
                Preferences.NONE,
                null);
        var entry = new Entry(ListingId.random(), master, ListingState.DECLARED, List.of(version), List.of());
        store.insert(entry);
        return new Declaring.Declared(entry);
    }

    /// What comes with a step, where the step is one that asks for it.
    ///
    /// @param noticeDays for a publication the days of notice, if they are to be more than the rule asks
    /// @param preferences for a listing or an adjustment; a listing out of a suspension keeps the former ones
    ///     where it names none
    /// @param evidence for a suspension or removal
    public record Particulars(
            @Nullable Integer noticeDays,
            @Nullable Preferences preferences,
            @Nullable String evidence) {

        public static final Particulars NONE = new Particulars(null, null, null);

        public static Particulars notice(int days) {
            return new Particulars(days, null, null);
        }

        public static Particulars preferring(@Nullable Preferences preferences) {
            return new Particulars(null, preferences, null);
        }

        public static Particulars proved(@Nullable String evidence) {
            return new Particulars(null, null, evidence);
        }
    }

    /// Takes the next step of an entry.
    @Transactional
    public Stepping take(ListingStep step, ListingId id, Entry.Actor by, String reason, Particulars particulars) {
        store.lockList();
        var entry = store.find(id).orElse(null);
        if (entry == null) {
            return new Stepping.NoSuchEntry();
        }
        if (!ListingStates.TABLE.allows(entry.state(), step)) {
            return new Stepping.OutOfOrder(entry.state());
        }
        LocalDate today = businessDates.today();
        LocalDate noticeUntil = null;
        if (step == ListingStep.PUBLICATION) {
            Integer asked = particulars.noticeDays();
            int days = asked == null ? leastNotice() : asked;
            if (days < leastNotice()) {
                return new Stepping.NoticeTooShort(leastNotice());
            }
            noticeUntil = today.plusDays(days);
        }
        if (step == ListingStep.LISTING && entry.latest().noticeUntil() != null) {
            LocalDate until = entry.latest().noticeUntil();
            if (today.isBefore(until)) {
                return new Stepping.NoticeRunning(until);
            }
            var open = entry.objections().stream().filter(Entry.Objection::open).toList();
            if (!open.isEmpty()) {
                return new Stepping.ObjectionsOpen(
                        open.stream().map(Entry.Objection::id).toList());
            }
        }

        var version = new Entry.Version(
                entry.latest().number() + 1,
                ListingStates.TABLE.next(entry.state(), step),
                by,
                clock.instant(),
                today,
                reason.strip(),
                noticeUntil,
                step.touchesTheList() ? store.listVersion() + 1 : null,
                preferences(step, entry, particulars.preferences()),
                particulars.evidence());
        return new Stepping.Taken(store.step(entry, version));
    }

    private static Preferences preferences(ListingStep step, Entry entry, @Nullable Preferences named) {
        return switch (step) {
            case LISTING, ADJUSTMENT -> named != null ? named : lastPreferences(entry);
            case RECOMMENDATION, REVIEW, PUBLICATION, SUSPENSION, REMOVAL -> Preferences.NONE;
        };
    }

    private static Preferences lastPreferences(Entry entry) {
        return entry.versions().reversed().stream()
                .filter(version -> version.state() == ListingState.LISTED)
                .findFirst()
                .map(Entry.Version::preferences)
                .orElse(Preferences.NONE);
    }

    private int leastNotice() {
        return noticeDays >= 0
                ? noticeDays
                : noticeRule().map(rule -> rule.figure("notice_days")).orElse(0);
    }

    @Transactional
    public Objecting object(ListingId id, Entry.Actor by, String statement) {
        store.lockList();
        var entry = store.find(id).orElse(null);
        if (entry == null) {
            return new Objecting.NoSuchEntry();
        }
        if (entry.state() != ListingState.PUBLICISED) {
            return new Objecting.NotPublicised(entry.state());
        }
        var objection = new Entry.Objection(ObjectionId.random(), by, clock.instant(), statement.strip(), null);
        store.insert(id, objection);
        return new Objecting.Recorded(objection.id());
    }

    /// Finds an objection groundless, with the reason. One that is upheld leads to the entry's removal instead.
    @Transactional
    public Dismissing dismiss(ListingId id, ObjectionId objection, String reason) {
        store.lockList();
        var found = store.find(id).stream()
                .flatMap(entry -> entry.objections().stream())
                .filter(one -> one.id().equals(objection))
                .findFirst()
                .orElse(null);
        if (found == null) {
            return new Dismissing.NoSuchObjection();
        }
        String before = found.dismissedBecause();
        if (before != null) {
            return new Dismissing.DismissedBefore(before);
        }
        store.dismiss(objection, clock.instant(), reason.strip());
        return new Dismissing.Dismissed(store.find(id).orElseThrow());
    }
}
