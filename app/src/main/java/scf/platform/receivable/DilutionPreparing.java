package scf.platform.receivable;

import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;

/// What the debtor's maker of a dilution gets, in order of precedence.
public sealed interface DilutionPreparing {

    record Refused(DilutionRefusal why) implements DilutionPreparing {}

    /// Debtor or creditor has no key to sign with.
    record NoKey(Preparing.Refused why) implements DilutionPreparing {}

    record Prepared(PreparedAct act) implements DilutionPreparing {}
}
