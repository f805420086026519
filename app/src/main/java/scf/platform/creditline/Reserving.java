package scf.platform.creditline;

import scf.platform.money.Money;
import scf.platform.whitelist.Standing;
import scf.schema.ids.HoldId;
import scf.schema.ids.NodeId;

/// How a reservation ends, refusals in the order in which they are looked for.
public sealed interface Reserving {

    /// No new business: the chain-master is not on the whitelist.
    record NotListed(Standing.NotListed standing) implements Reserving {}

    /// The bank has no line to this chain in this currency.
    record NoLine() implements Reserving {}

    /// The line has no limit for this supplier or product: the level at which the path ends.
    record NoLimit(Level level) implements Reserving {}

    /// The reference has a hold on this line already, whatever became of it.
    record HeldBefore(HoldId hold) implements Reserving {}

    /// The first closed node from the root, and why nothing can be taken from it today.
    record Closed(Level level, NodeId node, Node.Openness openness) implements Reserving {}

    /// The node with the least room on the path, the first of them from the root, and how much it is short.
    record Binds(Level level, NodeId node, Money available, Money shortBy) implements Reserving {}

    record Reserved(HoldId hold) implements Reserving {}
}
