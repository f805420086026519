package scf.platform.receivable;

/// What becomes of a debtor's rejection or dispute, in order of precedence.
public sealed interface Answering {

    /// No such receivable, or none of the caller's.
    record NoSuchReceivable() implements Answering {}

    /// Only the debtor answers a claim.
    record NotTheDebtor() implements Answering {}

    /// In this state the step cannot be taken.
    record NotOpen(Receivable.State state) implements Answering {}

    record Answered(Receivable receivable) implements Answering {}
}
