package scf.platform.trade;

/// What becomes of letting somebody read a document, in order of precedence.
public sealed interface Showing {

    /// There is none, or it is not theirs to show.
    record NoSuchDocument() implements Showing {}

    /// Only banks are let in: a competitor of the buyer learns nothing here.
    record NotABank() implements Showing {}

    record Shown() implements Showing {}
}
