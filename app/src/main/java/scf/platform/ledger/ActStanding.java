package scf.platform.ledger;

import org.jspecify.annotations.Nullable;
import scf.contract.ActType;
import scf.schema.ids.ActHash;

/// Where an act stands between the door and the ledger, as the enterprise that signed it sees it.
///
/// @param state QUEUED until the ledger's word has had its effect here; then COMMITTED or REFUSED, for good
/// @param transactionId of the transaction that brought it to the ledger
/// @param refusal why the ledger's rules refused it
public record ActStanding(
        ActHash hash,
        ActType type,
        String subject,
        State state,
        @Nullable String transactionId,
        @Nullable Long block,
        @Nullable String refusal) {

    public enum State {
        QUEUED,
        COMMITTED,
        REFUSED
    }
}
