package scf.platform.creditline;

import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// How much a chain-master may have outstanding in vouchers (开立额度), over all banks and all receivables.
///
/// It is counted from its first voucher on, also while nobody has set a limit: whoever sets one later sees what is out
/// already.
///
/// @param limit nothing while nobody has set one, and then nothing binds
/// @param effectiveTo the last day, included
/// @param reserved in vouchers that their payees have not accepted yet
/// @param used in vouchers that are owed
public record IssuingQuota(
        NodeId id,
        EnterpriseId master,
        Currency currency,
        @Nullable Money limit,
        LocalDate effectiveFrom,
        LocalDate effectiveTo,
        Money reserved,
        Money used) {

    /// What may still be issued today; nothing is said where nothing binds.
    public @Nullable Money available(LocalDate today) {
        if (limit == null) {
            return null;
        }
        var room = limit.minus(reserved).minus(used);
        return !isEffective(today) || room.isNegative() ? Money.zero(currency) : room;
    }

    public boolean isEffective(LocalDate today) {
        return !today.isBefore(effectiveFrom) && !today.isAfter(effectiveTo);
    }

    /// The limit was set below what is out: nothing more is issued until enough of it is paid.
    public boolean overLimit() {
        return limit != null && reserved.plus(used).exceeds(limit);
    }
}
