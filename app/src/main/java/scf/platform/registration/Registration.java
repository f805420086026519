package scf.platform.registration;

import java.time.Instant;
import java.util.regex.Pattern;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.RegistrationId;

/// A registration in the unified system of the credit reference centre (中登网 动产融资统一登记公示系统), as the bank that
/// made it records it here.
///
/// Among several financings of one claim the earlier registration comes first (民法典 768), whatever any ledger says. So
/// number and time stand here before money moves.
///
/// @param number 登记证明编号, twenty digits
/// @param assetText what was registered, in words that tell this claim from every other (财产描述)
public record Registration(
        RegistrationId id,
        FinancingRequestId request,
        EnterpriseId bank,
        String number,
        Instant registeredAt,
        Search search,
        String assetText,
        String recordedBy,
        Instant recordedAt) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{20}");

    public static boolean isNumber(String candidate) {
        return NUMBER.matcher(candidate).matches();
    }

    /// The bank's search (查询) of the same system before it registered.
    public record Search(Instant searchedAt, SearchResult result) {}

    public enum SearchResult {

        /// Nobody has registered a right in this claim.
        NO_PRIOR_REGISTRATION,

        /// Somebody has: whoever registers now comes second.
        PRIOR_REGISTRATION
    }
}
