package scf.platform.trade;

/// What becomes of a countersignature, in order of precedence.
public sealed interface Countersigning {

    /// There is none, or it is not theirs.
    record NoSuchDocument() implements Countersigning {}

    /// Who handed it in has said so already; the other party's word is wanted.
    record OwnDocument() implements Countersigning {}

    /// The caller means other bytes than those that are kept.
    record OtherBytes(String kept) implements Countersigning {}

    record SignedBefore(TradeDocument document, Countersignature countersignature) implements Countersigning {}

    record Signed(TradeDocument document, Countersignature countersignature) implements Countersigning {}
}
