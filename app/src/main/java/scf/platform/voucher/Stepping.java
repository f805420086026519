package scf.platform.voucher;

import scf.platform.ledger.Verifying;

/// How a signed step on a voucher ends, in order of precedence.
///
/// @param <R> the refusals of this step
/// @param <S> what stands when nothing was refused
public sealed interface Stepping<R, S> {

    /// The voucher, or what was signed about it, forbids the step.
    record Refused<R, S>(R why) implements Stepping<R, S> {}

    /// What came is not the act that was prepared for this step, or is not signed as it must be.
    record NotTheAct<R, S>(Verifying.Refused why) implements Stepping<R, S> {}

    /// The act is on its way to the ledger, and this is where things stand until it answers.
    record Asked<R, S>(S now) implements Stepping<R, S> {}
}
