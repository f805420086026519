package scf.platform.ledger;

import org.jspecify.annotations.Nullable;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.Refusal;
import scf.contract.SignedAct;
import scf.schema.ids.ActHash;

/// An act in the outbox, as the relay that has leased it sees it.
///
/// @param number the order of telling
/// @param attempts since it last moved forward
/// @param refusalHeard the refusal that was heard once and is not believed yet
record Entry(
        long number,
        ActHash hash,
        ActType type,
        String subject,
        SignedAct act,
        EntryStatus status,
        @Nullable String transactionId,
        @Nullable Bytes envelope,
        @Nullable Refusal refusalHeard,
        int attempts) {

    /// For logs: what the on-call person can look up.
    String inWords() {
        return "entry %d, %s of %s (act %s)".formatted(number, type, subject, hash);
    }
}
