package scf.platform.receivable;

import scf.platform.ledger.Verifying;

/// What whoever signs a dilution gets, in order of precedence.
public sealed interface DilutionSigning {

    record Refused(DilutionRefusal why) implements DilutionSigning {}

    /// The signed act does not count.
    record NotTheAct(Verifying.Refused why) implements DilutionSigning {}

    /// One of the two has signed.
    ///
    /// @param told both have: the ledger is asked
    record Signed(Receivable receivable, boolean told) implements DilutionSigning {}
}
