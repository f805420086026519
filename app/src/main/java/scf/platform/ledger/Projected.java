package scf.platform.ledger;

import scf.contract.LedgerEvent;
import scf.schema.ids.ActHash;

/// Where an object stood on the ledger when the inbox last heard of it.
///
/// @param state a word of the contract, as the event had it
/// @param act the act that made it so
public record Projected(
        LedgerEvent.Kind kind,
        String object,
        String state,
        long version,
        ActHash act,
        String transactionId,
        long block) {}
