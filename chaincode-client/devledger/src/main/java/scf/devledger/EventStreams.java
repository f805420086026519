package scf.devledger;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.hyperledger.fabric.protos.common.Block;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Streams blocks, or what is read out of them, to whoever listens: from any block on, and without end.
///
/// One thread serves all streams, each as fast as its client takes; a slow one holds up nobody.
final class EventStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int RECENT = 16;

    private final BlockStore blocks;
    private final ExecutorService executor;
    private final Set<Stream<?>> streams = ConcurrentHashMap.newKeySet();
    /// Only touched by the thread.
    private final Map<Long, Block> recent = new LinkedHashMap<>();

    EventStreams(BlockStore blocks) {
        this.blocks = blocks;
        this.executor = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("devledger-events").daemon().factory());
    }

    /// Makes a message of a block, or none.
    interface View<T> {
        Optional<T> of(Block block);
    }

    /// To be called before the gRPC method returns; nothing flows before [Stream#begin].
    <T> Stream<T> prepare(ServerCallStreamObserver<T> observer, View<T> view) {
        var stream = new Stream<>(observer, view);
        observer.setOnReadyHandler(() -> later(stream::pump));
        observer.setOnCancelHandler(() -> streams.remove(stream));
        return stream;
    }

    void committed(Block block) {
        later(() -> {
            recent.put(block.getHeader().getNumber(), block);
            if (recent.size() > RECENT) {
                recent.remove(recent.keySet().iterator().next());
            }
            streams.forEach(Stream::pump);
        });
    }

    /// As if the peer had been restarted.
    void breakAll() {
        streams.forEach(
                stream -> later(() -> stream.end(Status.UNAVAILABLE.withDescription("the peer has gone away"))));
    }

    private void later(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException _) {
            LOG.debug("An event came after the end");
        }
    }

    private Optional<Block> block(long number) {
        Block block = recent.get(number);
        return block != null ? Optional.of(block) : blocks.block(number);
    }

    /// One listener; pumped by the thread only.
    final class Stream<T> {

        private final ServerCallStreamObserver<T> observer;
        private final View<T> view;
        private long next;
        private long last;

        private Stream(ServerCallStreamObserver<T> observer, View<T> view) {
            this.observer = observer;
            this.view = view;
        }

        /// @param lastBlock the last block wanted: the stream ends after it
        void begin(long firstBlock, long lastBlock) {
            later(() -> {
                next = firstBlock;
                last = lastBlock;
                streams.add(this);
                pump();
            });
        }

        void stop() {
            streams.remove(this);
        }

        private void pump() {
            try {
                while (streams.contains(this) && !observer.isCancelled() && observer.isReady()) {
                    if (Long.compareUnsigned(next, last) > 0) {
                        streams.remove(this);
                        observer.onCompleted();
                        return;
                    }
                    Optional<Block> block = block(next);
                    if (block.isEmpty()) {
                        return;
                    }
                    view.of(block.get()).ifPresent(observer::onNext);
                    next++;
                }
            } catch (RuntimeException e) {
                LOG.warn("A stream of events broke at block {}", next, e);
                end(Status.UNAVAILABLE.withDescription("the ledger cannot read its blocks"));
            }
        }

        private void end(Status status) {
            if (streams.remove(this)) {
                observer.onError(status.asRuntimeException());
            }
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
