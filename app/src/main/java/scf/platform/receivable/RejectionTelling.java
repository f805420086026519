package scf.platform.receivable;

import scf.platform.ledger.Verifying;

/// What the checker of a signed rejection gets.
public sealed interface RejectionTelling {

    record Refused(RejectionRefusal why) implements RejectionTelling {}

    /// The signed act does not count.
    record NotTheAct(Verifying.Refused why) implements RejectionTelling {}

    /// The ledger has been told; it has not answered.
    record Told(Receivable.Rejecting receivable) implements RejectionTelling {}
}
