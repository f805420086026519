package scf.platform.creditline;

/// How it ends when a loan is originated on a hold.
public sealed interface Posting {

    /// The hold was resolved before: a hold resolves once.
    record ResolvedBefore(HoldState as) implements Posting {}

    /// The hold had lapsed; it is resolved as expired now.
    record Lapsed() implements Posting {}

    record Posted() implements Posting {}
}
