package scf.platform.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import scf.contract.KeyState;
import scf.schema.ids.ActHash;
import scf.schema.ids.KeyId;

/// A city that registers keys one after another and revokes every third at once, whatever the ledger does meanwhile.
///
/// Registration and revocation of one key depend on each other, those of different keys do not.
final class Load implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final LedgerRoom room;
    private final List<ActHash> told = new CopyOnWriteArrayList<>();
    private final Map<KeyId, KeyState.Standing> expected = new ConcurrentHashMap<>();
    private Shift shift = new Shift();

    Load(LedgerRoom room) {
        this.room = room;
    }

    void start() {
        shift = new Shift();
        shift.work("load", () -> {
            while (shift.pause(PAUSE)) {
                tell();
            }
        });
    }

    void stop() throws InterruptedException {
        shift.end();
        shift.join();
    }

    @Override
    public void close() {
        shift.end();
    }

    /// So many keys, at once.
    void tell(int keys) {
        for (int i = 0; i < keys; i++) {
            tell();
        }
    }

    private void tell() {
        KeyId kid = LedgerRoom.freshKid();
        told.add(room.tell(room.registration(kid)));
        boolean revoked = expected.size() % 3 == 2;
        if (revoked) {
            told.add(room.tell(room.revocation(kid)));
        }
        expected.put(kid, revoked ? KeyState.Standing.REVOKED : KeyState.Standing.ACTIVE);
    }

    List<ActHash> told() {
        return told;
    }

    /// How each key must stand on the ledger in the end.
    Map<KeyId, KeyState.Standing> expected() {
        return expected;
    }
}
