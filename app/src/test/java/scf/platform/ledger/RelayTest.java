package scf.platform.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.ledger.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import scf.devledger.DevLedger;
import scf.gateway.Checkpoint;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerEvents;
import scf.gateway.ProposedAct;
import scf.schema.ids.ActHash;
import scf.schema.ids.KeyId;

/// The relay against a ledger that is as rude as a real one.
///
/// A platform that was killed between two steps is played by the row that it leaves behind: what was written
/// down, and on the ledger what had been sent by then.
class RelayTest {

    private static final RudeRoom ROOM = new RudeRoom();
    private static final Duration LONG = Duration.ofMinutes(10);

    @AfterEach
    void calm() {
        ROOM.rudeness.bringUp(DevLedger.CITY);
        ROOM.stopAll();
    }

    @AfterAll
    static void close() {
        ROOM.close();
    }

    private static void arrives(ActHash act) {
        eventually(act + " is committed", () -> ROOM.status(act) == EntryStatus.COMMITTED);
        assertThat(ROOM.heard.of(act)).containsExactly("COMMITTED");
        assertThat(timesOnTheLedger(act)).isOne();
    }

    /// How many valid transactions tell of the act.
    private static int timesOnTheLedger(ActHash act) {
        return onTheLedger().getOrDefault(act.value(), 0);
    }

    private static Map<String, Integer> onTheLedger() {
        KeyId last = LedgerRoom.freshKid();
        var times = new TreeMap<String, Integer>();
        // An act of our own, past the outbox, marks the end of what there is to read.
        String end = tellPastTheOutbox(last);
        try (LedgerEvents events = ROOM.ledger.events(Checkpoint.BEGINNING)) {
            while (true) {
                String act = events.next().event().act();
                if (act.equals(end)) {
                    return times;
                }
                times.merge(act, 1, Integer::sum);
            }
        }
    }

    private static String tellPastTheOutbox(KeyId kid) {
        PreparedAct act = ROOM.prepare(ROOM.registration(kid));
        var signed = ((ActJson.Reading.Read) ROOM.sign(act).read()).act();
        ProposedAct proposed = ROOM.ledger.propose(signed);
        var endorsed = (Endorsing.Endorsed) ROOM.ledger.endorse(proposed);
        ROOM.ledger.submit(endorsed.transaction());
        assertThat(ROOM.ledger.status(proposed.transactionId())).isInstanceOf(Committing.Committed.class);
        return act.hash();
    }

    @Test
    void an_act_reaches_the_ledger_and_the_rooms_hear_of_it() {
        KeyId kid = LedgerRoom.freshKid();
        ROOM.startInbox();
        ROOM.startRelay();

        ActHash act = ROOM.tell(ROOM.registration(kid));

        arrives(act);
        ActCommitted event = ROOM.heard.committed(act);
        assertThat(event.subject()).isEqualTo(kid.value());
        assertThat(event.changes().getFirst().object()).isEqualTo(kid.value());
        assertThat(event.transactionId()).isEqualTo(ROOM.column(act, "transaction_id"));
        assertThat(ROOM.column(act, "block")).isEqualTo(Long.toString(event.block()));
        assertThat(ROOM.ledger.key(kid.value())).isPresent();
    }

    @Test
    void acts_about_one_object_reach_the_ledger_in_the_order_in_which_they_were_told() {
        KeyId kid = LedgerRoom.freshKid();
        ActHash registered = ROOM.tell(ROOM.registration(kid));
        // Refused unless the ledger holds the registration by then.
        ActHash revoked = ROOM.tell(ROOM.revocation(kid));

        ROOM.startInbox();
        ROOM.startRelay();

        arrives(revoked);
        arrives(registered);
        assertThat(ROOM.heard.committed(registered).block())
                .isLessThan(ROOM.heard.committed(revoked).block());
    }

