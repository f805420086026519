package scf.platform.whitelist;

import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// What the city asks the banks to lean towards for a listed chain-master (规模、利率、审批倾斜), each if it is named.
///
/// @param scale how much financing is to be there for the chain
/// @param rateCap the highest rate of a year that an offer under this listing may ask
/// @param approvalDays how many business days a bank takes to answer a request, at most
public record Preferences(
        @Nullable Money scale,
        @Nullable Rate rateCap,
        @Nullable Integer approvalDays) {

    public static final Preferences NONE = new Preferences(null, null, null);

    public Preferences {
        if (scale != null && !scale.isPositive()) {
            throw new IllegalArgumentException("a scale is more than nothing");
        }
        if (approvalDays != null && approvalDays < 1) {
            throw new IllegalArgumentException("an approval takes a day at least");
        }
    }
}
