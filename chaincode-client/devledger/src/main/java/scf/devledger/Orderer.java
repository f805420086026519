package scf.devledger;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts endorsed transactions in an order and cuts it into blocks, as the ordering service (排序服务) does: a block is
/// cut when it is full, or some time after its first transaction came.
///
/// What waits here is in memory only. The acknowledgement of a real orderer is worth no more.
final class Orderer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Orderer.class);
    private static final int MOST_WAITING = 20_000;
    private static final long LOOK_UP_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<ByteString> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Committer committer;
    private final Rudeness rudeness;
    private final Consumer<Committer.Committed> afterwards;
    private final Thread thread;
    private volatile boolean closing;

    Orderer(Committer committer, Rudeness rudeness, Consumer<Committer.Committed> afterwards) {
        this.committer = committer;
        this.rudeness = rudeness;
        this.afterwards = afterwards;
        this.thread = Thread.ofPlatform().name("devledger-orderer").daemon().start(this::run);
    }

    /// False if there is no room.
    boolean order(ByteString envelope) {
        return !closing && waiting.offer(envelope);
    }

    private void run() {
        try {
            while (!closing || !waiting.isEmpty()) {
                @Nullable ByteString first = waiting.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    afterwards.accept(committer.commit(batch(first)));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The development ledger has stopped ordering: restart it", e);
            throw e;
        } finally {
            closing = true;
        }
    }

    private List<ByteString> batch(ByteString first) throws InterruptedException {
        List<ByteString> batch = new ArrayList<>(List.of(first));
        long deadline = System.nanoTime() + rudeness.batchTimeout().toNanos();
        while (batch.size() < rudeness.batchSize()) {
            waiting.drainTo(batch, rudeness.batchSize() - batch.size());
            long left = deadline - System.nanoTime();
            if (left <= 0 || batch.size() == rudeness.batchSize()) {
                break;
            }
            @Nullable ByteString next = waiting.poll(left, TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    /// Takes nothing more and commits what waits, unless the database keeps it from that.
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("{} transactions were ordered and are not committed", waiting.size());
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