    @Test
    void what_the_rules_refuse_is_announced_once_and_what_stands_behind_it_goes_on() {
        KeyId kid = LedgerRoom.freshKid();
        ActHash first = ROOM.tell(ROOM.registration(kid));
        ActHash twin = ROOM.tell(ROOM.registration(kid));
        ActHash behind = ROOM.tell(ROOM.revocation(kid));

        ROOM.startInbox();
        ROOM.startRelay();

        arrives(first);
        arrives(behind);
        assertThat(ROOM.status(twin)).isEqualTo(EntryStatus.REFUSED);
        assertThat(ROOM.heard.of(twin)).containsExactly(ROOM.column(twin, "refusal"));
        assertThat(timesOnTheLedger(twin)).isZero();
    }

    @Test
    void a_room_that_cannot_take_a_refusal_is_told_again() {
        KeyId kid = LedgerRoom.freshKid();
        ROOM.startInbox();
        ROOM.startRelay();
        arrives(ROOM.tell(ROOM.registration(kid)));

        ROOM.heard.refuseToFollow(2);
        ActHash twin = ROOM.tell(ROOM.registration(kid));

        eventually("the refusal is told", () -> ROOM.status(twin) == EntryStatus.REFUSED);
        assertThat(ROOM.heard.of(twin)).hasSize(1);
        assertThat(ROOM.heard.followsAgain()).isTrue();
    }

    @Test
    void an_answer_lost_after_the_commit_is_found_again_by_its_id() {
        ROOM.startInbox();
        ROOM.rudeness.loseAnswers(1);
        ROOM.startRelay();

        arrives(ROOM.tell(ROOM.registration(LedgerRoom.freshKid())));
    }

    @Test
    void what_the_orderer_acknowledged_and_lost_is_submitted_again() {
        ROOM.startInbox();
        ROOM.rudeness.loseTransactions(1);
        ROOM.startRelay();

        arrives(ROOM.tell(ROOM.registration(LedgerRoom.freshKid())));
    }

    @Test
    void a_conflict_is_endorsed_anew_under_a_new_id() {
        ROOM.startInbox();
        ROOM.rudeness.forceConflicts(2);
        ROOM.startRelay();

        arrives(ROOM.tell(ROOM.registration(LedgerRoom.freshKid())));
    }

    @Test
    void while_an_endorser_is_down_acts_wait_and_then_they_go() {
        ROOM.rudeness.takeDown(DevLedger.CITY);
        ROOM.startInbox();
        ROOM.startRelay();
        ActHash act = ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
        eventually("it was tried", () -> Integer.parseInt(ROOM.column(act, "attempts")) > 2);
        assertThat(ROOM.outbox.waiting().problem()).startsWith("not endorsed");

        ROOM.rudeness.bringUp(DevLedger.CITY);

        arrives(act);
    }

    @Test
    void nothing_is_tried_before_the_ledger_has_begun_and_health_says_so() throws Exception {
        ROOM.ledgerStands = false;
        Inbox inbox = ROOM.startInbox();
        Relay relay = ROOM.startRelay();
        ActHash act = ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
        Health waits = new LedgerHealth(ROOM.outbox, ROOM.checkpoints, relay, inbox).health();
        assertThat(waits.getStatus()).isEqualTo(Status.DOWN);
        assertThat(waits.getDetails())
                .containsEntry("ledger", "has not begun; acts are kept and told when it has")
                .containsKey("waiting");
        assertThat(relay.carryDue()).isFalse();
        assertThat(ROOM.status(act)).isEqualTo(EntryStatus.QUEUED);
        assertThat(ROOM.column(act, "attempts")).isEqualTo("0");

        ROOM.ledgerStands = true;

        arrives(act);
    }

