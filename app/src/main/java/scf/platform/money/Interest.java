package scf.platform.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/// Interest, discount and shares of an amount: the one place of the platform where money is rounded.
///
/// Each result is computed exactly and rounded **once**, half up, when it becomes an amount that someone owes.
/// Rounding a day's interest and multiplying it by the days gives another amount: 9,410.72 in place of 9,411.11.
public final class Interest {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private Interest() {}

    /// A balance that stood unchanged from one day to another.
    public record Balance(Money principal, LocalDate from, LocalDate to) {}

    /// Simple interest on a balance that did not change.
    ///
    /// The discount (贴现息) of a receivable bought before it is due is the same figure on its face: it is taken from
    /// the price, so the seller receives the face less the discount.
    public static Money simple(Money principal, Rate yearly, DayCount dayCount, LocalDate from, LocalDate to) {
        return on(List.of(new Balance(principal, from, to)), yearly, dayCount);
    }

    /// Simple interest on a balance that changed: the sum of each balance times its days (积数), times the rate, over
    /// the days of a year, rounded once.
    public static Money on(List<Balance> balances, Rate yearly, DayCount dayCount) {
        return new Money(
                currencyOf(balances),
                rounded(
                        product(balances, dayCount).multiply(BigInteger.valueOf(yearly.millionths())),
                        MILLION.multiply(BigInteger.valueOf(dayCount.daysOfAYear()))));
    }

    private static Currency currencyOf(List<Balance> balances) {
        if (balances.isEmpty()) {
            throw new IllegalArgumentException("interest on no balance at all has no currency");
        }
        return balances.getFirst().principal().currency();
    }

    private static BigInteger product(List<Balance> balances, DayCount dayCount) {
        var nothing = Money.zero(currencyOf(balances));
        var product = BigInteger.ZERO;
        for (var balance : balances) {
            long minor = nothing.plus(balance.principal()).minor();
            long days = dayCount.days(balance.from(), balance.to());
            product = product.add(BigInteger.valueOf(minor).multiply(BigInteger.valueOf(days)));
        }
        return product;
    }

    /// Interest by a day's rate, as the law states it for late payment to small firms: 0.05% a day (条例 art
    /// 17). The sum of each balance times its days, times the rate, rounded once.
    public static Money daily(List<Balance> balances, Rate daily) {
        var exact = product(balances, DayCount.ACT_360).multiply(BigInteger.valueOf(daily.millionths()));
        return new Money(currencyOf(balances), rounded(exact, MILLION));
    }

    /// What a price costs by the year (年化综合成本): everything paid for the money, over the money received, times the
    /// days of a year over the days of the term.
    ///
    /// On 250,000 at 6% for 60 days the discount is 2,500 and the seller receives 247,500: it pays 6.0606%, not 6%.
    public static Rate yearlyCost(Money cost, Money received, long days, DayCount dayCount) {
        if (!cost.currency().equals(received.currency())) {
            throw new IllegalArgumentException("a cost is paid in the currency of what was received");
        }
        if (!received.isPositive() || days <= 0) {
            throw new IllegalArgumentException("a yearly cost needs money received for at least one day");
        }
        var numerator = BigInteger.valueOf(cost.minor())
                .multiply(BigInteger.valueOf(dayCount.daysOfAYear()))
                .multiply(MILLION);
        var denominator = BigInteger.valueOf(received.minor()).multiply(BigInteger.valueOf(days));
        return new Rate(rounded(numerator, denominator));
    }

    /// The share of an amount that falls to a part of a quantity: 90 received of 100 invoiced at 107.50 are 96.75.
    public static Money proRata(Money payable, BigDecimal part, BigDecimal whole) {
        if (whole.signum() <= 0 || part.signum() < 0 || part.compareTo(whole) > 0) {
            throw new IllegalArgumentException("%s is not a part of %s".formatted(part, whole));
        }
        var share = BigDecimal.valueOf(payable.minor()).multiply(part).divide(whole, 0, RoundingMode.HALF_UP);
        return new Money(payable.currency(), share.longValueExact());
    }

    /// An amount divided by weights, to the last fen: each share ends where the sum of the weights so far ends, half
    /// up, so the shares add up to the whole and none is more than a fen from its exact value.
    ///
    ///     100.00 on 1 : 1 : 1 is 33.33, 33.34, 33.33
    public static List<Money> shares(Money whole, List<Money> weights) {
        var total = weights.stream()
                .map(weight -> BigInteger.valueOf(weight.minor()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        var shares = new ArrayList<Money>();
        var weight = BigInteger.ZERO;
        long given = 0;
        for (var one : weights) {
            weight = weight.add(BigInteger.valueOf(one.minor()));
            long upTo = total.signum() == 0
                    ? 0
                    : rounded(BigInteger.valueOf(whole.minor()).multiply(weight), total);
            shares.add(new Money(whole.currency(), upTo - given));
            given = upTo;
        }
        return shares;
    }

    /// Half up, once. A result that no `long` holds is an accident, never a wrong amount.
    private static long rounded(BigInteger numerator, BigInteger denominator) {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
