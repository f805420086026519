package scf.platform.loan;

/// How undertaking to share costs ends, in order of precedence.
public sealed interface Undertaking {

    /// Nobody of that id, or no bank.
    record NoSuchBank() implements Undertaking {}

    /// Nobody bears more than all of a cost.
    record MoreThanAll() implements Undertaking {}

    /// It ends before it begins, or has ended.
    record OverBefore() implements Undertaking {}

    record Undertaken(CostSharing sharing) implements Undertaking {}
}