    @Test
    void while_the_ledger_is_away_acts_are_taken_and_health_and_metrics_say_what_waits() {
        ROOM.rudeness.takeDown(DevLedger.CITY);
        Inbox inbox = ROOM.startInbox();
        Relay relay = ROOM.startRelay();
        var health = new LedgerHealth(ROOM.outbox, ROOM.checkpoints, relay, inbox);
        var registry = new SimpleMeterRegistry();
        new LedgerMetrics(ROOM.outbox, ROOM.checkpoints, inbox, relay).bindTo(registry);
        List<ActHash> acts = Stream.generate(LedgerRoom::freshKid)
                .limit(12)
                .map(kid -> ROOM.tell(ROOM.registration(kid)))
                .toList();
        eventually("the ledger is left alone", () -> health.health().getStatus() == Status.DOWN);

        assertThat(health.health().getDetails())
                .containsKeys("waiting", "oldestWaitsSeconds", "retrying", "mostAttempts", "breaker", "ledger");
        assertThat(registry.get("scf.ledger.waiting").gauge().value()).isEqualTo(12);
        assertThat(registry.get("scf.ledger.retried").gauge().value()).isPositive();
        assertThat(registry.get("scf.ledger.oldest.waiting").gauge().value()).isPositive();
        assertThat(registry.get("scf.ledger.breaker")
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get("scf.ledger.tries")
                        .tag("answered", "false")
                        .functionCounter()
                        .count())
                .isPositive();
        ActStanding.Waits waits = requireNonNull(
                ROOM.acts.standing(acts.getFirst(), ROOM.city).orElseThrow().waits());
        assertThat(waits.attempts()).isPositive();

        ROOM.rudeness.bringUp(DevLedger.CITY);
        acts.forEach(RelayTest::arrives);
        eventually("the ledger is well", () -> health.health().getStatus() == Status.UP);
        assertThat(registry.get("scf.ledger.waiting").gauge().value()).isZero();
        assertThat(ROOM.acts.standing(acts.getFirst(), ROOM.city).orElseThrow().waits())
                .isNull();
    }

    @Test
    void killed_after_the_id_was_written_down_the_act_is_proposed_again() {
        ActHash act = ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
        var dead = UUID.randomUUID();
        Entry entry = leased(dead, act, Duration.ofMillis(50));
        ROOM.outbox.proposed(
                entry.number(), dead, ROOM.ledger.propose(entry.act()).transactionId());

        ROOM.startInbox();
        ROOM.startRelay();

        arrives(act);
    }

    @Test
    void killed_after_the_envelope_was_kept_it_is_submitted() {
        ActHash act = ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
        Endorsing.Endorsed endorsed = endorsedBy(UUID.randomUUID(), act);
        assertThat(endorsed.transaction().isEmpty()).isFalse();

        ROOM.startInbox();
        ROOM.startRelay();

        arrives(act);
    }

    @Test
    void killed_after_the_submission_the_same_envelope_is_submitted_and_counts_once() {
        ActHash act = ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
        ROOM.ledger.submit(endorsedBy(UUID.randomUUID(), act).transaction());
        assertThat(ROOM.ledger.status(ROOM.column(act, "transaction_id"))).isInstanceOf(Committing.Committed.class);

        ROOM.startInbox();
        ROOM.startRelay();

        arrives(act);
    }

    @Test
    void killed_after_the_commit_the_event_is_heard_all_the_same() {
        ActHash act = ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
        ROOM.ledger.submit(endorsedBy(UUID.randomUUID(), act).transaction());
        var committed = (Committing.Committed) ROOM.ledger.status(ROOM.column(act, "transaction_id"));
        ROOM.outbox.written(ROOM.number(act), committed.block());

        ROOM.startInbox();

        arrives(act);
    }

    @Test
    void what_another_member_carried_first_is_ours_as_well_when_its_event_comes() {
        PreparedAct prepared = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        var signed = ((ActJson.Reading.Read) ROOM.sign(prepared).read()).act();
        ProposedAct proposed = ROOM.ledger.propose(signed);
        ROOM.ledger.submit(((Endorsing.Endorsed) ROOM.ledger.endorse(proposed)).transaction());
        ROOM.ledger.status(proposed.transactionId());
        ROOM.transactions.executeWithoutResult(
                _ -> ROOM.acts.tell((Verifying.Verified) ROOM.verify(prepared, ROOM.sign(prepared))));
        var act = new ActHash(prepared.hash());

        ROOM.startRelay();
        ROOM.startInbox();

        arrives(act);
        assertThat(ROOM.column(act, "transaction_id")).isEqualTo(proposed.transactionId());
    }

