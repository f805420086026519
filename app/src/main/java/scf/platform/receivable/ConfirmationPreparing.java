package scf.platform.receivable;

import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;

/// What the maker of a confirmation gets.
public sealed interface ConfirmationPreparing {

    record Refused(ConfirmationRefusal why) implements ConfirmationPreparing {}

    record NoKey(Preparing.Refused why) implements ConfirmationPreparing {}

    record Prepared(PreparedAct act) implements ConfirmationPreparing {}
}
