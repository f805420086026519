package scf.platform.loan;

/// How agreeing on another order of repayment ends, in order of precedence.
public sealed interface Ordering {

    record NoSuchLoan() implements Ordering {}

    /// Nothing is left to be repaid by any order.
    record Over(String state) implements Ordering {}

    /// The borrower agrees to what the bank has proposed last, and to that once.
    record NotProposed(int lastVersion) implements Ordering {}

    /// Proposed by the bank, or agreed by the borrower and in force from the next payment on.
    record Done(RepaymentOrder order) implements Ordering {}
}
