package scf.platform.receivable;

import java.util.List;
import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;
import scf.platform.money.Money;
import scf.schema.ids.ReceivableId;

/// What becomes of a batch of confirmations (批量确权) that a maker proposes, in order of precedence.
public sealed interface BatchPreparing {

    /// One row as it would be confirmed, or why it cannot be.
    sealed interface Line {

        record Ready(ReceivableId receivable, Money amount) implements Line {}

        record Refused(ReceivableId receivable, ConfirmationRefusal why) implements Line {}

        /// The receivable stands in the batch already.
        record SameAgain(ReceivableId receivable) implements Line {}
    }

    /// Some row is refused, so nothing is prepared. All rows are told, in the order of the proposal.
    record RowsRefused(List<Line> lines) implements BatchPreparing {}

    record NoKey(Preparing.Refused why) implements BatchPreparing {}

    record Prepared(PreparedAct act) implements BatchPreparing {}
}
