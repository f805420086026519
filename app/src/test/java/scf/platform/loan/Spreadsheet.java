package scf.platform.loan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A loan as a careful person would lay it out in a spreadsheet: a line for each day, exact decimals, and a rounding
/// where an amount is posted. Written from the formulas of the trade, and with no class of the platform, so that it can
/// disagree.
final class Spreadsheet {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final BigDecimal principal;
    private final BigDecimal yearlyPercent;
    private final BigDecimal penaltyPercent;
    private final String dayCount;
    private final LocalDate start;
    private final LocalDate payableOn;
    private final List<Line> paid = new ArrayList<>();

    /// What a payment met.
    private record Line(
            LocalDate day,
            BigDecimal claimedCosts,
            BigDecimal costs,
            BigDecimal penalty,
            BigDecimal interest,
            BigDecimal principal) {}

    Spreadsheet(
            String principal, String yearlyPercent, int uplift, String dayCount, LocalDate start, LocalDate payableOn) {
        this.principal = new BigDecimal(principal);
        this.yearlyPercent = new BigDecimal(yearlyPercent);
        this.penaltyPercent = uplift == 0
                ? BigDecimal.ZERO
                : this.yearlyPercent
                        .multiply(HUNDRED.add(new BigDecimal(uplift)))
                        .divide(HUNDRED, 4, RoundingMode.HALF_UP);
        this.dayCount = dayCount;
        this.start = start;
        this.payableOn = payableOn;
    }

    /// Costs, penalty, interest, principal: what is owed on a day.
    List<BigDecimal> owed(LocalDate day) {
        BigDecimal costs = BigDecimal.ZERO;
        BigDecimal costsPaid = BigDecimal.ZERO;
        BigDecimal penaltyPaid = BigDecimal.ZERO;
        BigDecimal interestPaid = BigDecimal.ZERO;
        BigDecimal principalPaid = BigDecimal.ZERO;
        for (Line line : paid) {
            costs = costs.add(line.claimedCosts());
            costsPaid = costsPaid.add(line.costs());
            penaltyPaid = penaltyPaid.add(line.penalty());
            interestPaid = interestPaid.add(line.interest());
            principalPaid = principalPaid.add(line.principal());
        }
        return List.of(
                fen(costs.subtract(costsPaid)),
                fen(penalty(day).subtract(penaltyPaid)),
                fen(interest(earlier(day, payableOn)).subtract(interestPaid)),
                fen(principal.subtract(principalPaid)));
    }

    /// The amount meets costs, penalty, interest and principal in this order; what it met is returned.
    List<BigDecimal> pay(LocalDate day, String amount, String claimedCosts) {
        List<BigDecimal> owed = new ArrayList<>(owed(day));
        owed.set(0, owed.getFirst().add(new BigDecimal(claimedCosts)));
        BigDecimal left = new BigDecimal(amount);
        List<BigDecimal> met = new ArrayList<>();
        for (BigDecimal part : owed) {
            BigDecimal taken = left.min(part);
            met.add(fen(taken));
            left = left.subtract(taken);
        }
        paid.add(new Line(day, new BigDecimal(claimedCosts), met.get(0), met.get(1), met.get(2), met.get(3)));
        return met;
    }

    /// Interest to a day, on what was out at the beginning of each day.
    private BigDecimal interest(LocalDate until) {
        BigDecimal products = BigDecimal.ZERO;
        for (LocalDate day = start; day.isBefore(until); day = day.plusDays(1)) {
            products = products.add(principalAt(day).multiply(weight(day)));
        }
        return posted(products, yearlyPercent);
    }

    /// From the day on which it was payable: on principal, and on interest that is unpaid, each posted by itself.
    private BigDecimal penalty(LocalDate until) {
        BigDecimal onPrincipal = BigDecimal.ZERO;
        BigDecimal onInterest = BigDecimal.ZERO;
        BigDecimal interestDue = interest(payableOn);
        for (LocalDate day = payableOn; day.isBefore(until); day = day.plusDays(1)) {
            onPrincipal = onPrincipal.add(principalAt(day).multiply(weight(day)));
            onInterest =
                    onInterest.add(interestDue.subtract(interestPaidBy(day)).multiply(weight(day)));
        }
        return posted(onPrincipal, penaltyPercent).add(posted(onInterest, penaltyPercent));
    }

    private BigDecimal principalAt(LocalDate day) {
        BigDecimal balance = principal;
        for (Line line : paid) {
            if (!line.day().isAfter(day)) {
                balance = balance.subtract(line.principal());
            }
        }
        return balance;
    }

    private BigDecimal interestPaidBy(LocalDate day) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : paid) {
            if (!line.day().isAfter(day)) {
                sum = sum.add(line.interest());
            }
        }
        return sum;
    }

    /// What the night after this day counts for: one, but under 30E/360 none after the 30th of a month with 31 days,
    /// and more at the end of February.
    private BigDecimal weight(LocalDate day) {
        if (!dayCount.equals("30E/360")) {
            return BigDecimal.ONE;
        }
        LocalDate next = day.plusDays(1);
        int months = (next.getYear() - day.getYear()) * 12 + next.getMonthValue() - day.getMonthValue();
        int dayOfMonth = Math.min(30, day.getDayOfMonth());
        int nextOfMonth = Math.min(30, next.getDayOfMonth());
        return new BigDecimal(months * 30 + nextOfMonth - dayOfMonth);
    }

    private BigDecimal posted(BigDecimal products, BigDecimal percent) {
        BigDecimal year = new BigDecimal(dayCount.equals("ACT/365F") ? 365 : 360);
        return products.multiply(percent).divide(HUNDRED.multiply(year), 2, RoundingMode.HALF_UP);
    }

    /// The discount of a claim that is bought on a day: on its face, for the days that are left.
    static BigDecimal discount(String face, String percent, String dayCount, LocalDate from, LocalDate due) {
        return new Spreadsheet(face, percent, 0, dayCount, from, due).interest(due);
    }

    /// What a payer of a share bears, rounded once; the other side bears what is left.
    static BigDecimal share(BigDecimal cost, String percent) {
        return cost.multiply(new BigDecimal(percent)).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static BigDecimal fen(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }
}
