package scf.platform.enterprise;

import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;

/// How the preparation of an act on a key ends.
public sealed interface KeyDrafting {

    record Refused(KeyRefusal why) implements KeyDrafting {}

    /// A key for signed HTTP is no business of the ledger: there is nothing to sign.
    record NothingToSign() implements KeyDrafting {}

    /// The registrar has no key to sign with.
    record NoKey(Preparing.Refused why) implements KeyDrafting {}

    record Prepared(PreparedAct act) implements KeyDrafting {}
}
