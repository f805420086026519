package scf.platform.cityapi;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.whitelist.Declaring;
import scf.platform.whitelist.Dismissing;
import scf.platform.whitelist.Entry;
import scf.platform.whitelist.ListingState;
import scf.platform.whitelist.ListingStep;
import scf.platform.whitelist.Objecting;
import scf.platform.whitelist.Preferences;
import scf.platform.whitelist.PublishedList;
import scf.platform.whitelist.Stepping;
import scf.platform.whitelist.Whitelist;
import scf.platform.whitelist.Whitelist.Particulars;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ListingId;
import scf.schema.ids.ObjectionId;

/// `/v1/whitelist`: the financing whitelist, step by step, and as it stood on any day.
@RestController
@RequestMapping("/v1/whitelist")
class WhitelistDoor {

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_NOTICE = 365;

    private final Whitelist whitelist;
    private final Enterprises enterprises;
    private final BusinessDates businessDates;

    WhitelistDoor(Whitelist whitelist, Enterprises enterprises, BusinessDates businessDates) {
        this.whitelist = whitelist;
        this.enterprises = enterprises;
        this.businessDates = businessDates;
    }

    /// @param enterpriseId the chain-master; the one that declares itself may leave it out
    record DeclarationBody(@Nullable EnterpriseId enterpriseId, String reason) {}

    record StepBody(String reason) {}

    /// @param preferences what banks are asked to lean towards; a listing may go without
    record ListingBody(String reason, @Nullable ListingPreferencesJson preferences) {}

    record AdjustmentBody(String reason, ListingPreferencesJson preferences) {}

    /// @param evidence what it rests on: a file number, a judgment, the minutes of the hearing
    record EndingBody(String reason, @Nullable String evidence) {}

    /// @param scale how much financing is to be there for the chain
    /// @param rateCap the highest rate of a year that an offer may ask, in percent
    /// @param approvalDays business days in which a bank answers a request, at most
    record ListingPreferencesJson(
            @Nullable Money scale,
            @Nullable Rate rateCap,
            @Nullable Integer approvalDays) {

        static @Nullable ListingPreferencesJson of(Preferences preferences) {
            return preferences.equals(Preferences.NONE)
                    ? null
                    : new ListingPreferencesJson(
                            preferences.scale(), preferences.rateCap(), preferences.approvalDays());
        }

        Preferences read() {
            return BodyFields.typed(
                    "/preferences",
                    "PREFERENCES",
                    "榕政办规〔2024〕4号 六.1",
                    () -> new Preferences(scale, rateCap, approvalDays));
        }
    }

    /// A change of the list.
    record ChangeJson(
            long listVersion,
            ListingId entryId,
            EnterpriseId enterpriseId,
            ListingState state,
            LocalDate effectiveOn,
            Instant at,
            String reason,
            @Nullable ListingPreferencesJson preferences) {

        static ChangeJson of(PublishedList.Change change) {
            return new ChangeJson(
                    listVersion(change),
                    change.entry(),
                    change.enterprise(),
                    change.state(),
                    change.version().effectiveOn(),
                    change.version().at(),
                    change.version().reason(),
                    ListingPreferencesJson.of(change.version().preferences()));
        }

        static long listVersion(PublishedList.Change change) {
            return Objects.requireNonNull(change.version().listVersion());
        }
    }

    /// @param noticeDays how long objections are heard, when longer than the rule asks
    record PublicationBody(String reason, @Nullable Integer noticeDays) {}

    record ObjectionBody(String statement) {}

    record ObjectionRecorded(ObjectionId id) {}

    record VersionJson(
            int version,
            ListingState state,
            EnterpriseId actorId,
            String user,
            Instant at,
            LocalDate effectiveOn,
            String reason,
            @Nullable LocalDate noticeUntil,
            @Nullable Long listVersion,
            @Nullable ListingPreferencesJson preferences,
            @Nullable String evidence) {

        static VersionJson of(Entry.Version version) {
            return new VersionJson(
                    version.number(),
                    version.state(),
                    version.actor().party(),
                    version.actor().user(),
                    version.at(),
                    version.effectiveOn(),
                    version.reason(),
                    version.noticeUntil(),
                    version.listVersion(),
                    ListingPreferencesJson.of(version.preferences()),
                    version.evidence());
        }
    }

    record ObjectionJson(
            ObjectionId id,
            EnterpriseId raisedBy,
            Instant raisedAt,
            String statement,
            @Nullable String dismissedBecause) {

        static ObjectionJson of(Entry.Objection objection) {
            return new ObjectionJson(
                    objection.id(),
                    objection.by().party(),
                    objection.at(),
                    objection.statement(),
                    objection.dismissedBecause());
        }
    }

    record EntryJson(
            ListingId id,
            EnterpriseId enterpriseId,
            ListingState state,
            int version,
            List<VersionJson> versions,
            List<ObjectionJson> objections) {

        static EntryJson of(Entry entry) {
            return new EntryJson(
                    entry.id(),
                    entry.enterprise(),
                    entry.state(),
                    entry.latest().number(),
                    entry.versions().stream().map(VersionJson::of).toList(),
                    entry.objections().stream().map(ObjectionJson::of).toList());
        }
    }

