package scf.platform.creditline;

import scf.platform.money.Money;
import scf.schema.ids.HoldId;

/// Whether a chain-master's issuing quota has room for a voucher.
public sealed interface Issuable {

    /// The quota does not suffice, or is not effective today.
    record Binds(Money available, Money shortBy) implements Issuable {}

    /// There is room, or nothing binds.
    record Fits() implements Issuable {}

    /// There was room, and it is taken.
    record Taken(HoldId hold) implements Issuable {}
}
