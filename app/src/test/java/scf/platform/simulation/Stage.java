package scf.platform.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// What all players share: the day, the record, whatever there is to stumble upon, and the end.
final class Stage {

    private static final int REMEMBERED = 400;

    private final House house;
    private final SimulatedTime time;
    private final Transcript transcript;
    private final LedgerWatch watch;
    private final Counts counts = new Counts();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final Deque<String> places = new ArrayDeque<>();

    /// A turn is played under its read lock; whoever has the write lock knows that no call is in the air.
    private final ReentrantReadWriteLock turns = new ReentrantReadWriteLock(true);

    private volatile boolean over;

    Stage(House house, SimulatedTime time, Transcript transcript, LedgerWatch watch) {
        this.house = house;
        this.time = time;
        this.transcript = transcript;
        this.watch = watch;
    }

    House house() {
        return house;
    }

    Clock clock() {
        return time;
    }

    Transcript transcript() {
        return transcript;
    }

    LedgerWatch watch() {
        return watch;
    }

    Counts counts() {
        return counts;
    }

    ReentrantReadWriteLock turns() {
        return turns;
    }

    LocalDate today() {
        return watch.today();
    }

    Instant now() {
        return time.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /// Something that must not happen whatever was asked.
    void broken(String what) {
        if (broken.size() < 50) {
            broken.add(what);
        }
    }

    List<String> broken() {
        return broken;
    }

    boolean isOver() {
        return over || !broken.isEmpty();
    }

    void end() {
        over = true;
    }

    /// An address that somebody will ask for to whom it is none of his business.
    void remember(String place) {
        synchronized (places) {
            places.addLast(place);
            if (places.size() > REMEMBERED) {
                places.removeFirst();
            }
        }
    }

    Optional<String> somePlace(SplittableRandom random) {
        synchronized (places) {
            return places.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ArrayList<>(places).get(random.nextInt(places.size())));
        }
    }

    void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the play was told to stop", e);
        }
    }
}
