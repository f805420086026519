package scf.platform.whitelist;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static scf.schema.whitelist.Tables.ENTRIES;
import static scf.schema.whitelist.Tables.OBJECTIONS;
import static scf.schema.whitelist.Tables.VERSIONS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ListingId;
import scf.schema.ids.ObjectionId;
import scf.schema.whitelist.tables.records.EntriesRecord;
import scf.schema.whitelist.tables.records.ObjectionsRecord;
import scf.schema.whitelist.tables.records.VersionsRecord;

@Repository
class WhitelistStore {

    private static final long LIST_LOCK = 0x5343_4603L;

    private final DSLContext sql;

    WhitelistStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Steps come one after another: the list counts its versions without a gap.
    void lockList() {
        sql.select(DSL.field("pg_advisory_xact_lock({0})", Object.class, DSL.val(LIST_LOCK)))
                .fetch();
    }

    long listVersion() {
        return listVersion(null);
    }

    private long listVersion(@Nullable LocalDate date) {
        return sql.select(coalesce(max(VERSIONS.LIST_VERSION), inline(0L)))
                .from(VERSIONS)
                .where(date == null ? DSL.noCondition() : VERSIONS.EFFECTIVE_ON.le(date))
                .fetchSingle()
                .value1();
    }

    Optional<Entry> find(ListingId id) {
        return sql.selectFrom(ENTRIES).where(ENTRIES.ID.eq(id)).fetchOptional(this::read);
    }

    Optional<Entry> latestOf(EnterpriseId enterprise) {
        return sql.selectFrom(ENTRIES)
                .where(ENTRIES.ENTERPRISE_ID.eq(enterprise))
                .orderBy(ENTRIES.DECLARED_AT.desc(), ENTRIES.ID.desc())
                .limit(1)
                .fetchOptional(this::read);
    }

    List<Entry> list(@Nullable ListingId after, int limit) {
        var start = after == null
                ? DSL.noCondition()
                : row(ENTRIES.DECLARED_AT, ENTRIES.ID)
                        .gt(select(ENTRIES.DECLARED_AT, ENTRIES.ID)
                                .from(ENTRIES)
                                .where(ENTRIES.ID.eq(after)));
        return sql.selectFrom(ENTRIES)
                .where(start)
                .orderBy(ENTRIES.DECLARED_AT, ENTRIES.ID)
                .limit(limit)
                .fetch(this::read);
    }

    /// Of each entry the newest version on that day; of those the listed ones.
    PublishedList asOf(LocalDate date) {
        var then = select(VERSIONS.ENTRY_ID, max(VERSIONS.VERSION).as("version"))
                .from(VERSIONS)
                .where(VERSIONS.EFFECTIVE_ON.le(date))
                .groupBy(VERSIONS.ENTRY_ID)
                .asTable("then");
        var lines = sql.select(ENTRIES.ENTERPRISE_ID, VERSIONS)
                .from(VERSIONS)
                .join(ENTRIES)
                .on(ENTRIES.ID.eq(VERSIONS.ENTRY_ID))
                .join(then)
                .on(VERSIONS.ENTRY_ID.eq(then.field(VERSIONS.ENTRY_ID)))
                .and(VERSIONS.VERSION.eq(then.field("version", Integer.class)))
                .where(VERSIONS.STATE.eq(ListingState.LISTED.name()))
                .orderBy(VERSIONS.EFFECTIVE_ON, VERSIONS.LIST_VERSION)
                .fetch(line -> {
                    var version = version(line.value2());
                    return new PublishedList.Line(
                            line.value2().getEntryId(),
                            line.value1(),
                            version.number(),
                            version.effectiveOn(),
                            version.preferences());
                });
        return new PublishedList(listVersion(date), date, lines);
    }

    List<PublishedList.Change> changes(long after, int limit) {
        return sql.select(ENTRIES.ENTERPRISE_ID, VERSIONS)
                .from(VERSIONS)
                .join(ENTRIES)
                .on(ENTRIES.ID.eq(VERSIONS.ENTRY_ID))
                .where(VERSIONS.LIST_VERSION.gt(after))
                .orderBy(VERSIONS.LIST_VERSION)
                .limit(limit)
                .fetch(line -> {
                    var version = version(line.value2());
                    return new PublishedList.Change(
                            line.value2().getEntryId(), line.value1(), version.state(), version);
                });
    }

    void insert(Entry entry) {
        sql.insertInto(ENTRIES)
                .set(ENTRIES.ID, entry.id())
                .set(ENTRIES.ENTERPRISE_ID, entry.enterprise())
                .set(ENTRIES.STATE, entry.state().name())
                .set(ENTRIES.VERSION, entry.latest().number())
                .set(ENTRIES.DECLARED_AT, entry.latest().at())
                .execute();
        insert(entry.id(), entry.latest());
    }

