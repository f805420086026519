package scf.platform.receivable;

import java.util.List;
import scf.platform.ledger.Verifying;
import scf.schema.ids.ActHash;

/// What the checker of a confirmation gets.
public sealed interface ConfirmationTelling {

    record Refused(ConfirmationRefusal why) implements ConfirmationTelling {}

    /// One row of a batch is refused, and so the batch: an act stands or falls as a whole.
    ///
    /// @param row counts from zero, in the order of the act
    record RowRefused(int row, ConfirmationRefusal why) implements ConfirmationTelling {}

    /// The signed act does not count.
    record NotTheAct(Verifying.Refused why) implements ConfirmationTelling {}

    /// The ledger has been told; it has not answered.
    record Told(ActHash act, List<Receivable> receivables) implements ConfirmationTelling {}
}
