package scf.platform.trade;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands behind a document beside the word of whoever handed it in.
///
/// @param verifications in the order in which they were recorded
public record DocumentStanding(@Nullable Countersignature countersignature, List<Verification> verifications) {

    /// Nothing yet.
    public static final DocumentStanding NONE = new DocumentStanding(null, List.of());

    public DocumentStanding {
        verifications = List.copyOf(verifications);
    }

    /// The last verification decides, for better or worse: an invoice that was found and later made void is worth
    /// no more than its seller's word, whoever else has signed it.
    public Grade grade() {
        if (verifications.isEmpty()) {
            return countersignature == null ? Grade.SELF_DECLARED : Grade.COUNTER_SIGNED;
        }
        return switch (verifications.getLast().result()) {
            case GENUINE -> Grade.ISSUER_VERIFIED;
            case DIFFERS, NOT_FOUND, VOIDED -> Grade.SELF_DECLARED;
        };
    }
}
