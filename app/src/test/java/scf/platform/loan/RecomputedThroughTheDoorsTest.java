package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.PLEDGE;
import static scf.platform.LiveTown.PURCHASE;
import static scf.platform.LiveTown.cny;
import static scf.platform.LiveTown.number;
import static scf.platform.LiveTown.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import scf.platform.LiveTown;
import scf.platform.MovableDate;
import scf.platform.PlatformTest;
import scf.platform.calendar.BusinessDates;
import scf.platform.money.DayCount;
import tools.jackson.databind.JsonNode;

/// Loans drawn by lot, made, repaid and taken back through the signed doors while the business date moves over their
/// maturity; and on each day every amount that the doors show is that of a spreadsheet which knows only the formulas.
@PlatformTest
@Import(MovableDate.class)
class RecomputedThroughTheDoorsTest {

    private static final int LOANS = 8;
    private static final int LENT_AT_ONCE = 4;
    private static final int UPLIFT_PERCENT = 50;
    private static final String FACE = "40000.00";

    /// Early, on the day, a little late, and when the loan is no longer performing.
    private static final int[] DAYS = {9, 23, 41, 50, 57, 80, 151};

    private static final List<DayCount> DAY_COUNTS = List.of(DayCount.values());

    private final Random random = new Random(20260921);

    @Autowired
    ApplicationContext platform;

    @Autowired
    BusinessDates businessDates;

    @SuppressWarnings("NullAway.Init")
    private LiveTown town;

    @SuppressWarnings("NullAway.Init")
    private String account;

    /// What a bank offers, by lot.
    private record Drawn(String product, String principal, String rate, String dayCount, String fees) {

        boolean isPurchase() {
            return product.equals(PURCHASE);
        }

        String inWords() {
            return switch (dayCount) {
                case "ACT_360" -> "ACT/360";
                case "ACT_365F" -> "ACT/365F";
                default -> "30E/360";
            };
        }
    }

    /// A loan at the doors and beside it on paper.
    private static final class Twin {

        final Drawn drawn;
        final String path;
        final LocalDate start;
        final LocalDate payableOn;
        final List<Paid> paid = new ArrayList<>();

        Twin(Drawn drawn, JsonNode loan) {
            this.drawn = drawn;
            this.path = "/v1/loans/" + text(loan, "/id");
            this.start = LocalDate.parse(text(loan, "/startDate"));
            this.payableOn = LocalDate.parse(text(loan, "/payableOn"));
        }

        /// With everything that was paid and not taken back.
        Spreadsheet sheet() {
            var sheet =
                    new Spreadsheet(drawn.principal(), drawn.rate(), UPLIFT_PERCENT, drawn.inWords(), start, payableOn);
            paid.forEach(one -> sheet.pay(one.day(), one.amount(), one.costs()));
            return sheet;
        }
    }

    private record Paid(LocalDate day, String amount, String costs) {}

    @Test
    void every_amount_of_loans_repaid_early_late_and_in_parts_is_that_of_a_spreadsheet() {
        town = new LiveTown(platform);
        town.line(town.bank, "10000000.00");
        account = town.account(town.supplier);
        String receivable = text(town.confirmed(), "/id");
        var twins = new ArrayList<Twin>();
        while (twins.size() < LOANS) {
            var vouchers = town.active(LENT_AT_ONCE, receivable, FACE);
            var drawn = vouchers.stream().map(_ -> draw()).toList();
            twins.addAll(LiveTown.atOnce(LENT_AT_ONCE, number -> lent(vouchers.get(number), drawn.get(number))));
        }
        twins.forEach(this::priceIsRecomputed);
        var loans = twins.stream().filter(twin -> !twin.drawn.isPurchase()).toList();
        assertThat(loans).hasSizeGreaterThan(LOANS / 2);

        for (int day : DAYS) {
            businessDates.move(town.today.plusDays(day));
            for (var loan : loans) {
                debtIsRecomputed(loan, town.read(town.bank, loan.path));
                if (random.nextInt(3) > 0) {
                    partIsPaid(loan);
                }
                if (!loan.paid.isEmpty() && random.nextInt(6) == 0) {
                    lastPaymentIsTakenBack(loan);
                }
            }
        }
        loans.forEach(this::restIsPaid);
    }

    // By lot

    private Drawn draw() {
        boolean purchase = random.nextInt(4) == 0;
        return new Drawn(
                purchase ? PURCHASE : PLEDGE,
                purchase ? FACE : fen(1_000_00 + random.nextLong(39_000_00)),
                "%d.%04d".formatted(random.nextInt(24), random.nextInt(10_000)),
                DAY_COUNTS.get(random.nextInt(DAY_COUNTS.size())).name(),
                fen(random.nextLong(9_00)));
    }

