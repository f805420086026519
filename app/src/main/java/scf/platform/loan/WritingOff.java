package scf.platform.loan;

/// How giving a loan up ends (核销), in order of precedence.
public sealed interface WritingOff {

    record NoSuchLoan() implements WritingOff {}

    /// Only what is non-performing is given up.
    record NotNonPerforming(String state, String reason) implements WritingOff {}

    record WrittenOff(Loan loan) implements WritingOff {}
}
