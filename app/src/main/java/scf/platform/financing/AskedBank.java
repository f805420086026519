package scf.platform.financing;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.EnterpriseId;

/// A bank that was asked, and what it has said so far.
///
/// @param answerBy the last day of the working days in which its line to the chain promises an answer (审批时限); none
///     where it promises none
public record AskedBank(
        EnterpriseId bank,
        Answer answer,
        @Nullable Rejection rejection,
        @Nullable Instant answeredAt,
        @Nullable LocalDate answerBy) {

    AskedBank(EnterpriseId bank, Answer answer, @Nullable Rejection rejection, @Nullable Instant answeredAt) {
        this(bank, answer, rejection, answeredAt, null);
    }

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
