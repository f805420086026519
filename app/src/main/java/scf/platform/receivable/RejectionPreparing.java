package scf.platform.receivable;

import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;

/// What the maker of a signed rejection gets.
public sealed interface RejectionPreparing {

    record Refused(RejectionRefusal why) implements RejectionPreparing {}

    record NoKey(Preparing.Refused why) implements RejectionPreparing {}

    record Prepared(PreparedAct act) implements RejectionPreparing {}
}
