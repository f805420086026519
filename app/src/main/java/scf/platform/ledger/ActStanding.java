package scf.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scf.contract.ActType;
import scf.schema.ids.ActHash;

/// Where an act stands between the door and the ledger, as the enterprise that signed it sees it.
///
/// @param state QUEUED until the ledger's word has had its effect here; then COMMITTED or REFUSED, for good
/// @param transactionId of the transaction that brought it to the ledger
/// @param refusal why the ledger's rules refused it
/// @param waits while it is QUEUED: since when, and how often the ledger was tried in vain
public record ActStanding(
        ActHash hash,
        ActType type,
        String subject,
        State state,
        @Nullable String transactionId,
        @Nullable Long block,
        @Nullable String refusal,
        @Nullable Waits waits) {

    public enum State {
        QUEUED,
        COMMITTED,
        REFUSED;

        static State of(EntryStatus status) {
            return switch (status) {
                case QUEUED, PROPOSED, ENDORSED, WRITTEN -> QUEUED;
                case COMMITTED -> COMMITTED;
                case REFUSED -> REFUSED;
            };
        }
    }

    /// What keeps the enterprise waiting. The act is kept and tried until the ledger answers; nobody has to send it
    /// again.
    ///
    /// @param attempts 0 while it is on its way, or stands behind another act on the same object
    /// @param carrier MEMBER: the platform waits for the member that said it would bring the act itself
    public record Waits(Instant since, int attempts, Carrier carrier) {}
}
