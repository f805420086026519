package scf.platform.creditline;

import java.util.List;
import scf.platform.money.Money;

/// What a path has room for today.
public sealed interface Availability {

    /// The level at which the path ends: the bank has granted nothing there.
    record NoLimit(Level level) implements Availability {}

    /// So much.
    ///
    /// @param binding the node with the least room, the first of them from the root
    record Available(Money amount, Node binding, List<Node> path) implements Availability {

        public Available {
            path = List.copyOf(path);
        }
    }
}
