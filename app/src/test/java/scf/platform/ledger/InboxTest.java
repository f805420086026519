package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.ledger.Eventually.eventually;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.schema.ids.ActHash;
import scf.schema.ids.KeyId;

class InboxTest {

    private static final RudeRoom ROOM = new RudeRoom();

    @BeforeEach
    void relay() {
        ROOM.startRelay();
    }

    @AfterEach
    void stop() {
        ROOM.stopAll();
    }

    @AfterAll
    static void close() {
        ROOM.close();
    }

    private static ActHash tell() {
        return ROOM.tell(ROOM.registration(LedgerRoom.freshKid()));
    }

    private static void arrives(ActHash act) {
        eventually(act + " is heard", () -> ROOM.status(act) == EntryStatus.COMMITTED);
        assertThat(ROOM.heard.of(act)).containsExactly("COMMITTED");
    }

    @Test
    void an_event_that_a_room_cannot_follow_is_kept_until_it_can() {
        Inbox inbox = ROOM.startInbox();
        ROOM.heard.refuseToFollow(3);

        ActHash act = tell();
        ActHash behind = tell();

        eventually("the trouble is said aloud", () -> inbox.trouble().isPresent());
        assertThat(inbox.trouble().orElseThrow()).contains("this room cannot follow");
        arrives(act);
        arrives(behind);
        eventually("the trouble is over", () -> inbox.trouble().isEmpty());
    }

    @Test
    void a_broken_stream_is_read_on_from_the_checkpoint() {
        ROOM.startInbox();
        arrives(tell());

        ROOM.devLedger.breakEventStreams();

        arrives(tell());
        ROOM.devLedger.breakEventStreams();
        arrives(tell());
    }

    @Test
    void what_was_told_while_nobody_listened_is_heard_later() {
        ActHash first = tell();
        eventually("the ledger holds it", () -> ROOM.status(first) == EntryStatus.WRITTEN);

        ROOM.startInbox();

        arrives(first);
    }

    @Test
    void an_event_that_is_read_again_has_its_effect_once() {
        ROOM.startInbox();
        ActHash act = tell();
        arrives(act);
        ROOM.stopAll();

        ROOM.sql.execute("update ledger.checkpoints set block = 0, transaction_id = ''");
        ROOM.startRelay();
        ROOM.startInbox();
        arrives(tell());

        assertThat(ROOM.heard.of(act)).containsExactly("COMMITTED");
    }

    @Test
    void what_another_member_has_changed_of_ours_is_said_aloud_and_no_step_is_taken_on_it() {
        Inbox inbox = ROOM.startInbox();
        KeyId kid = LedgerRoom.freshKid();
        arrives(ROOM.tell(ROOM.registration(kid)));
        PreparedAct waiting = ROOM.prepare(ROOM.revocation(kid));

        ROOM.carriedByAnother(ROOM.prepare(ROOM.revocation(kid)));

        eventually("the divergence is written down", () -> ROOM.checkpoints.divergences() == 1);
        assertThat(inbox.carriedByOthers()).isEqualTo(1);
        assertThat(ROOM.acts.prepare(ROOM.revocation(kid))).isEqualTo(new Preparing.Diverged(kid.value()));
        assertThat(ROOM.verify(waiting, ROOM.sign(waiting))).isEqualTo(new Verifying.Diverged(kid.value()));
        assertThat(new LedgerHealth(ROOM.outbox, ROOM.checkpoints, ROOM.startRelay(), inbox)
                        .health()
                        .getDetails())
                .containsEntry("diverged", 1);
    }

    @Test
    void what_another_member_does_with_objects_of_its_own_stops_nothing_here() {
        Inbox inbox = ROOM.startInbox();
        int before = ROOM.checkpoints.divergences();
        KeyId kid = LedgerRoom.freshKid();

        ROOM.carriedByAnother(ROOM.prepare(ROOM.registration(kid)));

        eventually("it is counted", () -> inbox.carriedByOthers() == 1);
        assertThat(ROOM.checkpoints.divergences()).isEqualTo(before);
        assertThat(ROOM.acts.prepare(ROOM.revocation(kid))).isInstanceOf(Preparing.Prepared.class);
    }

    @Test
    void of_two_inboxes_one_reads_and_when_it_ends_the_other_does() {
        Inbox first = ROOM.startInbox();
        ROOM.startInbox();
        List<ActHash> before = List.of(tell(), tell(), tell());
        before.forEach(InboxTest::arrives);

        first.stop();

        List<ActHash> after = List.of(tell(), tell());
        after.forEach(InboxTest::arrives);
        assertThat(before).allSatisfy(act -> assertThat(ROOM.heard.of(act)).hasSize(1));
    }
}
