package scf.platform.settlement;

/// How a person's decision about a credit ends, in order of precedence.
public sealed interface Working {

    /// There is no such credit on a receipt of this bank.
    record NoSuchCredit() implements Working {}

    /// Not in the state in which this is decided.
    record NotPossible(String state, String reason) implements Working {}

    /// Who proposed that money goes back does not confirm it.
    record MakerIsChecker() implements Working {}

    record Done(BankReceipt receipt) implements Working {}
}
