package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.ledger.Eventually.eventually;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;
import scf.network.FabricNetwork;
import scf.platform.ledger.RelayProcess.Part;

/// What happens to acts while a real network, or the platform itself, is in trouble.
///
/// The network has its small shape. Each case ends with the same verdict, see [FabricRoom#nothingIsLostOrDoubled].
class FailuresIT {

    private static final int AT_ONCE = 6;

    private static FabricRoom fabric;

    @BeforeAll
    static void open() {
        fabric = new FabricRoom(FabricNetwork.Shape.SMALL);
    }

    @AfterAll
    static void close() throws IOException {
        fabric.close();
    }

    @AfterEach
    void rest() {
        fabric.room.stopAll();
    }

    /// Something that goes wrong for a while, and is mended.
    private interface Trouble {
        void comeAndGo() throws InterruptedException;
    }

    private static void under(String name, Trouble trouble) throws InterruptedException {
        fabric.room.startInbox();
        fabric.room.startRelay();
        try (var load = new Load(fabric.room)) {
            load.start();
            Thread.sleep(2_000);
            trouble.comeAndGo();
            Thread.sleep(2_000);
            load.stop();
            fabric.nothingIsLostOrDoubled(name, load);
        }
    }

    private static void away(String node, int seconds) throws InterruptedException {
        fabric.network.stop(node);
        Thread.sleep(seconds * 1_000L);
        fabric.network.start(node);
    }

    /// Longer than CI has time for: `mvn verify -Pfabric -Dfabric.later=none` runs it too.
    @Tag("later")
    @Test
    void all_orderers_away_for_a_minute() throws Exception {
        Inbox inbox = fabric.room.startInbox();
        Relay relay = fabric.room.startRelay();
        var health = new LedgerHealth(fabric.room.outbox, fabric.room.checkpoints, relay, inbox);
        try (var load = new Load(fabric.room)) {
            load.start();
            eventually(
                    "acts are committed",
                    () -> !load.told().isEmpty() && health.health().getStatus() == Status.UP);
            fabric.network.stop("orderer1");
            int before = load.told().size();
            Thread.sleep(60_000);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(load.told()).as("taken all the same").hasSizeGreaterThan(before + 50);
            assertThat(fabric.waiting()).isGreaterThan(50);
            fabric.network.start("orderer1");
            load.stop();
            fabric.nothingIsLostOrDoubled("all orderers away for a minute", load);
        }
        eventually("the ledger is well", () -> health.health().getStatus() == Status.UP);
    }

    @Test
    void the_gateway_peer_killed_and_back() throws Exception {
        under("gateway peer killed and back", () -> away("platform", 10));
    }

    @Test
    void the_other_endorser_killed_and_back() throws Exception {
        under("other endorser killed and back", () -> away("city", 10));
    }

    @Test
    void the_chaincode_killed_and_back() throws Exception {
        under("chaincode killed and back", () -> away("platform-chaincode", 10));
    }

    @Test
    void the_event_stream_broken_and_resumed() throws Exception {
        under("event stream broken five times", () -> {
            for (int i = 0; i < 5; i++) {
                fabric.wire.cut();
                Thread.sleep(2_000);
            }
        });
    }

    @Test
    void the_answer_lost_after_the_commit() throws Exception {
        var load = new Load(fabric.room);
        try (var gate = new Gate(fabric.room.database(), EntryStatus.ENDORSED)) {
            fabric.room.startInbox();
            fabric.room.startRelay();
            load.tell(AT_ONCE);
            gate.untilSomebodyWaits(AT_ONCE);
            fabric.wire.loseAnswers();
        }
        eventually("the ledger holds what was submitted", isOnTheLedger(load));
        assertThat(fabric.waiting()).isGreaterThanOrEqualTo(AT_ONCE);
        fabric.wire.bringAnswers();
        fabric.wire.cut();
        fabric.nothingIsLostOrDoubled("answer lost after the commit", load);
    }

    private static BooleanSupplier isOnTheLedger(Load load) {
        return () -> load.expected().keySet().stream()
                .allMatch(kid -> fabric.observer().key(kid.value()).isPresent());
    }

    /// Between each two steps: what comes before the status was done, and was or was not written down.
    @ParameterizedTest
    @CsvSource({
        "PROPOSED, false",
        "PROPOSED, true",
        "ENDORSED, false",
        "ENDORSED, true",
        "WRITTEN, false",
        "WRITTEN, true",
        "COMMITTED, false"
    })
    void the_platform_killed_between_two_steps(EntryStatus status, boolean writtenDown) throws Exception {
        var load = new Load(fabric.room);
        boolean heard = status == EntryStatus.COMMITTED;
        try (var gate = new Gate(fabric.room.database(), status);
                var doomed = fabric.process("doomed", heard ? Part.RELAY_AND_INBOX : Part.RELAY)) {
            load.tell(AT_ONCE);
            gate.untilSomebodyWaits(heard ? 1 : AT_ONCE);
            doomed.kill();
            if (writtenDown) {
                gate.letIn("doomed");
            } else {
                gate.turnAway("doomed");
            }
        }
        fabric.room.startInbox();
        fabric.room.startRelay();
        fabric.nothingIsLostOrDoubled(
                "killed at " + status + (writtenDown ? ", written down" : ", not written down"), load);
    }

    @Test
    void two_platforms_relay_at_once_and_one_is_killed() throws Exception {
        var relays = new HashSet<String>();
        try (var load = new Load(fabric.room);
                var one = fabric.process("one", Part.RELAY_AND_INBOX);
                var _ = fabric.process("other", Part.RELAY_AND_INBOX)) {
            load.start();
            eventually("one relays", Eventually.AFTER_A_START, () -> relaying(relays) > 0);
            eventually("both relay", Eventually.AFTER_A_START, () -> relaying(relays) == 2);
            Thread.sleep(5_000);
            one.kill();
            Thread.sleep(5_000);
            load.stop();
            fabric.nothingIsLostOrDoubled("two platforms, one killed", load);
        }
    }

    /// How many relays have been met at work so far.
    private static int relaying(Set<String> met) {
        fabric.room
                .sql
                .fetch("select distinct leased_by::text from ledger.entries where leased_by is not null")
                .forEach(row -> met.add(row.get(0, String.class)));
        return met.size();
    }
}
