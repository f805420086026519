package scf.platform.loan;

/// How undoing a payment that was recorded wrongly ends (冲正), in order of precedence.
public sealed interface Reversing {

    /// There is no such loan of this bank, or no such payment on it.
    record NoSuchPayment() implements Reversing {}

    /// A voucher was settled by it: the ledger holds that the money came.
    record HeldByTheLedger() implements Reversing {}

    record ReversedBefore(Repayment before) implements Reversing {}

    /// Who recorded a payment does not undo it: two persons look at it.
    record MakerIsChecker() implements Reversing {}

    /// A later payment has met costs that were claimed with this one: that one has to be undone first.
    record CostsMetSince(Repayment later) implements Reversing {}

    record Reversed(Loan loan, Repayment repayment) implements Reversing {}
}