    Entry step(Entry entry, Entry.Version version) {
        insert(entry.id(), version);
        int changed = sql.update(ENTRIES)
                .set(ENTRIES.STATE, version.state().name())
                .set(ENTRIES.VERSION, version.number())
                .where(ENTRIES.ID.eq(entry.id()))
                .and(ENTRIES.VERSION.eq(version.number() - 1))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("entry " + entry.id() + " was to stand before " + version);
        }
        return find(entry.id()).orElseThrow();
    }

    private void insert(ListingId entry, Entry.Version version) {
        Money scale = version.preferences().scale();
        Rate cap = version.preferences().rateCap();
        sql.insertInto(VERSIONS)
                .set(VERSIONS.ENTRY_ID, entry)
                .set(VERSIONS.VERSION, version.number())
                .set(VERSIONS.STATE, version.state().name())
                .set(VERSIONS.ACTOR_ID, version.actor().party())
                .set(VERSIONS.ACTED_BY, version.actor().user())
                .set(VERSIONS.ACTED_AT, version.at())
                .set(VERSIONS.EFFECTIVE_ON, version.effectiveOn())
                .set(VERSIONS.REASON, version.reason())
                .set(VERSIONS.NOTICE_UNTIL, version.noticeUntil())
                .set(VERSIONS.LIST_VERSION, version.listVersion())
                .set(VERSIONS.SCALE_MINOR, scale == null ? null : scale.minor())
                .set(
                        VERSIONS.SCALE_CURRENCY,
                        scale == null ? null : scale.currency().getCurrencyCode())
                .set(VERSIONS.RATE_CAP_MILLIONTHS, cap == null ? null : cap.millionths())
                .set(VERSIONS.APPROVAL_DAYS, version.preferences().approvalDays())
                .set(VERSIONS.EVIDENCE, version.evidence())
                .execute();
    }

    void insert(ListingId entry, Entry.Objection objection) {
        sql.insertInto(OBJECTIONS)
                .set(OBJECTIONS.ID, objection.id())
                .set(OBJECTIONS.ENTRY_ID, entry)
                .set(OBJECTIONS.REPORTER_ID, objection.by().party())
                .set(OBJECTIONS.RAISED_BY, objection.by().user())
                .set(OBJECTIONS.RAISED_AT, objection.at())
                .set(OBJECTIONS.STATEMENT, objection.statement())
                .execute();
    }

    void dismiss(ObjectionId objection, Instant at, String reason) {
        sql.update(OBJECTIONS)
                .set(OBJECTIONS.DISMISSED_AT, at)
                .set(OBJECTIONS.DISMISSED_REASON, reason)
                .where(OBJECTIONS.ID.eq(objection))
                .execute();
    }

    private Entry read(EntriesRecord row) {
        var versions = sql.selectFrom(VERSIONS)
                .where(VERSIONS.ENTRY_ID.eq(row.getId()))
                .orderBy(VERSIONS.VERSION)
                .fetch(WhitelistStore::version);
        var objections = sql.selectFrom(OBJECTIONS)
                .where(OBJECTIONS.ENTRY_ID.eq(row.getId()))
                .orderBy(OBJECTIONS.RAISED_AT, OBJECTIONS.ID)
                .fetch(WhitelistStore::objection);
        return new Entry(
                row.getId(), row.getEnterpriseId(), ListingState.valueOf(row.getState()), versions, objections);
    }

    private static Entry.Version version(VersionsRecord row) {
        return new Entry.Version(
                row.getVersion(),
                ListingState.valueOf(row.getState()),
                new Entry.Actor(row.getActorId(), row.getActedBy()),
                row.getActedAt(),
                row.getEffectiveOn(),
                row.getReason(),
                row.getNoticeUntil(),
                row.getListVersion(),
                preferences(row),
                row.getEvidence());
    }

    private static Preferences preferences(VersionsRecord row) {
        Long scale = row.getScaleMinor();
        Long cap = row.getRateCapMillionths();
        return new Preferences(
                scale == null ? null : Money.ofMinor(scale, row.getScaleCurrency()),
                cap == null ? null : new Rate(cap),
                row.getApprovalDays());
    }

    private static Entry.Objection objection(ObjectionsRecord row) {
        return new Entry.Objection(
                row.getId(),
                new Entry.Actor(row.getReporterId(), row.getRaisedBy()),
                row.getRaisedAt(),
                row.getStatement(),
                row.getDismissedReason());
    }
}
