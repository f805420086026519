package scf.platform.settlement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.DayCount;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// What a large buyer owes for paying a smaller supplier late (逾期利息, 保障中小企业款项支付条例 art 17): the interest that
/// both agreed on, which is never below the one-year LPR of the contract's date, or 0.05% a day.
///
/// It is owed beside the voucher: no receipt of the voucher's amount pays it. Days count from the day on which the
/// voucher was payable, which is a working day.
///
/// @param days late so far, or when it was paid
/// @param dailyRate by law; absent where a rate was agreed
/// @param annualRate as agreed; absent where none was
public record LateInterest(
        long days, @Nullable Rate dailyRate, @Nullable Rate annualRate, Money amount) {

    /// A rate that was agreed, as the holder of record says.
    ///
    /// @param floor the one-year LPR of the contract's date
    public record Agreed(Rate annualRate, LocalDate contractDate, Rate floor) {}

    static LateInterest byLaw(Money amount, LocalDate payableOn, LocalDate until, Rate daily) {
        long days = DayCount.ACT_360.days(payableOn, until);
        return new LateInterest(days, daily, null, Interest.daily(amount, daily, days));
    }

    static LateInterest agreed(Money amount, LocalDate payableOn, LocalDate until, Rate yearly) {
        return new LateInterest(
                DayCount.ACT_360.days(payableOn, until),
                null,
                yearly,
                Interest.simple(amount, yearly, DayCount.ACT_360, payableOn, until));
    }
}
