package scf.platform.receivable;

import java.time.LocalDate;
import scf.schema.ids.EnterpriseId;

/// An issuer that the city was told of (银发〔2025〕77号 art 15): it issues nothing new; what it issued stands.
///
/// @param source who publishes the list, such as 上海票据交易所
/// @param asOf the day of the list
public record Overdue(EnterpriseId issuer, Cause cause, LocalDate since, String source, LocalDate asOf) {

    public enum Cause {

        /// A voucher or another debt was not paid on its day (未按期兑付).
        UNPAID_AT_MATURITY,

        /// A bond has defaulted (债券违约).
        BOND_DEFAULT,

        /// Bills are overdue again and again and not cleared (票据持续逾期).
        BILLS_OVERDUE
    }
}
