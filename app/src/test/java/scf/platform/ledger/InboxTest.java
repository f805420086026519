package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.ledger.Eventually.eventually;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.schema.ids.ActHash;

class InboxTest {

    private static final LedgerRoom ROOM = new LedgerRoom();

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
