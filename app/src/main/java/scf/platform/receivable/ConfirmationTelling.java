package scf.platform.receivable;

import scf.platform.ledger.Verifying;

/// What the checker of a confirmation gets.
public sealed interface ConfirmationTelling {

    record Refused(ConfirmationRefusal why) implements ConfirmationTelling {}

    /// The signed act does not count.
    record NotTheAct(Verifying.Refused why) implements ConfirmationTelling {}

    /// The ledger has been told; it has not answered.
    record Told(Receivable.Confirming receivable) implements ConfirmationTelling {}
}
