package scf.platform.receivable;

/// What becomes of a debtor's rejection or dispute, or of a creditor's withdrawal, in order of precedence.
public sealed interface Answering {

    /// No such receivable, or none of the caller's.
    record NoSuchReceivable() implements Answering {}

    /// Only the debtor answers a claim.
    record NotTheDebtor() implements Answering {}

    /// Only the creditor takes its claim back.
    record NotTheCreditor() implements Answering {}

    /// In this state the step cannot be taken.
    record NotOpen(Receivable.State state) implements Answering {}

    record Answered(Receivable receivable) implements Answering {}
}
