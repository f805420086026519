package scf.devledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import scf.devledger.BlockStore.Place;
import scf.devledger.BlockStore.Placed;

/// Tells those who wait for a transaction's commit.
final class CommitNotices {

    private final BlockStore blocks;
    private final Map<String, List<Waiting>> waiting = new ConcurrentHashMap<>();

    CommitNotices(BlockStore blocks) {
        this.blocks = blocks;
    }

    /// Somebody who waits, and is told once.
    final class Waiting {

        private final String transactionId;
        private final Consumer<Place> listener;
        private final AtomicBoolean told = new AtomicBoolean();

        private Waiting(String transactionId, Consumer<Place> listener) {
            this.transactionId = transactionId;
            this.listener = listener;
        }

        private void tell(Place place) {
            if (told.compareAndSet(false, true)) {
                listener.accept(place);
            }
        }

        /// Waits no longer.
        void stop() {
            var _ = waiting.computeIfPresent(transactionId, (_, others) -> {
                others.remove(this);
                return others.isEmpty() ? null : others;
            });
        }
    }

    /// Calls `listener` once the transaction has committed, be it at once.
    Waiting await(String transactionId, Consumer<Place> listener) {
        var one = new Waiting(transactionId, listener);
        // First listen, then look: a commit in between is heard by one or the other.
        var _ = waiting.compute(transactionId, (_, others) -> {
            List<Waiting> all = others == null ? new ArrayList<>() : others;
            all.add(one);
            return all;
        });
        blocks.find(transactionId).ifPresent(place -> {
            one.stop();
            one.tell(place);
        });
        return one;
    }

    void committed(Committer.Committed committed) {
        long block = committed.block().getHeader().getNumber();
        for (Placed transaction : committed.transactions()) {
            List<Waiting> all = waiting.remove(transaction.id());
            if (all != null) {
                all.forEach(one -> one.tell(new Place(block, transaction.code())));
            }
        }
    }
}