    record ListedJson(
            ListingId entryId,
            EnterpriseId enterpriseId,
            String name,
            String identifier,
            int version,
            LocalDate since,
            @Nullable ListingPreferencesJson preferences) {}

    record ListJson(long version, LocalDate asOf, List<ListedJson> items) {}

    /// The list as it stood at the end of a day, today's if none is named.
    @GetMapping
    ListJson asOf(Caller caller, @RequestParam @Nullable LocalDate asOf) {
        LocalDate today = businessDates.today();
        if (asOf != null && asOf.isAfter(today)) {
            throw Problem.refused(422, "day_to_come", "A day to come", "The list is known up to " + today + ".")
                    .field("?asOf");
        }
        var list = whitelist.asOf(asOf == null ? today : asOf);
        var items = list.lines().stream()
                .map(line -> {
                    var enterprise = enterprises.known(line.enterprise());
                    return new ListedJson(
                            line.entry(),
                            line.enterprise(),
                            enterprise.name(),
                            enterprise.identifier().value(),
                            line.version(),
                            line.since(),
                            ListingPreferencesJson.of(line.preferences()));
                })
                .toList();
        return new ListJson(list.version(), list.asOf(), items);
    }

    /// What changed on the list after a version of it: a bank that asks daily misses nobody who came or went.
    ///
    /// @param after the last version of the list that the caller knows
    @GetMapping("/changes")
    Page<ChangeJson> changes(Caller caller, @RequestParam(defaultValue = "0") long after, Paging paging) {
        long last = paging.after().map(row -> Long.parseLong(row.id())).orElse(after);
        return paging.page(
                        whitelist.changes(last, paging.limit() + 1),
                        change -> new Position(change.version().at(), Long.toString(ChangeJson.listVersion(change))))
                .map(ChangeJson::of);
    }

