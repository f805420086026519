package scf.platform.ledger;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/// What becomes true in its own time.
final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// A process that has to start first takes its time on a busy machine.
    static final Duration AFTER_A_START = Duration.ofMinutes(2);

    private Eventually() {}

    static void eventually(String what, BooleanSupplier holds) {
        eventually(what, LIMIT, holds);
    }

    static void eventually(String what, Duration limit, BooleanSupplier holds) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                Assertions.fail("Not within " + limit + ": " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
