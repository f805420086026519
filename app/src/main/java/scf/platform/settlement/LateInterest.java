package scf.platform.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.DayCount;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// What a large buyer owes for paying a smaller supplier late (逾期利息, 保障中小企业款项支付条例 art 17): the interest that
/// both agreed on, which is never below the one-year LPR of the contract's date, or 0.05% a day.
///
/// It is owed beside the voucher: no receipt of the voucher's amount pays it. Days count from the day on
/// which the voucher was payable, which is a working day, to the day on which the receiving bank had the
/// money: what comes in parts bears less from each part on, and what a bank tells late is not the buyer's
/// lateness.
///
/// @param days late so far, or when the last of it was paid
/// @param dailyRate by law; absent where a rate was agreed
/// @param annualRate as agreed; absent where none was
public record LateInterest(
        long days, @Nullable Rate dailyRate, @Nullable Rate annualRate, Money amount) {

    /// A rate that was agreed, as the holder of record says.
    ///
    /// @param floor the one-year LPR of the contract's date
    public record Agreed(Rate annualRate, LocalDate contractDate, Rate floor) {}

    /// What stayed unpaid, and for how long.
    ///
    /// @param balances one after the other, from the day on which all of it was payable
    record Unpaid(List<Interest.Balance> balances) {

        /// @param until today, or the day on which the ledger took the payment
        static Unpaid of(Money amount, LocalDate payableOn, List<Credit> credits, LocalDate until) {
            var balances = new ArrayList<Interest.Balance>();
            var left = amount;
            var since = payableOn;
            var inOrder = credits.stream()
                    .sorted(Comparator.comparing(credit -> credit.cameOn(payableOn, until)))
                    .toList();
            for (var credit : inOrder) {
                var day = credit.cameOn(payableOn, until);
                balances.add(new Interest.Balance(left, since, day));
                left = left.minus(credit.amount());
                since = day;
            }
            if (left.isPositive()) {
                balances.add(new Interest.Balance(left, since, until));
            }
            return new Unpaid(balances);
        }

        long days() {
            return DayCount.ACT_360.days(
                    balances.getFirst().from(), balances.getLast().to());
        }
    }

    static LateInterest byLaw(Unpaid unpaid, Rate daily) {
        return new LateInterest(unpaid.days(), daily, null, Interest.daily(unpaid.balances(), daily));
    }

    static LateInterest agreed(Unpaid unpaid, Rate yearly) {
        return new LateInterest(unpaid.days(), null, yearly, Interest.on(unpaid.balances(), yearly, DayCount.ACT_360));
    }
}
