package scf.platform.reconciliation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One comparison of everything, from the first key to the last block that was heard when it began.
///
/// @param place the last name, or block, that was compared in this stage
public record Cycle(
        long number,
        long upToBlock,
        Instant beganAt,
        Stage stage,
        String place,
        @Nullable Instant finishedAt) {

    /// In this order.
    public enum Stage {
        KEYS,
        RECEIVABLES,
        /// And the locks that stand in them.
        VOUCHERS,
        /// What the ledger has and PostgreSQL may lack: only the blocks know of it.
        BLOCKS,
        DONE;

        Stage next() {
            return switch (this) {
                case KEYS -> RECEIVABLES;
                case RECEIVABLES -> VOUCHERS;
                case VOUCHERS -> BLOCKS;
                case BLOCKS, DONE -> DONE;
            };
        }
    }

    /// How much each side holds of one thing, in one currency where there is anything to add up.
    public record Count(What what, String currency, long here, long onLedger, long hereMinor, long onLedgerMinor) {

        public enum What {
            KEYS,
            RECEIVABLES,
            VOUCHERS,
            LOCKS,
            ACTS
        }
    }

    /// A cycle and what it has counted.
    public record Counted(Cycle cycle, List<Count> counts) {}
}
