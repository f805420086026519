package scf.platform.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The time from a start to a stop, and the threads that work in it.
///
/// Nobody is interrupted when it ends: an interrupt would cost a database connection in the middle of its work.
final class Shift {

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> workers = new CopyOnWriteArrayList<>();

    void work(String name, Runnable task) {
        workers.add(Thread.ofVirtual().name(name).start(task));
    }

    /// Waits, unless the shift ends before. Whether there is a point in going on afterwards.
    boolean pause(Duration pause) {
        try {
            return !over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }

    void end() {
        over.countDown();
    }

    /// Returns when everybody has left.
    void join() throws InterruptedException {
        for (Thread worker : workers) {
            worker.join();
        }
    }
}
