package scf.gateway;

import scf.contract.Bytes;

/// An act wrapped in a signed transaction proposal that has not left the house yet.
///
/// Write it down before sending it: whatever happens afterwards, `transactionId` is the question to ask. The bytes
/// hold the act's rows in clear (the proposal's transient field), so they are kept no longer and no less carefully
/// than the act itself.
public record ProposedAct(String transactionId, Bytes bytes) {}
