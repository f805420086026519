package scf.platform.creditline;

import java.util.List;
import scf.platform.money.Money;

/// Whether an amount would fit on a path today, and what binds (试算). Nothing is held by asking, so the answer is as of
/// now: only a reservation keeps the room.
///
/// @param binding the level that decides: the first closed one, or the one with the least room, or the missing one
/// @param path every node that a draw would take from, the root first, limits across lines last
public record DryRun(Why why, Level binding, Money asked, Money available, List<Node> path) {

    public DryRun {
        path = List.copyOf(path);
    }

    public boolean fits() {
        return why == Why.FITS;
    }

    /// By how much the amount is too much for the path; zero when there is room.
    public Money shortBy() {
        return asked.exceeds(available) ? asked.minus(available) : Money.zero(asked.currency());
    }

    /// In the order in which it is looked for.
    public enum Why {

        /// No new business: the chain-master is not on the whitelist.
        CHAIN_MASTER_NOT_LISTED,

        /// The bank has granted nothing at the binding level.
        NO_LIMIT,

        /// The binding node is frozen, removed, expired or not yet effective.
        LIMIT_CLOSED,

        /// The binding node has too little room.
        LIMIT_BINDS,

        /// The rate is above what the chain-master's listing brought to the line.
        RATE_ABOVE_CAP,

        FITS
    }
}
