package scf.platform.settlement;

import scf.platform.money.Rate;

/// How stating the agreed interest for late payment ends, in order of precedence.
public sealed interface Stating {

    /// There is none, or the caller is not its holder of record.
    record NoSuchInstruction() implements Stating {}

    /// The payer is no large enterprise, or the supplier is one: the law leaves it to them.
    record NotOwed() implements Stating {}

    record StatedBefore(LateInterest.Agreed before) implements Stating {}

    /// No LPR is known for that date: it lies ahead, or before there was one.
    record NoRateKnown() implements Stating {}

    /// Below the one-year LPR of the contract's date the agreement is worth nothing.
    record BelowTheFloor(Rate floor) implements Stating {}

    record Stated(LateInterest.Agreed agreed) implements Stating {}
}
