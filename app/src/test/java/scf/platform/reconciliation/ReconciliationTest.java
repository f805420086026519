package scf.platform.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scf.platform.LiveTown.PLEDGE;
import static scf.platform.LiveTown.PURCHASE;
import static scf.platform.LiveTown.cny;
import static scf.platform.LiveTown.signed;
import static scf.platform.LiveTown.text;
import static scf.platform.LiveTown.with;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;
import scf.contract.Algorithm;
import scf.gateway.LedgerClient;
import scf.platform.LiveTown;
import scf.platform.LiveTown.Part;
import scf.platform.PlatformTest;
import scf.platform.ledger.Difference;
import scf.platform.signing.MessageKey;
import scf.schema.ids.KeyId;
import tools.jackson.databind.JsonNode;

/// Somebody with a database password changes a row. The next comparison names it, nothing new is begun on it,
/// and when the row says again what the ledger says, all goes on.
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconciliationTest {

    @Autowired
    ApplicationContext platform;

    @Autowired
    Reconciler reconciler;

    @Autowired
    Findings findings;

    @Autowired
    ReconciliationHealth health;

    @Autowired
    Rebuilding rebuilding;

    @Autowired
    LedgerClient ledger;

    @Autowired
    DSLContext sql;

    private LiveTown town;

    @BeforeAll
    void a_town() {
        town = new LiveTown(platform);
        town.line(town.bank, "10000000.00");
    }

    @Test
    void a_chain_in_all_its_states_agrees_with_the_ledger() {
        String claimed = text(town.claimed(), "/id");
        String confirmed = text(town.confirmed(), "/id");
        var vouchers = town.active(3, confirmed, "100000.00");
        String pending = town.issued(1, confirmed, "1000.00").getFirst();
        var parts = town.passed(town.supplier, vouchers.get(0), new Part(town.stranger, "40000.00"));
        String loan = town.financed(
                town.supplier, vouchers.get(1), PURCHASE, "100000.00", town.bank, town.account(town.supplier));
        String locked = locked(vouchers.get(2));

        reconciler.compareAll();

        assertThat(loan).isNotEmpty();
        for (String object : List.of(
                claimed,
                confirmed,
                vouchers.get(0),
                vouchers.get(1),
                locked,
                pending,
                parts.get(0),
                parts.get(1),
                town.master.act().kid().value(),
                town.city.act().kid().value())) {
            assertThat(found(object)).as(object).isEmpty();
        }
    }

    @Test
    void a_cycle_counts_and_adds_up_what_each_side_holds() {
        town.active(1, "700000.00");

        reconciler.compareAll();

        var cycle = town.read(town.city, "/v1/reconciliation/cycles?limit=1").at("/items/0");
        assertThat(cycle.at("/finishedAt").isNull()).isFalse();
        for (JsonNode count : cycle.path("counts")) {
            assertThat(count.path("here")).as(count.toString()).isEqualTo(count.path("onLedger"));
            assertThat(count.path("sumHere")).as(count.toString()).isEqualTo(count.path("sumOnLedger"));
        }
        assertThat(cycle.path("counts").valueStream().map(count -> text(count, "/what")))
                .contains("KEYS", "RECEIVABLES", "VOUCHERS", "ACTS");
    }

    @Test
    void a_voucher_in_another_hand_is_found_and_can_be_neither_passed_on_nor_locked_until_it_is_put_right() {
        String voucher = town.active(1, "50000.00").getFirst();
        tampered("update voucher.vouchers set holder_id = '%s' where no = '%s'".formatted(town.stranger.id(), voucher));

        reconciler.compareAll();

        assertThat(found(voucher)).containsExactly(new Difference("holder", town.stranger.id(), town.supplier.id()));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("reconciliation", "OUT_OF_STEP");
        var refused = town.post(
                town.stranger.client(),
                "/v1/vouchers/" + voucher + "/split/prepare",
                Map.of("amounts", List.of(cny("1.00"))));
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("object_out_of_step");

        tampered("update voucher.vouchers set holder_id = '%s' where no = '%s'".formatted(town.supplier.id(), voucher));
        reconciler.compareAll();

        assertThat(found(voucher)).isEmpty();
        town.split(town.supplier, voucher, "1.00");
        assertThat(history(voucher).getFirst().isOpen()).isFalse();
    }

    @Test
    void what_was_signed_before_a_row_was_found_wrong_is_not_taken_afterwards() {
        String voucher = town.active(1, "50000.00").getFirst();
        String path = "/v1/vouchers/" + voucher + "/split";
        var prepared = town.prepared(town.supplier, path, Map.of("amounts", List.of(cny("1.00"))));
        tampered("update voucher.vouchers set amount_minor = 6000000 where no = '%s'".formatted(voucher));

        reconciler.compareAll();
        var refused = town.post(town.supplier.client(), path, with(Map.of(), signed(prepared, town.supplier.act())));

        assertThat(found(voucher)).containsExactly(new Difference("amountMinor", "6000000", "5000000"));
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("object_out_of_step");
        tampered("update voucher.vouchers set amount_minor = 5000000 where no = '%s'".formatted(voucher));
    }

    @Test
    void a_row_that_was_deleted_is_found_among_the_blocks() {
        String voucher = town.active(1, "60000.00").getFirst();
        sql.execute("create table if not exists public.taken as select * from voucher.vouchers where false");
        tampered("insert into public.taken select * from voucher.vouchers where no = '%s'; ".formatted(voucher)
                + "delete from voucher.vouchers where no = '%s'".formatted(voucher));

        reconciler.compareAll();

        assertThat(found(voucher)).containsExactly(new Difference("state", Difference.NOTHING, "ACTIVE"));
        tampered("insert into voucher.vouchers select * from public.taken; drop table public.taken");
        reconciler.compareAll();
        assertThat(found(voucher)).isEmpty();
    }

    @Test
    void each_damage_is_found_by_name_in_one_cycle_and_is_gone_in_the_next_after_it_was_mended() {
        var damages = List.of(
                anotherAmount(),
                setBack(),
                anothersKey(),
                anotherPublicKey(),
                revivedKey(),
                anotherBanksLock(),
                lockTakenAway(),
                deletedWithAllThatWasHeardOfIt(),
                invented(),
                standingTurnedBack(),
                anActOfOtherWords());
        damages.forEach(damage -> tampered(damage.done()));

        reconciler.compareAll();

        for (Damage damage : damages) {
            assertThat(found(damage.object()))
                    .as(damage.done())
                    .extracting(Difference::what)
                    .contains(damage.found().toArray(String[]::new));
        }
        theCityReads(damages);
        nothingIsIssuedOn(damages.getFirst().object());
        aKeyMayStillBeRevoked(damages.get(3).object());

        damages.forEach(damage -> tampered(damage.undone()));
        reconciler.compareAll();

        for (Damage damage : damages) {
            assertThat(found(damage.object())).as(damage.undone()).isEmpty();
        }
    }

    /// What somebody changes past the code, how it is mended, and what the cycle between names as different.
    private record Damage(String object, String done, String undone, List<String> found) {}

    private Damage anotherAmount() {
        String receivable = text(town.confirmed(), "/id");
        String set = "update receivable.receivables set confirmed_minor = %s, disputed_minor = %s, state = '%s'"
                + " where id = '" + receivable + "'";
        return new Damage(
                receivable,
                set.formatted("99999900", "100", "PART_DISPUTED"),
                set.formatted("100000000", "0", "CONFIRMED"),
                List.of("confirmedMinor"));
    }

    /// To before its confirmation.
    private Damage setBack() {
        String receivable = text(town.confirmed(), "/id");
        return new Damage(
                receivable,
                kept("receivable.receivables", "id", receivable)
                        + "update receivable.receivables set state = 'MATCHED', confirmed_minor = null,"
                        + " disputed_minor = null, act_hash = null, ledger_version = 0 where id = '%s'"
                                .formatted(receivable),
                "delete from receivable.receivables where id = '%s'; ".formatted(receivable)
                        + restored("receivable.receivables"),
                List.of("state"));
    }

    private Damage anothersKey() {
        String kid = registered();
        String set = "update enterprise.keys set owner_id = '%s' where kid = '" + kid + "'";
        return new Damage(
                kid, set.formatted(town.secondBank.id()), set.formatted(town.stranger.id()), List.of("owner"));
    }

    private Damage anotherPublicKey() {
        String kid = town.thirdBank.act().kid().value();
        String set = "update enterprise.keys set public_key = decode('%s', 'hex') where kid = '" + kid + "'";
        return new Damage(
                kid,
                set.formatted("00"),
                set.formatted(town.thirdBank.act().publicKey().hex()),
                List.of("publicKey"));
    }

    private Damage revivedKey() {
        String kid = registered();
        var reason = Map.of("reason", "the mandate has ended");
        town.act(town.city, "/v1/keys/" + kid + "/revocation", reason, reason);
        return new Damage(
                kid,
                "update enterprise.keys set status = 'ACTIVE', revoked_at = null, revoked_reason = null where kid = '%s'"
                        .formatted(kid),
                "update enterprise.keys set status = 'REVOKED', revoked_at = now(), revoked_reason = 'x' where kid = '%s'"
                        .formatted(kid),
                List.of("state"));
    }

    private Damage anotherBanksLock() {
        String voucher = locked(town.active(1, "90000.00").getFirst());
        String set = "update voucher.locks set bank_id = '%s' where voucher_no = '" + voucher + "'";
        return new Damage(
                voucher, set.formatted(town.secondBank.id()), set.formatted(town.bank.id()), List.of("lock.bank"));
    }

    private Damage lockTakenAway() {
        String voucher = locked(town.active(1, "90000.00").getFirst());
        String set = "update voucher.locks set state = '%s' where voucher_no = '" + voucher + "'; "
                + "update voucher.vouchers set state = '%s' where no = '" + voucher + "'";
        return new Damage(
                voucher,
                set.formatted("EXPIRED", "ACTIVE"),
                set.formatted("HELD", "FIN_LOCKED"),
                List.of("state", "lock.bank"));
    }

    private Damage deletedWithAllThatWasHeardOfIt() {
        String kid = registered();
        return new Damage(
                kid,
                kept("enterprise.keys", "kid", kid)
                        + kept("ledger.standings", "object", kid)
                        + "delete from enterprise.keys where kid = '%s'; ".formatted(kid)
                        + "delete from ledger.standings where object = '%s'".formatted(kid),
                restored("enterprise.keys") + restored("ledger.standings"),
                List.of("standing.version"));
    }

    private Damage invented() {
        String voucher = town.active(1, "60000.00").getFirst();
        String invented = "V9" + voucher.substring(2);
        return new Damage(
                invented,
                """
                create temporary table one as select * from voucher.vouchers where no = '%s';
                update one set no = '%s', root_no = '%s';
                insert into voucher.vouchers select * from one;
                drop table one""".formatted(voucher, invented, invented),
                "delete from voucher.vouchers where no = '%s'".formatted(invented),
                List.of("state"));
    }

    private Damage standingTurnedBack() {
        String voucher = town.active(1, "60000.00").getFirst();
        String set = "update ledger.standings set ledger_version = %s where object = '" + voucher + "'";
        return new Damage(voucher, set.formatted("1"), set.formatted("2"), List.of("standing.version"));
    }

    /// Of which the outbox names another block, and the kept rows have another salt.
    private Damage anActOfOtherWords() {
        String pending = town.issued(1, text(town.confirmed(), "/id"), "10.00").getFirst();
        String act = town.act(town.supplier, "/v1/vouchers/" + pending + "/acceptance", Map.of(), Map.of())
                .hash();
        String set = "update ledger.prepared_acts set salts[1] = set_byte(salts[1], 0, get_byte(salts[1], 0) # 1)"
                + " where act_hash = '" + act + "'; "
                + "update ledger.entries set block = block %s 1 where act_hash = '" + act + "'";
        return new Damage(act, set.formatted("+"), set.formatted("-"), List.of("block", "rows"));
    }

    private String registered() {
        String kid = "act-" + UUID.randomUUID();
        var key = MessageKey.draw(new KeyId(kid), Algorithm.ED25519);
        var wish = LiveTown.wish(town.stranger.id(), "act", "checker", key);
        town.act(town.city, "/v1/keys", wish, wish);
        return kid;
    }

    private static String kept(String table, String column, String value) {
        return "create table public.%s as select * from %s where %s = '%s'; "
                .formatted(beside(table), table, column, value);
    }

    private static String restored(String table) {
        return "insert into %s select * from public.%s; drop table public.%s; "
                .formatted(table, beside(table), beside(table));
    }

    private static String beside(String table) {
        return "kept_" + table.replace('.', '_');
    }

    private void nothingIsIssuedOn(String receivable) {
        var wish = Map.of("receivableId", receivable, "amount", cny("10.00"), "dueDate", town.due.toString());
        assertThat(town.post(town.master.client(), "/v1/vouchers/prepare", wish).text())
                .contains("object_out_of_step");
    }

    private void aKeyMayStillBeRevoked(String kid) {
        var prepared = town.prepared(town.city, "/v1/keys/" + kid + "/revocation", Map.of("reason", "it was changed"));
        assertThat(text(prepared, "/type")).isEqualTo("REVOKE_KEY");
    }

    /// And nobody else.
    private void theCityReads(List<Damage> damages) {
        var items = town.read(town.city, "/v1/reconciliation/findings?open=true&limit=200")
                .path("items");
        assertThat(items.valueStream().map(item -> text(item, "/object")))
                .containsAll(damages.stream().map(Damage::object).toList());
        var amount = items.valueStream()
                .filter(item -> text(item, "/object").equals(damages.getFirst().object()))
                .findFirst()
                .orElseThrow();
        assertThat(text(amount, "/kind")).isEqualTo("RECEIVABLE");
        assertThat(text(amount, "/differences/0/what")).isEqualTo("confirmedMinor");
        assertThat(text(amount, "/differences/0/here")).isEqualTo("99999900");
        assertThat(text(amount, "/differences/0/onLedger")).isEqualTo("100000000");
        for (LiveTown.Party party : List.of(town.bank, town.master)) {
            assertThat(party.client().get("/v1/reconciliation/findings").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void the_projection_is_made_anew_from_block_0_and_is_the_same() {
        String voucher = town.active(1, "70000.00").getFirst();
        town.split(town.supplier, voucher, "1.00");

        var anew = rebuilding.into("anew_" + UUID.randomUUID()).rebuilt();

        assertThat(anew.differences()).isEmpty();
        assertThat(anew.objects()).isGreaterThan(5);
        assertThat(anew.height()).isEqualTo(ledger.blocks(0, 1).height());
    }

    @Test
    void a_projection_that_was_changed_differs_from_the_one_made_anew() {
        String voucher = town.active(1, "70000.00").getFirst();
        tampered("update ledger.standings set state = 'SETTLED' where object = '%s'".formatted(voucher));

        var anew = rebuilding.into("anew_" + UUID.randomUUID()).rebuilt();

        assertThat(anew.isEqual()).isFalse();
        assertThat(anew.differences()).singleElement().satisfies(apart -> {
            assertThat(apart.object()).isEqualTo(voucher);
            assertThat(apart.working().orElseThrow().state()).isEqualTo("SETTLED");
            assertThat(apart.anew().orElseThrow().state()).isEqualTo("ACTIVE");
        });
        tampered("update ledger.standings set state = 'ACTIVE' where object = '%s'".formatted(voucher));
    }

    @Test
    void a_rebuild_writes_into_no_database_that_exists() {
        String taken = String.valueOf(sql.fetchValue("select current_database()"));

        assertThatThrownBy(() -> rebuilding.into(taken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not exist yet");
    }

    /// The supplier has chosen the bank's offer, and the ledger holds the lock.
    private String locked(String voucher) {
        String request = town.request(voucher, PLEDGE, "50000.00", town.bank);
        town.accepted(request, town.offer(town.bank, request, PLEDGE, "50000.00"));
        return voucher;
    }

    /// Past the code, past every constraint and trigger.
    private void tampered(String statements) {
        sql.execute(
                "set session_replication_role = replica; " + statements + "; set session_replication_role = origin");
    }

    private List<Difference> found(String object) {
        return history(object).stream()
                .filter(Finding::isOpen)
                .flatMap(finding -> finding.differences().stream())
                .toList();
    }

    private List<Finding> history(String object) {
        return findings.after(Instant.EPOCH, new UUID(0, 0), false, 10_000).stream()
                .filter(finding -> finding.object().equals(object))
                .toList();
    }
}
