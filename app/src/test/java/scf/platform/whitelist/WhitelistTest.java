package scf.platform.whitelist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.Rooms;
import scf.platform.TestDatabase;
import scf.platform.calendar.BusinessDates;
import scf.platform.chain.Chains;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Parties;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ListingId;
import scf.schema.ids.ObjectionId;

/// The whitelist in its order, with the notice of seven days that rule W-01 asks.
class WhitelistTest {

    private static final LocalDate DAY = LocalDate.parse("2026-09-21");

    private final Rooms rooms =
            Rooms.on(TestDatabase.fresh(), "calendar", "rulebook", "enterprise", "chain", "whitelist");
    private final Whitelist whitelist = rooms.the(Whitelist.class);
    private final BusinessDates dates = rooms.the(BusinessDates.class);
    private final Parties parties = new Parties(rooms.the(Enterprises.class));
    private final Entry.Actor city = new Entry.Actor(parties.city(), "desk-1");
    private final EnterpriseId master = parties.enterprise();
    private final Entry.Actor masterDesk = new Entry.Actor(master, "treasurer");

    WhitelistTest() {
        dates.keepOwnDate(DAY);
        rooms.the(Chains.class).register(master, "闽江装备产业链", "装备制造");
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private ListingId declared() {
        var declaring = whitelist.declare(master, masterDesk, "申报材料");
        assertThat(declaring).isInstanceOf(Declaring.Declared.class);
        return ((Declaring.Declared) declaring).entry().id();
    }

    private ListingId publicised() {
        var id = declared();
        taken(ListingStep.RECOMMENDATION, id);
        taken(ListingStep.REVIEW, id);
        taken(ListingStep.PUBLICATION, id);
        return id;
    }

    private ListingId listed() {
        var id = publicised();
        dates.move(DAY.plusDays(7));
        taken(ListingStep.LISTING, id);
        return id;
    }

    private Entry taken(ListingStep step, ListingId id) {
        var stepping = take(step, id);
        assertThat(stepping).isInstanceOf(Stepping.Taken.class);
        return ((Stepping.Taken) stepping).entry();
    }

    private Stepping take(ListingStep step, ListingId id) {
        return whitelist.take(step, id, city, "理由", Whitelist.Particulars.NONE);
    }

    @Test
    void a_chain_master_is_listed_by_every_step_in_order_and_each_is_a_version() {
        var id = listed();

        assertThat(whitelist.find(id).orElseThrow().versions())
                .extracting(Entry.Version::state)
                .containsExactly(
                        ListingState.DECLARED,
                        ListingState.RECOMMENDED,
                        ListingState.REVIEWED,
                        ListingState.PUBLICISED,
                        ListingState.LISTED);
        assertThat(whitelist.standing(master)).isEqualTo(new Standing.Listed(id, 5, 1, Preferences.NONE));
    }

    @Test
    void no_step_is_skipped_and_none_is_taken_twice() {
        var id = declared();

        assertThat(take(ListingStep.LISTING, id)).isEqualTo(new Stepping.OutOfOrder(ListingState.DECLARED));
        assertThat(take(ListingStep.REVIEW, id)).isEqualTo(new Stepping.OutOfOrder(ListingState.DECLARED));
        taken(ListingStep.RECOMMENDATION, id);
        assertThat(take(ListingStep.RECOMMENDATION, id)).isEqualTo(new Stepping.OutOfOrder(ListingState.RECOMMENDED));
        assertThat(take(ListingStep.REVIEW, ListingId.random())).isInstanceOf(Stepping.NoSuchEntry.class);
    }

    @Test
    void listing_before_the_end_of_the_notice_is_refused_with_the_day() {
        var id = publicised();
        dates.move(DAY.plusDays(6));

        assertThat(take(ListingStep.LISTING, id)).isEqualTo(new Stepping.NoticeRunning(DAY.plusDays(7)));
        assertThat(whitelist.standing(master)).isInstanceOf(Standing.NotListed.class);
    }

    @Test
    void a_notice_may_be_longer_than_the_rule_and_not_shorter() {
        var id = declared();
        taken(ListingStep.RECOMMENDATION, id);
        taken(ListingStep.REVIEW, id);

        assertThat(whitelist.take(ListingStep.PUBLICATION, id, city, "公示", Whitelist.Particulars.notice(6)))
                .isEqualTo(new Stepping.NoticeTooShort(7));
        assertThat(whitelist.take(ListingStep.PUBLICATION, id, city, "公示", Whitelist.Particulars.notice(10)))
                .isInstanceOf(Stepping.Taken.class);
    }

    @Test
    void an_open_objection_keeps_the_chain_master_out_until_it_is_dismissed() {
        var id = publicised();
        var objecting = whitelist.object(id, new Entry.Actor(parties.enterprise(), "clerk"), "拖欠货款");
        var objection = ((Objecting.Recorded) objecting).objection();
        dates.move(DAY.plusDays(7));

        assertThat(take(ListingStep.LISTING, id)).isEqualTo(new Stepping.ObjectionsOpen(List.of(objection)));

        assertThat(whitelist.dismiss(id, objection, "已核实,无拖欠")).isInstanceOf(Dismissing.Dismissed.class);
        assertThat(whitelist.dismiss(id, objection, "again")).isEqualTo(new Dismissing.DismissedBefore("已核实,无拖欠"));
        assertThat(whitelist.dismiss(id, ObjectionId.random(), "?")).isInstanceOf(Dismissing.NoSuchObjection.class);
        taken(ListingStep.LISTING, id);
    }

    @Test
    void objections_are_heard_while_the_chain_master_is_publicised_only() {
        var id = declared();

        assertThat(whitelist.object(id, city, "?")).isEqualTo(new Objecting.NotPublicised(ListingState.DECLARED));
    }

    @Test
    void suspension_and_removal_close_new_business_and_say_why() {
        var id = listed();

        whitelist.take(ListingStep.SUSPENSION, id, city, "到期未兑付", Whitelist.Particulars.NONE);
        assertThat(whitelist.standing(master))
                .isEqualTo(new Standing.NotListed(ListingState.SUSPENDED, "SUSPENDED, 到期未兑付", 2));

        taken(ListingStep.LISTING, id);
        assertThat(whitelist.standing(master)).isEqualTo(new Standing.Listed(id, 7, 3, Preferences.NONE));

        taken(ListingStep.REMOVAL, id);
        assertThat(whitelist.standing(master)).isInstanceOf(Standing.NotListed.class);
    }

    @Test
    void preferences_come_with_a_listing_are_adjusted_by_a_version_and_outlive_a_suspension() {
        var wide = new Preferences(Money.fen(50_000_000_000L), Rate.ofPercent("3.85"), 3);
        var narrow = new Preferences(null, Rate.ofPercent("3.60"), null);
        var id = publicised();
        dates.move(DAY.plusDays(7));
        whitelist.take(ListingStep.LISTING, id, city, "入库", Whitelist.Particulars.preferring(wide));
        assertThat(whitelist.standing(master)).isEqualTo(new Standing.Listed(id, 5, 1, wide));

        dates.move(DAY.plusDays(8));
        whitelist.take(ListingStep.ADJUSTMENT, id, city, "动态调整", Whitelist.Particulars.preferring(narrow));
        assertThat(whitelist.standing(master)).isEqualTo(new Standing.Listed(id, 6, 2, narrow));

        whitelist.take(ListingStep.SUSPENSION, id, city, "到期未兑付", Whitelist.Particulars.proved("榕审〔2026〕7号"));
        taken(ListingStep.LISTING, id);
        assertThat(whitelist.standing(master)).isEqualTo(new Standing.Listed(id, 8, 4, narrow));
        assertThat(whitelist.asOf(DAY.plusDays(7)).lines())
                .extracting(PublishedList.Line::preferences)
                .containsExactly(wide);
        assertThat(whitelist.changes(1, 10))
                .extracting(PublishedList.Change::state)
                .containsExactly(ListingState.LISTED, ListingState.SUSPENDED, ListingState.LISTED);
        assertThat(whitelist.changes(2, 10).getFirst().version().evidence()).isEqualTo("榕审〔2026〕7号");
    }

    @Test
    void the_database_keeps_preferences_to_listings_and_within_reason() {
        var id = listed();
        String version = "insert into whitelist.versions (entry_id, version, state, actor_id, acted_by, acted_at, "
                + "effective_on, reason, list_version, %s) values ('" + id + "', 6, '%s', '" + city.party()
                + "', 'desk', now(), '2026-09-21', 'r', 9, %s)";

        refusedBy("only_a_listing_has_preferences", version.formatted("approval_days", "SUSPENDED", "3"));
        refusedBy("a_preferred_scale_is_an_amount", version.formatted("scale_minor", "LISTED", "100"));
        refusedBy(
                "a_preferred_scale_is_an_amount",
                version.formatted("scale_minor, scale_currency", "LISTED", "0, 'CNY'"));
        refusedBy("a_capped_rate_is_not_negative", version.formatted("rate_cap_millionths", "LISTED", "-1"));
        refusedBy("an_approval_takes_a_day_at_least", version.formatted("approval_days", "LISTED", "0"));
        refusedBy("evidence_is_named", version.formatted("evidence", "SUSPENDED", "' '"));
    }

    @Test
    void a_removed_chain_master_may_be_declared_anew_and_a_living_one_not() {
        var id = listed();
        assertThat(whitelist.declare(master, masterDesk, "再次申报")).isInstanceOf(Declaring.EntryLives.class);

        taken(ListingStep.REMOVAL, id);
        rooms.clock().pass(Duration.ofDays(1));

        assertThat(whitelist.declare(master, masterDesk, "再次申报")).isInstanceOf(Declaring.Declared.class);
    }

    @Test
    void only_who_leads_a_chain_is_declared() {
        assertThat(whitelist.declare(parties.enterprise(), city, "申报")).isInstanceOf(Declaring.NotAChainMaster.class);
        assertThat(whitelist.standing(parties.enterprise()))
                .isEqualTo(new Standing.NotListed(null, "it was never declared", 0));
    }

    @Test
    void the_list_of_an_old_day_is_the_old_list() {
        var id = listed();
        dates.move(DAY.plusDays(20));
        taken(ListingStep.SUSPENSION, id);

        assertThat(whitelist.asOf(DAY.plusDays(6))).isEqualTo(new PublishedList(0, DAY.plusDays(6), List.of()));
        assertThat(whitelist.asOf(DAY.plusDays(19)))
                .isEqualTo(new PublishedList(
                        1,
                        DAY.plusDays(19),
                        List.of(new PublishedList.Line(id, master, 5, DAY.plusDays(7), Preferences.NONE))));
        assertThat(whitelist.asOf(DAY.plusDays(20))).isEqualTo(new PublishedList(2, DAY.plusDays(20), List.of()));
    }

    @Test
    void the_database_keeps_the_versions_as_they_were_written() {
        var id = listed();
        String version =
                "insert into whitelist.versions values ('%s', %s, '%s', '%s', 'desk', now(), '2026-09-21', '%s', %s, %s)";

        refusedBy("a_version_is_never_rewritten", "update whitelist.versions set reason = 'x'");
        refusedBy("a_version_is_never_rewritten", "delete from whitelist.versions");
        refusedBy("a_version_is_written_once", version.formatted(id, 5, "LISTED", city.party(), "r", "null", "9"));
        refusedBy(
                "the_list_has_one_change_per_version",
                version.formatted(id, 6, "LISTED", city.party(), "r", "null", "1"));
        refusedBy("a_step_has_a_reason", version.formatted(id, 6, "LISTED", city.party(), " ", "null", "9"));
        refusedBy(
                "only_a_publication_runs_a_notice",
                version.formatted(id, 6, "LISTED", city.party(), "r", "date '2026-10-01'", "9"));
        refusedBy(
                "a_notice_does_not_end_before_it_begins",
                version.formatted(id, 6, "PUBLICISED", city.party(), "r", "date '2026-09-01'", "null"));
        refusedBy(
                "what_touches_the_list_has_a_list_version",
                version.formatted(id, 6, "SUSPENDED", city.party(), "r", "null", "null"));
        refusedBy("an_entry_begins_declared", version.formatted(id, 6, "DECLARED", city.party(), "r", "null", "null"));
        refusedBy(
                "a_version_belongs_to_an_entry",
                version.formatted(ListingId.random(), 6, "LISTED", city.party(), "r", "null", "9"));
        refusedBy("a_version_has_an_actor", version.formatted(id, 6, "LISTED", ListingId.random(), "r", "null", "9"));
    }

    @Test
    void the_database_keeps_one_living_entry_that_shows_a_version_it_has() {
        var id = listed();
        String entry = "insert into whitelist.entries values ('%s', '%s', '%s', %s, now())";

        refusedBy("a_chain_master_has_one_living_entry", entry.formatted(ListingId.random(), master, "DECLARED", 1));
        refusedBy("an_entry_has_one_id", entry.formatted(id, city.party(), "DECLARED", 1));
        refusedBy("an_entry_state_is_known", entry.formatted(ListingId.random(), city.party(), "ADMIRED", 1));
        refusedBy("an_entry_is_of_a_party", entry.formatted(ListingId.random(), ListingId.random(), "DECLARED", 1));
        refusedBy(
                "an_entry_counts_its_versions_from_one",
                entry.formatted(ListingId.random(), city.party(), "DECLARED", 0));
        refusedBy("an_entry_shows_a_version_that_exists", "update whitelist.entries set version = 17");
    }

    @Test
    void the_database_wants_words_in_an_objection_and_in_its_dismissal() {
        var id = publicised();
        String objection = "insert into whitelist.objections values ('%s', '%s', '%s', 'clerk', now(), '%s', %s, %s)";

        refusedBy(
                "an_objection_says_something",
                objection.formatted(ObjectionId.random(), id, master, " ", "null", "null"));
        refusedBy(
                "a_dismissal_has_a_reason",
                objection.formatted(ObjectionId.random(), id, master, "s", "now()", "null"));
        refusedBy(
                "an_objection_is_about_an_entry",
                objection.formatted(ObjectionId.random(), ObjectionId.random(), master, "s", "null", "null"));
        refusedBy(
                "an_objection_has_a_reporter",
                objection.formatted(ObjectionId.random(), id, ObjectionId.random(), "s", "null", "null"));
    }

    private void refusedBy(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, rooms.sql(), statement);
    }
}
