package scf.platform.loan;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.LoanId;

/// Which of several debts to one creditor a payment meets that is not enough for all (民法典 560).
///
/// First what the debtor has designated; of the rest what is due before what is not; of those the least secured, then
/// the heaviest, then what fell due first; and what is alike in all of this by proportion. Within one debt the
/// [Waterfall] goes on.
final class SeveralDebts {

    private SeveralDebts() {}

    /// One debt of the borrower.
    ///
    /// @param owed all that is owed on it today
    /// @param security what secures it, at its face: nothing if it is unsecured
    /// @param burden what a year of it costs the borrower from here on
    record Debt(LoanId loan, Money owed, LocalDate dueOn, Money security, Rate burden) {

        boolean isDue(LocalDate today) {
            return !today.isBefore(dueOn);
        }
    }

    /// Shares a payment out.
    ///
    /// @param designated what the payer has named; may be empty
    /// @return what each debt receives, nothing left out; together the payment, which is at most what is owed
    static Map<LoanId, Money> allocate(Money payment, List<Debt> debts, Set<LoanId> designated, LocalDate today) {
        Comparator<Debt> order = Comparator.<Debt, Boolean>comparing(debt -> !designated.contains(debt.loan()))
                .thenComparing(debt -> !debt.isDue(today))
                .thenComparing(SeveralDebts::bySecurity)
                .thenComparing(Comparator.comparing(Debt::burden).reversed())
                .thenComparing(Debt::dueOn);
        var sorted = debts.stream().sorted(order).toList();
        var allocated = new LinkedHashMap<LoanId, Money>();
        Money left = payment;
        int first = 0;
        while (first < sorted.size()) {
            int next = first + 1;
            while (next < sorted.size() && order.compare(sorted.get(first), sorted.get(next)) == 0) {
                next++;
            }
            left = share(left, sorted.subList(first, next), allocated);
            first = next;
        }
        return allocated;
    }

    /// The smaller part of a debt is covered, the less secured it is: 100 on 200 before 100 on 100.
    private static int bySecurity(Debt one, Debt other) {
        return covered(one, other.owed()).compareTo(covered(other, one.owed()));
    }

    private static BigInteger covered(Debt debt, Money times) {
        return BigInteger.valueOf(debt.security().min(debt.owed()).minor()).multiply(BigInteger.valueOf(times.minor()));
    }

    /// Debts that are alike share what is left in proportion: no fen is lost, and none appears.
    private static Money share(Money left, List<Debt> alike, Map<LoanId, Money> allocated) {
        Money owed = Money.zero(left.currency());
        for (var debt : alike) {
            owed = owed.plus(debt.owed());
        }
        Money payable = left.min(owed);
        var shares = Interest.shares(payable, alike.stream().map(Debt::owed).toList());
        for (int i = 0; i < alike.size(); i++) {
            allocated.put(alike.get(i).loan(), shares.get(i));
        }
        return left.minus(payable);
    }
}
