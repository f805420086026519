package scf.platform.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scf.contract.LedgerEvent;
import scf.platform.ledger.Difference;

/// PostgreSQL and the ledger say different things of an object (账实不符).
///
/// It is resolved by the first cycle that no longer sees it, and by nobody's word: that the two agree again is
/// all that new business on the object has to wait for, and a signature under it would prove nothing that the
/// comparison does not.
///
/// @param differences as the last cycle has seen them
public record Finding(
        UUID id,
        Kind kind,
        String object,
        List<Difference> differences,
        Instant foundAt,
        long foundIn,
        long seenIn,
        @Nullable Instant resolvedAt) {

    public enum Kind {
        KEY,
        RECEIVABLE,
        VOUCHER,
        /// An act itself: what is kept of it, or what the outbox says of it.
        ACT;

        static Kind of(LedgerEvent.Kind kind) {
            return valueOf(kind.name());
        }
    }

    public boolean isOpen() {
        return resolvedAt == null;
    }
}
