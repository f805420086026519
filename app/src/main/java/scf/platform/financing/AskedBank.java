package scf.platform.financing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.EnterpriseId;

/// A bank that was asked, and what it has said so far.
public record AskedBank(
        EnterpriseId bank,
        Answer answer,
        @Nullable Rejection rejection,
        @Nullable Instant answeredAt) {

    public enum Answer {
        NONE,
        OFFERED,
        REJECTED
    }

    /// A bank's no.
    ///
    /// @param reason for statistics
    /// @param words for the holder
    public record Rejection(
            RejectionReason reason, @Nullable String words) {}
}
