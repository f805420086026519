package scf.platform.financing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// What a pool of receivables is worth as security (借款基数): the eligible ones times the advance rate, less reserves.
///
/// What is not eligible is taken off in a fixed order, each amount once, so that the parts of a receivable add up to
/// it. The share of one debtor is capped last, since it is a share of what is eligible otherwise.
///
/// @param eligible of all rows together
/// @param advance eligible × advance rate, rounded once
/// @param base advance less reserves, and not below nothing
public record BorrowingBase(List<Row> rows, Money eligible, Money advance, Money base) {

    public BorrowingBase {
        rows = List.copyOf(rows);
    }

    /// What the bank counts and what it does not.
    ///
    /// @param advancePercent how much of an eligible receivable is lent (垫付比例)
    /// @param overdueDays by how many days a receivable may be overdue
    /// @param concentrationPercent the largest share of one debtor
    /// @param relatedParties debtors that the borrower is related to: what they owe may be no trade
    public record Policy(
            int advancePercent,
            int overdueDays,
            int concentrationPercent,
            Money reserves,
            Set<EnterpriseId> relatedParties) {

        public Policy {
            relatedParties = Set.copyOf(relatedParties);
        }
    }

    /// A receivable as it enters the count.
    ///
    /// @param amount what was claimed and is confirmed or disputed
    /// @param financed what of it stands in vouchers that are financed or paid already
    public record Item(
            ReceivableId receivable,
            EnterpriseId debtor,
            Money amount,
            Money disputed,
            Money financed,
            LocalDate dueDate) {}

    /// Why a part does not count, in the order in which it is taken off.
    public enum Reason {

        /// The debtor disputes it.
        DISPUTED,

        /// A bank has lent on it, or it is paid.
        FINANCED,

        /// It should have been paid some days ago.
        OVERDUE,

        /// The debtor and the borrower are related.
        RELATED_PARTY,

        /// The borrower owes the debtor as much (抵销).
        CONTRA,

        /// More than the share that one debtor may have.
        CONCENTRATION
    }

    public record Part(Reason reason, Money amount) {}

    public record Row(Item item, Money eligible, List<Part> ineligible) {

        public Row {
            ineligible = List.copyOf(ineligible);
        }
    }

    /// @param items not empty, in one currency
    /// @param owed what the borrower owes each debtor itself
    static BorrowingBase of(List<Item> items, Map<EnterpriseId, Money> owed, Policy policy, LocalDate today) {
        var zero = Money.zero(policy.reserves().currency());
        var contra = new HashMap<>(owed);
        var counts = items.stream().map(Count::new).toList();
        for (Count count : counts) {
            var item = count.item;
            count.take(Reason.DISPUTED, item.disputed());
            count.take(Reason.FINANCED, item.financed());
            if (today.isAfter(item.dueDate().plusDays(policy.overdueDays()))) {
                count.take(Reason.OVERDUE, count.left);
            }
            if (policy.relatedParties().contains(item.debtor())) {
                count.take(Reason.RELATED_PARTY, count.left);
            }
            var set = count.take(Reason.CONTRA, contra.getOrDefault(item.debtor(), zero));
            contra.computeIfPresent(item.debtor(), (_, left) -> left.minus(set));
        }
        var whole = counts.stream().map(count -> count.left).reduce(zero, Money::plus);
        var room = new HashMap<EnterpriseId, Money>();
        var most = percentOf(whole, policy.concentrationPercent());
        for (Count count : counts) {
            var debtor = count.item.debtor();
            var left = room.getOrDefault(debtor, most);
            if (count.left.exceeds(left)) {
                count.take(Reason.CONCENTRATION, count.left.minus(left));
            }
            room.put(debtor, left.minus(count.left));
        }
        var eligible = counts.stream().map(count -> count.left).reduce(zero, Money::plus);
        var advance = percentOf(eligible, policy.advancePercent());
        var base = advance.exceeds(policy.reserves()) ? advance.minus(policy.reserves()) : zero;
        return new BorrowingBase(counts.stream().map(Count::row).toList(), eligible, advance, base);
    }

    private static Money percentOf(Money amount, int percent) {
        return Interest.proRata(amount, BigDecimal.valueOf(percent), BigDecimal.valueOf(100));
    }

    /// What is left of one receivable while reasons are taken off it.
    private static final class Count {

        private final Item item;
        private final List<Part> parts = new ArrayList<>();
        private Money left;

        Count(Item item) {
            this.item = item;
            this.left = item.amount();
        }

        /// Takes off at most what is left, and says how much it was.
        Money take(Reason reason, Money wanted) {
            var taken = wanted.min(left);
            if (taken.isPositive()) {
                parts.add(new Part(reason, taken));
                left = left.minus(taken);
            }
            return taken;
        }

        Row row() {
            return new Row(item, left, parts);
        }
    }
}
