package scf.platform.creditline;

import scf.schema.ids.NodeId;

/// How setting a limit across lines ends, refusals in the order in which they are looked for.
public sealed interface CrossCutting {

    record NoSuchParty() implements CrossCutting {}

    record PeriodUpsideDown() implements CrossCutting {}

    /// A guarantor stands behind limits of suppliers, in this bank's lines and in the currency of its promise.
    record NotToBeCovered(NodeId node) implements CrossCutting {}

    record Set(CrossCut crossCut) implements CrossCutting {}
}
