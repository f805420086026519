package scf.platform.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// How long to play, and what shall happen to the platform meanwhile.
///
/// @param acts so many stand on the ledger at the end, at least
/// @param restarts of the platform in this process
/// @param kills of a platform in a process of its own
/// @param size of the city
/// @param audits in the middle; one more stands at the end
/// @param longest after which the play ends, wherever it stands
/// @param fault planted on purpose: then the platform runs in a process of its own all the time
record Plan(
        long seed,
        int acts,
        int restarts,
        int kills,
        Size size,
        int audits,
        Duration longest,
        @Nullable Fault fault) {

    /// @param chains each with a chain-master
    /// @param pairs in each chain: a supplier, and one that supplies it
    /// @param limitMinor what every limit is a small multiple of: the smaller it is, the more of them bind
    record Size(int chains, int pairs, int banks, long limitMinor) {}

    static final long BINDING_NOW_AND_THEN = 1_000_000;
    static final long BINDING_MOST_OF_THE_TIME = 400_000;

    /// What happens to the platform, or to its day, as soon as so many acts stand on the ledger.
    record Event(Kind kind, long acts) {}

    enum Kind {
        RESTART,
        KILL,
        AUDIT,
        NEXT_DAY,
        HOURS_PASS,
        CLOCK_SET_BACK
    }

    /// As many moves of the date as let most of what is issued fall due.
    private static final int ACTS_OF_A_DAY = 60;

    private static final int ACTS_BETWEEN_JUMPS = 110;
    private static final int ACTS_BETWEEN_STEPS_BACK = 400;

    /// Everything that happens from outside, in order, drawn from the seed.
    List<Event> events() {
        var random = new SplittableRandom(seed);
        var events = new ArrayList<Event>();
        spread(events, Kind.RESTART, restarts, random);
        spread(events, Kind.KILL, kills, random);
        spread(events, Kind.AUDIT, audits, random);
        spread(events, Kind.NEXT_DAY, acts / ACTS_OF_A_DAY, random);
        spread(events, Kind.HOURS_PASS, acts / ACTS_BETWEEN_JUMPS, random);
        spread(events, Kind.CLOCK_SET_BACK, acts / ACTS_BETWEEN_STEPS_BACK, random);
        events.sort(Comparator.comparingLong(Event::acts));
        return events;
    }

    private void spread(List<Event> events, Kind kind, int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            events.add(new Event(kind, (long) (acts * (i + random.nextDouble()) / count)));
        }
    }
}
