package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.loan.ALoan.cny;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import scf.platform.money.DayCount;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// Thousands of loans, each computed twice: by the platform, and by a spreadsheet that shares nothing with it. They
/// agree to the fen.
class SpreadsheetTest {

    private static final int SCHEDULES = 3_000;
    private static final List<DayCount> DAY_COUNTS = List.of(DayCount.values());

    @Test
    void the_spreadsheet_knows_the_worked_examples() {
        var day = LocalDate.of(2026, 9, 21);
        assertThat(Spreadsheet.discount("1000000.00", "3.85", "ACT/360", day, LocalDate.of(2026, 12, 18)))
                .isEqualByComparingTo("9411.11");
        assertThat(Spreadsheet.discount("1000000.00", "3.85", "ACT/365F", day, LocalDate.of(2026, 12, 18)))
                .isEqualByComparingTo("9282.19");
        var early = new Spreadsheet("800000.00", "4.35", 50, "ACT/360", day, day.plusDays(90));
        early.pay(day.plusDays(45), "504350.00", "0.00");
        assertThat(early.owed(day.plusDays(90)).get(2)).isEqualByComparingTo("1631.25");
        var late = new Spreadsheet("300000.00", "4.35", 50, "ACT/360", day, day.plusDays(90));
        late.pay(day.plusDays(90), late.owed(day.plusDays(90)).get(2).toPlainString(), "0.00");
        assertThat(late.owed(day.plusDays(110)).get(1)).isEqualByComparingTo("1087.50");
    }

    @Test
    void loans_repaid_in_parts_early_and_late_come_to_the_same_fen() {
        var random = new Random(20260921);
        for (int i = 0; i < SCHEDULES; i++) {
            var drawn = Drawn.of(random);
            var loan = drawn.loan();
            var sheet = drawn.sheet();
            int day = 0;
            for (int payment = 0; payment < random.nextInt(5); payment++) {
                day += random.nextInt(drawn.days());
                var owed = loan.owedOnDay(day).total();
                if (!owed.isPositive()) {
                    break;
                }
                var amount = Money.fen(1 + random.nextLong(owed.minor()));
                var costs = Money.fen(random.nextInt(4) == 0 ? random.nextLong(100_000) : 0);

                var met = loan.paidOnDay(day, amount.format(), costs.format());
                var met2 = sheet.pay(drawn.start().plusDays(day), amount.format(), costs.format());

                assertThat(fen(met.parts())).as("%s day %d", drawn, day).isEqualTo(met2);
            }
            for (int at : new int[] {day, day + 1, drawn.days(), drawn.days() + random.nextInt(400)}) {
                if (at >= day) {
                    assertThat(fen(loan.owedOnDay(at)))
                            .as("%s day %d", drawn, at)
                            .isEqualTo(sheet.owed(drawn.start().plusDays(at)));
                }
            }
        }
    }

    @Test
    void discounts_come_to_the_same_fen() {
        var random = new Random(670);
        for (int i = 0; i < SCHEDULES; i++) {
            var drawn = Drawn.of(random);
            var due = drawn.start().plusDays(drawn.days());

            var discount = Interest.simple(
                    cny(drawn.principal()), Rate.ofPercent(drawn.rate()), drawn.dayCount(), drawn.start(), due);

            assertThat(discount.decimal())
                    .as(drawn.toString())
                    .isEqualByComparingTo(Spreadsheet.discount(
                            drawn.principal(), drawn.rate(), drawn.sheetDayCount(), drawn.start(), due));
        }
    }

    @Test
    void shared_costs_come_to_the_same_fen_and_nobody_bears_a_fen_twice() {
        var random = new Random(3113);
        for (int i = 0; i < SCHEDULES; i++) {
            var drawn = Drawn.of(random);
            var due = drawn.start().plusDays(drawn.days());
            String fees = Money.fen(random.nextLong(50_00)).format();
            String ofInterest = percent(random);
            String ofFees = percent(random);
            var loan = ALoan.shared(
                    drawn.principal(),
                    drawn.rate(),
                    drawn.dayCount(),
                    drawn.start(),
                    drawn.days(),
                    fees,
                    ofInterest,
                    ofFees);

            var price = loan.price();

            var discount =
                    Spreadsheet.discount(drawn.principal(), drawn.rate(), drawn.sheetDayCount(), drawn.start(), due);
            var masters = Spreadsheet.share(discount, ofInterest).add(Spreadsheet.share(new BigDecimal(fees), ofFees));
            assertThat(price.shared().decimal()).as(drawn.toString()).isEqualByComparingTo(masters);
            assertThat(price.borne().plus(price.shared()).decimal())
                    .isEqualByComparingTo(discount.add(new BigDecimal(fees)));
            assertThat(price.net().decimal())
                    .isEqualByComparingTo(new BigDecimal(drawn.principal())
                            .subtract(discount)
                            .subtract(new BigDecimal(fees))
                            .add(masters));
        }
    }

    private static String percent(Random random) {
        return random.nextInt(5) == 0 ? "100.0000" : "%d.%04d".formatted(random.nextInt(100), random.nextInt(10_000));
    }

    /// A loan drawn by lot.
    private record Drawn(String principal, String rate, int uplift, DayCount dayCount, LocalDate start, int days) {

        static Drawn of(Random random) {
            return new Drawn(
                    Money.fen(1_00 + random.nextLong(2_000_000_00L)).format(),
                    "%d.%04d".formatted(random.nextInt(24), random.nextInt(10_000)),
                    random.nextInt(51),
                    DAY_COUNTS.get(random.nextInt(3)),
                    LocalDate.of(2023, 11, 1).plusDays(random.nextInt(900)),
                    1 + random.nextInt(366));
        }

        ALoan loan() {
            return ALoan.drawn(principal, rate, uplift, dayCount, start, days);
        }

        Spreadsheet sheet() {
            return new Spreadsheet(principal, rate, uplift, sheetDayCount(), start, start.plusDays(days));
        }

        String sheetDayCount() {
            return switch (dayCount) {
                case ACT_360 -> "ACT/360";
                case ACT_365F -> "ACT/365F";
                case THIRTY_E_360 -> "30E/360";
            };
        }
    }

    private static List<BigDecimal> fen(Parts parts) {
        return List.of(
                parts.costs().decimal(),
                parts.penalty().decimal(),
                parts.interest().decimal(),
                parts.principal().decimal());
    }
}
