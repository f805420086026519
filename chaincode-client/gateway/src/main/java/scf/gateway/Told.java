package scf.gateway;

import scf.contract.LedgerEvent;

/// What the ledger tells about one valid transaction, and where it stands.
public record Told(LedgerEvent event, String transactionId, long block) {

    /// To be written down in the transaction of the event's effect.
    public Checkpoint checkpoint() {
        return new Checkpoint(block, transactionId);
    }
}
