package scf.platform.loan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;

/// Who comes first when several financiers have the same claim (民法典 768, 担保制度解释 66): bought, pledged or assigned,
/// one after another.
///
/// 1. Who has registered comes before who has not, whatever notice or ledger say.
/// 2. Of those that have registered, who registered first.
/// 3. Of those that have not, whoever the debtor was told of first comes first, and who told it at all before who did
///    not.
/// 4. Of those that have done neither, nobody: they share in proportion to what they have financed.
///
/// So do those between whom neither registration nor notice decides because both came at the same moment.
public final class Priority {

    private static final Comparator<Financing> ORDER = Comparator.<Financing, Instant>comparing(
                    Financing::registeredOrNever)
            .thenComparing(Financing::notifiedUnlessRegistered);

    private Priority() {}

    /// One financing of the claim.
    ///
    /// @param loan which one it is: two of one financier may agree in everything else
    /// @param financed what was financed: the measure of its share
    /// @param claim what it is owed out of the claim
    /// @param registeredAt when it was registered at 中登网; absent when it was not
    /// @param notifiedAt when the debtor was told of it; absent when it was not
    public record Financing(
            LoanId loan,
            EnterpriseId financier,
            Money financed,
            Money claim,
            @Nullable Instant registeredAt,
            @Nullable Instant notifiedAt) {

        private Instant registeredOrNever() {
            return registeredAt == null ? Instant.MAX : registeredAt;
        }

        /// Between those that have registered notice decides nothing.
        private Instant notifiedUnlessRegistered() {
            if (registeredAt != null) {
                return Instant.MIN;
            }
            return notifiedAt == null ? Instant.MAX : notifiedAt;
        }
    }

    /// The ranks, the first to be paid first. Who stands in one rank shares.
    public static List<List<Financing>> ranks(List<Financing> financings) {
        var ranks = new ArrayList<List<Financing>>();
        for (var next : financings.stream().sorted(ORDER).toList()) {
            if (ranks.isEmpty() || ORDER.compare(ranks.getLast().getFirst(), next) != 0) {
                ranks.add(new ArrayList<>());
            }
            ranks.getLast().add(next);
        }
        return ranks;
    }

    /// Who gets what of the money that the claim brings. What is left when all are paid is nobody's here: under a
    /// pledge or with recourse it goes back to whom the claim belonged (民法典 766).
    public static Map<Financing, Money> distribute(Money paid, List<Financing> financings) {
        var distributed = new LinkedHashMap<Financing, Money>();
        Money left = paid;
        for (var rank : ranks(financings)) {
            left = left.minus(share(left, rank, distributed));
        }
        return distributed;
    }

    /// In proportion to what was financed, and to nobody more than it is owed: what one does not need, the others
    /// share.
    private static Money share(Money left, List<Financing> rank, Map<Financing, Money> distributed) {
        var zero = Money.zero(left.currency());
        rank.forEach(financing -> distributed.put(financing, zero));
        Money given = zero;
        var unpaid = new ArrayList<>(rank.stream()
                .filter(financing -> financing.claim().isPositive())
                .toList());
        while (left.exceeds(given) && !unpaid.isEmpty()) {
            var shares = Interest.shares(
                    left.minus(given), unpaid.stream().map(Financing::financed).toList());
            Money round = zero;
            for (int i = 0; i < unpaid.size(); i++) {
                var financing = unpaid.get(i);
                Money before = distributed.getOrDefault(financing, zero);
                Money more = shares.get(i).min(financing.claim().minus(before));
                distributed.put(financing, before.plus(more));
                round = round.plus(more);
            }
            if (round.isZero()) {
                return given;
            }
            given = given.plus(round);
            unpaid.removeIf(financing -> !financing.claim().exceeds(distributed.getOrDefault(financing, zero)));
        }
        return given;
    }
}