    private static String fen(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    private Twin lent(String voucher, Drawn drawn) {
        String request = town.request(voucher, drawn.product(), drawn.principal(), town.bank);
        var offer = town.write(
                town.bank,
                "/v1/financing-requests/" + request + "/offers",
                Map.of(
                        "product", drawn.product(),
                        "amount", cny(drawn.principal()),
                        "annualRate", drawn.rate(),
                        "dayCount", drawn.dayCount(),
                        "fees", cny(drawn.fees()),
                        "validUntil",
                                Instant.now()
                                        .plus(Duration.ofHours(6))
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()));
        town.accepted(request, text(offer, "/id"));
        town.registered(town.bank, request);
        var loan = town.write(town.bank, "/v1/loans", Map.of("requestId", request, "amount", cny(drawn.principal())));
        town.disbursed(town.bank, text(loan, "/id"), account);
        return new Twin(drawn, town.read(town.bank, "/v1/loans/" + text(loan, "/id")));
    }

    // What the doors show

    private void priceIsRecomputed(Twin twin) {
        var loan = town.read(town.supplier, twin.path);
        var drawn = twin.drawn;
        var due = LocalDate.parse(text(loan, "/dueDate"));
        var discount = drawn.isPurchase()
                ? Spreadsheet.discount(drawn.principal(), drawn.rate(), drawn.inWords(), twin.start, due)
                : new BigDecimal("0.00");
        var net = new BigDecimal(drawn.principal()).subtract(discount).subtract(new BigDecimal(drawn.fees()));
        assertThat(amount(loan, "/discount")).as(drawn.toString()).isEqualTo(discount);
        assertThat(amount(loan, "/netProceeds")).as(drawn.toString()).isEqualTo(net);
        var interest = twin.sheet().owed(twin.payableOn).get(2);
        assertThat(amount(loan, "/schedule/0/interest"))
                .as(drawn.toString())
                .isEqualTo(drawn.isPurchase() ? new BigDecimal("0.00") : interest);
    }

    private void debtIsRecomputed(Twin twin, JsonNode loan) {
        var day = LocalDate.parse(text(loan, "/asOf"));
        var owed = twin.sheet().owed(day);
        assertThat(parts(loan.at("/owed"))).as(twin.drawn + " on " + day).isEqualTo(owed);
        assertThat(amount(loan, "/owed/total")).isEqualTo(owed.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        boolean nothing = owed.stream().allMatch(part -> part.signum() == 0);
        assertThat(text(loan, "/state").matches("SETTLED|PREPAID"))
                .as(twin.path)
                .isEqualTo(nothing);
    }

    /// The memo ledger says the same as the debt, on the day of its last entry.
    private void booksAreRecomputed(Twin twin) {
        var books = town.read(town.bank, twin.path + "/ledger");
        var day = LocalDate.parse(
                text(books.path("entries").get(books.path("entries").size() - 1), "/businessDate"));
        assertThat(parts(books.at("/owed")))
                .as(twin.path)
                .isEqualTo(twin.sheet().owed(day));
    }

    private static List<BigDecimal> parts(JsonNode parts) {
        return List.of("costs", "penalty", "interest", "principal").stream()
                .map(part -> amount(parts, "/" + part))
                .toList();
    }

    private static BigDecimal amount(JsonNode json, String pointer) {
        return new BigDecimal(text(json, pointer + "/amount"));
    }

    // What is paid, and what never was

    private void partIsPaid(Twin twin) {
        long owed = total(twin.sheet().owed(businessDates.today()));
        if (owed > 0) {
            pay(twin, fen(1 + random.nextLong(owed)), random.nextInt(4) == 0 ? fen(random.nextLong(50_00)) : "0.00");
        }
    }

    private void restIsPaid(Twin twin) {
        long owed = total(twin.sheet().owed(businessDates.today()));
        if (owed > 0) {
            pay(twin, fen(owed), "0.00");
        }
        booksAreRecomputed(twin);
        assertThat(total(twin.sheet().owed(businessDates.today()))).isZero();
    }

    private static long total(List<BigDecimal> parts) {
        return parts.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointRight(2)
                .longValueExact();
    }

    private void pay(Twin twin, String amount, String costs) {
        var today = businessDates.today();
        var met = twin.sheet().pay(today, amount, costs);
        var answer = town.write(
                town.bank,
                twin.path + "/repayments",
                Map.of("amount", cny(amount), "costs", cny(costs), "bankReference", "R" + number()));
        assertThat(parts(answer.at("/repayment/met")))
                .as(twin.drawn + " paid " + amount)
                .isEqualTo(met);
        twin.paid.add(new Paid(today, amount, costs));
        debtIsRecomputed(twin, answer.path("loan"));
    }

    /// By another person than the one who recorded it.
    private void lastPaymentIsTakenBack(Twin twin) {
        var recorded = town.read(town.bank, twin.path)
                .path("repayments")
                .valueStream()
                .filter(one -> one.path("reversal").isNull())
                .toList();
        String reversal = twin.path + "/repayments/" + text(recorded.getLast(), "/id") + "/reversal";
        var answer = town.post(town.bank.checker(), reversal, Map.of("reason", "另一借据的款项"));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        twin.paid.removeLast();
        booksAreRecomputed(twin);
    }
}
