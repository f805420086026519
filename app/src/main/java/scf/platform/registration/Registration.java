package scf.platform.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scf.platform.calendar.Terms;
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
/// @param term for how long it stands; nothing for what was recorded before terms were
/// @param dischargedAt when it was taken out of the register (注销)
/// @param assetText what was registered, in words that tell this claim from every other (财产描述)
public record Registration(
        RegistrationId id,
        FinancingRequestId request,
        EnterpriseId bank,
        String number,
        Instant registeredAt,
        Search search,
        String assetText,
        @Nullable Term term,
        @Nullable Instant dischargedAt,
        String recordedBy,
        Instant recordedAt) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{20}");

    public static boolean isNumber(String candidate) {
        return NUMBER.matcher(candidate).matches();
    }

    /// The bank's search (查询) of the same system before it registered.
    ///
    /// @param number 查询证明编号, when the bank states it
    /// @param proofSha256 of the certificate of the search, which the bank keeps
    public record Search(
            Instant searchedAt,
            SearchResult result,
            @Nullable String number,
            @Nullable String proofSha256) {

        public Search(Instant searchedAt, SearchResult result) {
            this(searchedAt, result, null, null);
        }
    }

    /// How long it stands (登记期限).
    ///
    /// @param months from the registration, extensions included
    /// @param expiresOn the last day
    public record Term(int months, LocalDate expiresOn) {

        private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

        static Term of(Instant registeredAt, int months) {
            return new Term(months, Terms.endOf(LocalDate.ofInstant(registeredAt, CHINA), months));
        }
    }

    /// Where it stands on that day.
    public RegistrationState state(LocalDate today) {
        var state = dischargedAt == null
                ? RegistrationState.IN_FORCE
                : RegistrationStates.TABLE.next(RegistrationState.IN_FORCE, RegistrationEvent.DISCHARGE);
        return term != null && today.isAfter(term.expiresOn())
                ? RegistrationStates.TABLE.next(state, RegistrationEvent.TIME_OVER)
                : state;
    }

    Registration with(@Nullable Term newTerm, @Nullable Instant discharge) {
        return new Registration(
                id, request, bank, number, registeredAt, search, assetText, newTerm, discharge, recordedBy, recordedAt);
    }

    public enum SearchResult {

        /// Nobody has registered a right in this claim.
        NO_PRIOR_REGISTRATION,

        /// Somebody has: whoever registers now comes second.
        PRIOR_REGISTRATION
    }
}
