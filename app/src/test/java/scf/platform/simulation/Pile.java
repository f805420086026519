package scf.platform.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// What waits for one party to do something about it. Others put it there; the party draws at random.
final class Pile<T> {

    private final List<T> things = new ArrayList<>();

    synchronized void put(T thing) {
        things.add(thing);
    }

    synchronized Optional<T> draw(SplittableRandom random) {
        if (things.isEmpty()) {
            return Optional.empty();
        }
        int chosen = random.nextInt(things.size());
        T thing = things.get(chosen);
        T last = things.removeLast();
        if (chosen < things.size()) {
            things.set(chosen, last);
        }
        return Optional.of(thing);
    }

    /// At most so many at once.
    synchronized List<T> draw(SplittableRandom random, int atMost) {
        var drawn = new ArrayList<T>();
        for (int i = 0; i < atMost; i++) {
            draw(random).ifPresent(drawn::add);
        }
        return drawn;
    }

    synchronized int size() {
        return things.size();
    }
}
