package scf.platform.loan;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;

/// A chain-master's undertaking towards a bank to bear a share of what its suppliers pay for money on its vouchers
/// (付息分摊, 付费分摊).
///
/// It holds for the loans that the bank makes while it is in force; a later one takes its place. Of fees and of
/// interest that is taken up front the share is fixed on the day of the money: the supplier receives that much more.
/// Of interest in arrears the supplier owes that much less from day to day. Either way the bank collects the share
/// from the chain-master. What being late costs is not shared.
///
/// @param authorityDocument the resolution by which the chain-master may undertake it (公司决议)
public record CostSharing(
        UUID id,
        EnterpriseId debtor,
        EnterpriseId bank,
        Shares shares,
        LocalDate inForceFrom,
        LocalDate inForceTo,
        String authorityDocument,
        String undertakenBy,
        Instant undertakenAt) {

    /// The chain-master's shares, in percent: 30.0000 of the interest, 100.0000 of the fees.
    public record Shares(Rate ofInterest, Rate ofFees) {

        public static final Shares NONE = new Shares(new Rate(0), new Rate(0));

        /// All of it: a share is never more.
        public static final Rate WHOLE = new Rate(1_000_000);

        public boolean areParts() {
            return ofInterest.compareTo(WHOLE) <= 0 && ofFees.compareTo(WHOLE) <= 0;
        }

        /// The chain-master's part, rounded once; what does not divide is borne by the supplier.
        static Money of(Money cost, Rate share) {
            return Interest.proRata(
                    cost, BigDecimal.valueOf(share.millionths()), BigDecimal.valueOf(WHOLE.millionths()));
        }
    }
}
