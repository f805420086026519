package scf.contract;

/// What the ledger says to an act.
public sealed interface Answer {

    /// It is written, and this is told to the channel.
    record Written(LedgerEvent event) implements Answer {}

    /// The same act stands on the ledger already: it is answered again and not done again.
    record WrittenBefore(String act) implements Answer {}

    /// The first reason against it, in the order of [Refusal].
    ///
    /// @param message safe words for logs: never what stood in a row
    record Refused(Refusal refusal, String message) implements Answer {}
}
