package scf.platform.loan;

import java.time.LocalDate;

/// How recording the chain-master's share ends, in order of precedence.
public sealed interface SharePaying {

    record NoSuchLoan() implements SharePaying {}

    /// The money is not out yet, or the chain-master bears nothing of it.
    record NothingShared() implements SharePaying {}

    /// All that is due was paid, or this credit was recorded.
    record PaidBefore() implements SharePaying {}

    /// Interest in arrears is shared when it runs no longer: nothing is due before that day.
    record NotDue(LocalDate from) implements SharePaying {}

    record Paid(Loan loan) implements SharePaying {}
}
