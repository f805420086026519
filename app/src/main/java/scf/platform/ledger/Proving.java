package scf.platform.ledger;

import scf.contract.Bytes;

/// How the wish for a proof ended.
public sealed interface Proving {

    /// Made.
    ///
    /// @param file the proof, byte for byte as it is handed on
    record Proved(Bytes file) implements Proving {}

    /// The organisations have not answered, or never alike: whoever asks again soon may be served.
    record LedgerAway() implements Proving {}
}
