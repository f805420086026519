package scf.platform.creditline;

import java.time.Instant;
import java.util.List;
import scf.platform.money.Money;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.HoldId;
import scf.schema.ids.NodeId;

/// A reservation on every node of a path (预占). It resolves exactly once: posted, released, or expired.
///
/// @param path the nodes from the root to the leaf
/// @param restored how much of a posted hold has been repaid
public record Hold(
        HoldId id,
        CreditLineId line,
        List<NodeId> path,
        Money amount,
        String reference,
        HoldState state,
        Instant expiresAt,
        Money restored) {

    public Hold {
        path = List.copyOf(path);
    }

    public Money outstanding() {
        return amount.minus(restored);
    }

    public boolean lapsedBy(Instant now) {
        return state == HoldState.PENDING && !now.isBefore(expiresAt);
    }
}
