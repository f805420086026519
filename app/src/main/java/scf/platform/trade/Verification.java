package scf.platform.trade;

import java.time.Instant;
import java.time.LocalDate;
import scf.schema.ids.EnterpriseId;

/// What the issuer's own register says of a document (查验), as the city or a bank has recorded it.
///
/// @param by the city or the bank that asked
/// @param source which register was asked: 全国增值税发票查验平台, the bank's own books
/// @param reference under which the answer is found there
public record Verification(
        EnterpriseId by,
        Result result,
        String source,
        String reference,
        LocalDate checkedOn,
        String recordedBy,
        Instant recordedAt) {

    /// What was found.
    public enum Result {

        /// It is there and says the same.
        GENUINE,

        /// It is there and says something else.
        DIFFERS,

        /// It is not there.
        NOT_FOUND,

        /// It is there and was made void (作废).
        VOIDED
    }
}