    @Test
    void a_relay_that_has_lost_its_lease_changes_nothing() {
        ActHash act = ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
        var asleep = UUID.randomUUID();
        Entry entry = leased(asleep, act, Duration.ofMillis(1));
        var awake = UUID.randomUUID();
        eventually(
                "the lease has run out",
                () -> !ROOM.outbox.lease(awake, 1, LONG).isEmpty());

        assertThat(ROOM.outbox.proposed(entry.number(), asleep, "0123")).isFalse();
        ROOM.outbox.later(entry.number(), asleep, LONG, "asleep");
        ROOM.outbox.anew(entry.number(), asleep, LONG, "asleep");
        assertThat(ROOM.column(act, "last_problem")).isEqualTo("null");
        ROOM.outbox.release(awake);

        ROOM.startInbox();
        ROOM.startRelay();
        arrives(act);
    }

    @Test
    void two_relays_at_once_tell_each_act_once_and_in_order() {
        var acts = new ArrayList<ActHash>();
        for (int i = 0; i < 12; i++) {
            KeyId kid = LedgerRoom.freshKid();
            acts.add(ROOM.tell(ROOM.registration(kid)));
            acts.add(ROOM.tell(ROOM.revocation(kid)));
        }
        ROOM.startInbox();
        ROOM.startRelay();
        ROOM.startRelay();

        eventually("all have arrived", () -> acts.stream().allMatch(act -> ROOM.status(act) == EntryStatus.COMMITTED));
        Map<String, Integer> times = onTheLedger();
        assertThat(acts).allSatisfy(act -> {
            assertThat(ROOM.heard.of(act)).containsExactly("COMMITTED");
            assertThat(times).containsEntry(act.value(), 1);
        });
    }

    private static Entry leased(UUID relay, ActHash act, Duration lease) {
        List<Entry> entries = ROOM.outbox.lease(relay, 10, lease);
        return entries.stream()
                .filter(entry -> entry.hash().equals(act))
                .findFirst()
                .orElseThrow();
    }

    /// Plays a relay that dies once the envelope is kept.
    private static Endorsing.Endorsed endorsedBy(UUID dead, ActHash act) {
        Entry entry = leased(dead, act, Duration.ofMillis(500));
        ProposedAct proposed = ROOM.ledger.propose(entry.act());
        assertThat(ROOM.outbox.proposed(entry.number(), dead, proposed.transactionId()))
                .isTrue();
        var endorsed = (Endorsing.Endorsed) ROOM.ledger.endorse(proposed);
        assertThat(ROOM.outbox.endorsed(entry.number(), dead, endorsed.transaction()))
                .isTrue();
        return endorsed;
    }

    @Test
    void an_act_that_its_member_carries_is_left_alone_until_it_has_expired() {
        ROOM.startRelay();
        ROOM.startInbox();
        PreparedAct act = ROOM.prepare(ROOM.registration(LedgerRoom.freshKid()));
        var hash = new ActHash(act.hash());

        ROOM.handedIn(act, Carrier.MEMBER);
        ActHash behind = ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
        eventually("another act has gone its way", () -> ROOM.status(behind) == EntryStatus.COMMITTED);

        assertThat(ROOM.status(hash)).isEqualTo(EntryStatus.QUEUED);
        assertThat(ROOM.column(
                        hash,
                        "next_attempt_at = (select expires_at from ledger.prepared_acts p"
                                + " where p.act_hash = entries.act_hash)"))
                .isEqualTo("true");

        ROOM.rudeness.runAhead(Acts.SIGNED_WITHIN.plusHours(1));
        ROOM.sql.execute("update ledger.entries set next_attempt_at = now() where act_hash = ?", hash.value());

        eventually("the relay hears that it is too late", () -> ROOM.status(hash) == EntryStatus.REFUSED);
        assertThat(ROOM.column(hash, "refusal")).isEqualTo("EXPIRED");
        ROOM.rudeness.runAhead(Duration.ZERO);
    }
}
