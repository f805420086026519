package scf.platform.creditline;

import scf.platform.money.Money;

/// How it ends when principal is repaid on a posted hold.
public sealed interface Restoring {

    /// Only what was posted is restored.
    record NotPosted(HoldState is) implements Restoring {}

    /// No more is restored than is outstanding.
    record MoreThanOutstanding(Money outstanding) implements Restoring {}

    record Restored() implements Restoring {}
}
