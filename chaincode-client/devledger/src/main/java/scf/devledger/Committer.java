package scf.devledger;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scf.devledger.BlockStore.Placed;
import scf.devledger.BlockStore.Tip;
import scf.devledger.StateStore.Effect;
import scf.devledger.Vetting.Vetted;

/// Validates a batch of transactions, appends the block and lets it take effect: all in one database transaction.
///
/// Only the orderer's thread calls it.
final class Committer {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final Connections connections;
    private final Vetting vetting;
    private final Rudeness rudeness;
    private Tip tip;

    /// A block that is on disk.
    record Committed(Block block, List<Placed> transactions) {}

    Committer(Connections connections, Vetting vetting, Rudeness rudeness) {
        this.connections = connections;
        this.vetting = vetting;
        this.rudeness = rudeness;
        this.tip = new BlockStore(connections).tip();
    }

    Committed commit(List<ByteString> envelopes) throws InterruptedException {
        List<Vetted> vetted = envelopes.parallelStream().map(vetting::vet).toList();
        while (true) {
            Tip before = tip;
            try {
                Committed committed = connections.inTransaction(connection -> commit(connection, vetted));
                tip = tipAfter(committed.block());
                return committed;
            } catch (SQLException e) {
                LOG.error("Block {} could not be written and is tried again", before.number() + 1, e);
                Thread.sleep(PAUSE_AFTER_FAILURE);
                tip = tipAfterFailure(before);
                if (tip.number() > before.number()) {
                    LOG.warn("Block {} had been written after all", tip.number());
                }
            }
        }
    }

    private static Tip tipAfter(Block block) {
        return new Tip(block.getHeader().getNumber(), Blocks.hash(block.getHeader()));
    }

    /// A connection that breaks during the commit leaves open whether the block was written. If it was, the second
    /// try appends the same transactions once more, as duplicates, which have no effect.
    private Tip tipAfterFailure(Tip before) {
        try {
            return connections.inTransaction(BlockStore::tip);
        } catch (SQLException e) {
            LOG.error("The ledger's database does not answer", e);
            return before;
        }
    }

    private Committed commit(Connection connection, List<Vetted> vetted) throws SQLException {
        long number = tip.number() + 1;
        List<Placed> placed = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        List<TxValidationCode> codes = judge(connection, number, vetted, placed, effects);
        Block block = Blocks.block(
                number, tip.hash(), vetted.stream().map(Vetted::envelope).toList(), codes);
        BlockStore.append(connection, block);
        BlockStore.place(connection, number, placed);
        StateStore.apply(connection, effects);
        StateStore.forgetTransient(connection, placed.stream().map(Placed::id).toList(), number);
        pause(rudeness.commitDelay());
        return new Committed(block, List.copyOf(placed));
    }

    /// In the order of the block: the first of two transactions that meet on one key holds.
    private List<TxValidationCode> judge(
            Connection connection, long number, List<Vetted> vetted, List<Placed> placed, List<Effect> effects)
            throws SQLException {
        List<String> ids = vetted.stream()
                .flatMap(one -> one.transaction().stream())
                .map(EndorsedTransaction::id)
                .toList();
        Set<String> seen = new HashSet<>(BlockStore.known(connection, ids));
        var conflicts = new Conflicts(
                connection,
                number,
                vetted.stream().flatMap(one -> one.footprint().stream()).toList());
        List<TxValidationCode> codes = new ArrayList<>();
        for (Vetted one : vetted) {
            int position = codes.size();
            if (one.transaction().isEmpty()) {
                codes.add(one.code());
                continue;
            }
            String id = one.transaction().get().id();
            if (!seen.add(id)) {
                codes.add(TxValidationCode.DUPLICATE_TXID);
                continue;
            }
            TxValidationCode code = one.code();
            if (code == TxValidationCode.VALID && one.footprint().isPresent()) {
                Footprint footprint = one.footprint().get();
                code = rudeness.takesConflict() ? TxValidationCode.MVCC_READ_CONFLICT : conflicts.judge(footprint);
                if (code == TxValidationCode.VALID) {
                    conflicts.apply(footprint, position);
                    effects.add(new Effect(id, footprint, new Version(number, position)));
                }
            }
            codes.add(code);
            placed.add(new Placed(id, position, code));
        }
        return codes;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
