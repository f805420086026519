package scf.platform.ledger;

import java.util.List;
import scf.contract.ActType;
import scf.contract.LedgerEvent;
import scf.schema.ids.ActHash;

/// An act of ours is on the ledger. Published in the transaction that moves the inbox on: whatever a listener
/// does is done with it, once; a listener that throws keeps the event waiting.
///
/// @param changes the objects as the ledger has them now
/// @param transactionId the ledger's transaction that carries the act
public record ActCommitted(
        ActHash act,
        ActType type,
        String subject,
        List<LedgerEvent.Change> changes,
        String transactionId,
        long block) {}
