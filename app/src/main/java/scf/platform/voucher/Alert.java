package scf.platform.voucher;

import java.time.Instant;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.VoucherNo;

/// Something about a voucher that a person has to look at. It stops nothing.
///
/// @param party whose transfer it was
public record Alert(VoucherNo no, Kind kind, EnterpriseId party, String detail, Instant raisedAt) {

    public enum Kind {
        /// The value came back to somebody who had held it before (循环流转).
        ROUND_TRIP,
        /// One holder has split one root into unusually many parts within a day (异常拆分).
        ABNORMAL_SPLITTING
    }
}
