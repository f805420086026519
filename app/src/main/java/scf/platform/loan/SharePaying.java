package scf.platform.loan;

/// How recording the chain-master's share ends, in order of precedence.
public sealed interface SharePaying {

    record NoSuchLoan() implements SharePaying {}

    /// The money is not out yet, or the chain-master bears nothing of it.
    record NothingShared() implements SharePaying {}

    record PaidBefore() implements SharePaying {}

    record Paid(Loan loan) implements SharePaying {}
}
