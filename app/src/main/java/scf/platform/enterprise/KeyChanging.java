package scf.platform.enterprise;

import scf.platform.ledger.Verifying;

/// How the registration, rotation or revocation of a key ends.
public sealed interface KeyChanging {

    record Refused(KeyRefusal why) implements KeyChanging {}

    /// A step on a key for acts carries a signed act.
    record ActMissing() implements KeyChanging {}

    record NotTheAct(Verifying.Refused why) implements KeyChanging {}

    /// It holds at once: a key for signed HTTP.
    record Done(SigningKey key) implements KeyChanging {}

    /// It holds as soon as the ledger has it: a key for acts.
    record Waiting(SigningKey key) implements KeyChanging {}
}
