package scf.gateway;

/// How handing an endorsed transaction to the orderer ended.
public sealed interface Submitting {

    /// The orderer has taken it. That is no promise: it may still be lost with the orderer, and it may still be found
    /// invalid at commit. Only [Committing] tells.
    record Ordered() implements Submitting {}

    /// It may have been ordered or not. Ask [LedgerClient#status]; submitting the very same bytes again is safe,
    /// since a transaction id counts once.
    record Unknown(String cause) implements Submitting {}
}