    @GetMapping("/entries")
    Page<EntryJson> list(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.CITY);
        var after = paging.after()
                .map(row -> new ListingId(UUID.fromString(row.id())))
                .orElse(null);
        return paging.page(
                        whitelist.list(after, paging.limit() + 1),
                        row -> new Position(
                                row.versions().getFirst().at(), row.id().toString()))
                .map(EntryJson::of);
    }

    /// The city sees every entry, a chain-master its own; everybody sees one that is publicised.
    @GetMapping("/entries/{id}")
    EntryJson one(Caller caller, @PathVariable ListingId id) {
        return whitelist
                .find(id)
                .filter(entry -> caller.kind() == PartyKind.CITY
                        || entry.enterprise().equals(caller.party())
                        || entry.state() == ListingState.PUBLICISED)
                .map(EntryJson::of)
                .orElseThrow(Problem::notFound);
    }

    @PostMapping("/entries")
    ResponseEntity<EntryJson> declare(Caller caller, @RequestBody DeclarationBody body) {
        caller.mustBe(PartyKind.CITY, PartyKind.ENTERPRISE);
        var master = body.enterpriseId() == null ? caller.party() : body.enterpriseId();
        if (caller.kind() == PartyKind.ENTERPRISE && !master.equals(caller.party())) {
            throw Problem.notFound();
        }
        return switch (whitelist.declare(master, actor(caller), reason(body.reason()))) {
            case Declaring.Declared(var entry) ->
                ResponseEntity.created(URI.create("/v1/whitelist/entries/" + entry.id()))
                        .body(EntryJson.of(entry));
            case Declaring.NotAChainMaster _ ->
                throw Problem.refused(
                                422,
                                "not_a_chain_master",
                                "Not a chain-master",
                                "Only who leads a registered chain is declared.")
                        .field("/enterpriseId");
            case Declaring.EntryLives(var entry) ->
                throw Problem.refused(
                                409, "entry_lives", "Declared before", "Its entry stands as " + entry.state() + ".")
                        .field("/enterpriseId")
                        .with("entryId", entry.id().toString());
        };
    }

    @PostMapping("/entries/{id}/recommendation")
    EntryJson recommend(Caller caller, @PathVariable ListingId id, @RequestBody StepBody body) {
        return take(ListingStep.RECOMMENDATION, caller, id, body.reason(), Particulars.NONE);
    }

    @PostMapping("/entries/{id}/review")
    EntryJson review(Caller caller, @PathVariable ListingId id, @RequestBody StepBody body) {
        return take(ListingStep.REVIEW, caller, id, body.reason(), Particulars.NONE);
    }

    @PostMapping("/entries/{id}/publication")
    EntryJson publicise(Caller caller, @PathVariable ListingId id, @RequestBody PublicationBody body) {
        Integer days = body.noticeDays();
        if (days != null && (days < 0 || days > LONGEST_NOTICE)) {
            throw Problem.refused(
                            422, "invalid_field", "Invalid field", "A notice runs 0 to " + LONGEST_NOTICE + " days.")
                    .field("/noticeDays");
        }
        return take(
                ListingStep.PUBLICATION,
                caller,
                id,
                body.reason(),
                days == null ? Particulars.NONE : Particulars.notice(days));
    }

    @PostMapping("/entries/{id}/listing")
    EntryJson list(Caller caller, @PathVariable ListingId id, @RequestBody ListingBody body) {
        var named = body.preferences();
        return take(
                ListingStep.LISTING,
                caller,
                id,
                body.reason(),
                Particulars.preferring(named == null ? null : named.read()));
    }

    /// Other preferences from now on (动态调整). Lines and loans that exist keep what they were granted under.
    @PostMapping("/entries/{id}/adjustment")
    EntryJson adjust(Caller caller, @PathVariable ListingId id, @RequestBody AdjustmentBody body) {
        return take(
                ListingStep.ADJUSTMENT,
                caller,
                id,
                body.reason(),
                Particulars.preferring(body.preferences().read()));
    }

    @PostMapping("/entries/{id}/suspension")
    EntryJson suspend(Caller caller, @PathVariable ListingId id, @RequestBody EndingBody body) {
        return take(ListingStep.SUSPENSION, caller, id, body.reason(), proved(body));
    }

    @PostMapping("/entries/{id}/removal")
    EntryJson remove(Caller caller, @PathVariable ListingId id, @RequestBody EndingBody body) {
        return take(ListingStep.REMOVAL, caller, id, body.reason(), proved(body));
    }

    private static Particulars proved(EndingBody body) {
        String evidence = body.evidence();
        return Particulars.proved(evidence == null ? null : BodyFields.text("/evidence", evidence, 1, LONGEST_REASON));
    }

    private EntryJson take(ListingStep step, Caller caller, ListingId id, String reason, Particulars particulars) {
        caller.mustBe(PartyKind.CITY);
        return switch (whitelist.take(step, id, actor(caller), reason(reason), particulars)) {
            case Stepping.Taken(var entry) -> EntryJson.of(entry);
            case Stepping.NoSuchEntry _ -> throw Problem.notFound();
            case Stepping.OutOfOrder(var state) ->
                throw Problem.refused(409, "out_of_order", "Out of order", step + " does not start from " + state + ".")
                        .with("state", state.name());
            case Stepping.NoticeTooShort(int leastDays) ->
                throw byNoticeRule("notice_too_short", "The notice runs at least " + leastDays + " days.")
                        .field("/noticeDays");
            case Stepping.NoticeRunning(var until) ->
                throw byNoticeRule(
                                "notice_running", "The notice runs until " + until + "; listing is open from that day.")
                        .with("noticeUntil", until.toString());
            case Stepping.ObjectionsOpen(var objections) ->
                throw byNoticeRule("objections_open", objections.size() + " objections have not been answered.")
                        .with(
                                "objections",
                                objections.stream().map(ObjectionId::toString).toList());
        };
    }

    private Problem byNoticeRule(String code, String detail) {
        var problem = Problem.refused(422, code, "The notice", detail);
        return whitelist
                .noticeRule()
                .map(rule -> problem.rule(rule.code().code(), rule.source()))
                .orElse(problem);
    }

    /// Anybody may object while the chain-master is publicised.
    @PostMapping("/entries/{id}/objections")
    ResponseEntity<ObjectionRecorded> object(
            Caller caller, @PathVariable ListingId id, @RequestBody ObjectionBody body) {
        String statement = BodyFields.text("/statement", body.statement(), 1, LONGEST_REASON);
        return switch (whitelist.object(id, actor(caller), statement)) {
            case Objecting.Recorded(var objection) ->
                ResponseEntity.created(URI.create("/v1/whitelist/entries/" + id + "/objections/" + objection))
                        .body(new ObjectionRecorded(objection));
            case Objecting.NoSuchEntry _ -> throw Problem.notFound();
            case Objecting.NotPublicised _ when caller.kind() == PartyKind.ENTERPRISE -> throw Problem.notFound();
            case Objecting.NotPublicised(var state) ->
                throw Problem.refused(409, "not_publicised", "Not publicised", "The entry stands as " + state + ".");
        };
    }

    @PostMapping("/entries/{id}/objections/{objection}/dismissal")
    EntryJson dismiss(
            Caller caller,
            @PathVariable ListingId id,
            @PathVariable ObjectionId objection,
            @RequestBody StepBody body) {
        caller.mustBe(PartyKind.CITY);
        return switch (whitelist.dismiss(id, objection, reason(body.reason()))) {
            case Dismissing.Dismissed(var entry) -> EntryJson.of(entry);
            case Dismissing.NoSuchObjection _ -> throw Problem.notFound();
            case Dismissing.DismissedBefore(var because) ->
                throw Problem.refused(409, "dismissed_before", "Dismissed before", "Because: " + because);
        };
    }

    private static Entry.Actor actor(Caller caller) {
        return new Entry.Actor(caller.party(), caller.user());
    }

    private static String reason(String said) {
        return BodyFields.text("/reason", said, 1, LONGEST_REASON);
    }
}
