package scf.platform.ledger;

import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// How preparing an act ends, in order of precedence.
public sealed interface Preparing {

    /// There is nothing to sign, and why.
    sealed interface Refused extends Preparing {}

    /// The enterprise has no act key that is active on the ledger, so it can sign nothing.
    record NoActiveActKey(EnterpriseId actor) implements Refused {}

    /// The enterprise has several active act keys and named none: which one signs is its choice, not ours.
    record KeyNotNamed(EnterpriseId actor) implements Refused {}

    /// The key that was asked for is not an active act key of this enterprise.
    record KeyNotActive(KeyId key) implements Refused {}

    /// Another member has changed the object on the ledger: what this platform believes of it is not so.
    record Diverged(String object) implements Refused {}

    /// PostgreSQL and the ledger say different things of the object (账实不符): nothing new is begun on it.
    record OutOfStep(String object) implements Refused {}

    /// The bytes are made and kept. Whoever signs signs exactly these.
    record Prepared(PreparedAct act) implements Preparing {}
}
