package scf.platform.creditline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.ListingId;

/// What the listing of a chain-master brings to a bank's line (规模、利率、审批倾斜), and the version that brought it.
///
/// @param version of the listing, as it stood when the line was granted
/// @param scale how much is meant to be there for the chain (专项授信规模)
/// @param scalePromised whether that is the bank's own word: then its line is as large while the listing stands. The
///     scale that a listing names is what all banks are to reach together, and no bank's duty
/// @param rateCap what an offer under the line costs a year at most (利率上限)
/// @param approvalDays in how many working days the bank answers (审批时限)
public record Preferences(
        ListingId listing,
        int version,
        @Nullable Money scale,
        boolean scalePromised,
        @Nullable Rate rateCap,
        @Nullable Integer approvalDays) {

    /// Whether this limit is less than the bank has promised.
    boolean isBelowPromise(Money limit) {
        return scalePromised && scale != null && scale.exceeds(limit);
    }

    /// Whether this rate is more than the line promises.
    public boolean isAboveCap(Rate rate) {
        return rateCap != null && rate.compareTo(rateCap) > 0;
    }

    /// The cap, where there is one: whoever was refused by it has found that there is.
    public Rate cap() {
        return Objects.requireNonNull(rateCap, "the line promises no rate");
    }

    /// What a bank promises beside the limit itself; nothing of it has to be promised.
    public record Promise(
            @Nullable Money scale,
            @Nullable Rate rateCap,
            @Nullable Integer approvalDays) {

        public static final Promise NONE = new Promise(null, null, null);
    }
}
