package scf.platform.trade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A trade as it might have happened, drawn from a seed: an order, deliveries in parts, invoices with discounts and
/// prepayments, credit notes, payments; and what is true of it, computed from the formulas and from nothing of the
/// application.
///
/// Quantities are whole or in tenths and prices whole multiples of ten fen, so that each line is exact and a wrong fen
/// is a wrong fen.
final class TradeFamily {

    private static final List<String> GOODS =
            List.of("数控主轴", "轴承钢棒", "滚珠丝杠", "液压油缸", "减速机", "铸铁底座", "伺服电机", "直线导轨", "防护罩 & 附件", "刀库<ATC>");

    /// One unit in the spellings in which the papers of one trade are met.
    private static final List<List<String>> UNITS = List.of(
            List.of("KGM", "千克", "公斤", "kg"), List.of("台"), List.of("C62", "个", "PCS"), List.of("MTR", "米", "m"));

    private static final int[] TAX_RATES = {13, 9, 6, 3};

    /// A line of any of the papers.
    ///
    /// @param quantity null on a discount line, whose net is negative
    record Line(
            int no,
            int orderLine,
            String name,
            String item,
            @Nullable BigDecimal quantity,
            String unit,
            long netFen,
            long priceFen) {}

    /// Any of the papers. What a kind does not have is zero or null.
    record Paper(
            DocumentKind kind,
            String number,
            LocalDate date,
            @Nullable String order,
            @Nullable String invoice,
            List<Line> lines,
            int taxRate,
            long netFen,
            long taxFen,
            long prepaidFen,
            long payableFen) {}

    /// An invoice, and what the papers support of it when it is claimed after those before it.
    record Claimable(Paper invoice, long supportedFen) {}

    private final Random random;
    private final String mark;
    final LocalDate ordered = LocalDate.parse("2026-08-03");
    final Paper order;
    final List<Paper> despatches = new ArrayList<>();
    final List<Paper> receipts = new ArrayList<>();
    final List<Paper> invoices = new ArrayList<>();
    final List<Paper> creditNotes = new ArrayList<>();
    final List<Paper> payments = new ArrayList<>();
    private final List<List<String>> units = new ArrayList<>();

    TradeFamily(long seed) {
        this.random = new Random(seed);
        this.mark = "%06d".formatted(Math.floorMod(seed, 1_000_000));
        this.order = drawOrder();
        drawDeliveries();
        drawInvoices();
    }

    List<Paper> papers() {
        var all = new ArrayList<Paper>();
        all.add(order);
        all.addAll(despatches);
        all.addAll(receipts);
        all.addAll(invoices);
        all.addAll(creditNotes);
        all.addAll(payments);
        return all;
    }

    private Paper drawOrder() {
        int count = 1 + random.nextInt(4);
        int first = random.nextInt(GOODS.size());
        var lines = new ArrayList<Line>();
        for (int i = 1; i <= count; i++) {
            units.add(UNITS.get(random.nextInt(UNITS.size())));
            long price = 10L * (1 + random.nextInt(5_000));
            var quantity = quantity(1 + random.nextInt(500));
            lines.add(line(i, i, GOODS.get((first + i) % GOODS.size()), quantity, price));
        }
        long net = lines.stream().mapToLong(Line::netFen).sum();
        return new Paper(DocumentKind.ORDER, "PO-" + mark, ordered, null, null, lines, 0, net, 0, 0, net);
    }

    private BigDecimal quantity(int whole) {
        return random.nextInt(4) == 0
                ? BigDecimal.valueOf(whole * 10L + 1 + random.nextInt(9), 1)
                : BigDecimal.valueOf(whole);
    }

    private Line line(int no, int orderLine, String name, BigDecimal quantity, long priceFen) {
        var spellings = units.get(orderLine - 1);
        return new Line(
                no,
                orderLine,
                name,
                "ART-" + mark + "-" + orderLine,
                quantity,
                spellings.get(random.nextInt(spellings.size())),
                quantity.multiply(BigDecimal.valueOf(priceFen)).longValueExact(),
                priceFen);
    }

    /// Up to three deliveries; each line arrives in part, in whole, or a little less than was sent.
    private void drawDeliveries() {
        int deliveries = 1 + random.nextInt(3);
        for (int i = 1; i <= deliveries; i++) {
            var sent = new ArrayList<Line>();
            var taken = new ArrayList<Line>();
            for (var wanted : order.lines()) {
                var quantity = part(quantityOf(wanted), deliveries);
                if (quantity.signum() > 0) {
                    sent.add(line(sent.size() + 1, wanted.no(), wanted.name(), quantity, wanted.priceFen()));
                    var arrived = random.nextInt(5) == 0 ? part(quantity, 1) : quantity;
                    if (arrived.signum() > 0) {
                        taken.add(line(taken.size() + 1, wanted.no(), wanted.name(), arrived, wanted.priceFen()));
                    }
                }
            }
            add(despatches, DocumentKind.DESPATCH, "DN-" + mark + "-" + i, ordered.plusDays(5L * i), sent);
            add(receipts, DocumentKind.RECEIPT, "GR-" + mark + "-" + i, ordered.plusDays(5L * i + 2), taken);
        }
    }

    private void add(List<Paper> papers, DocumentKind kind, String number, LocalDate date, List<Line> lines) {
        if (!lines.isEmpty()) {
            papers.add(new Paper(kind, number, date, order.number(), null, lines, 0, 0, 0, 0, 0));
        }
    }

    /// Something between nothing and the share of one of several, in tenths.
    private BigDecimal part(BigDecimal whole, int of) {
        long tenths = whole.movePointRight(1).longValueExact();
        return BigDecimal.valueOf((long) (random.nextDouble() * (tenths / of + 1)), 1);
    }

    private static BigDecimal quantityOf(Line line) {
        return Objects.requireNonNull(line.quantity());
    }

    /// One to three invoices, each on some of the lines, for less or more than was received.
    private void drawInvoices() {
        int count = 1 + random.nextInt(3);
        for (int i = 1; i <= count; i++) {
            var lines = new ArrayList<Line>();
            for (var wanted : order.lines()) {
                var quantity = random.nextInt(4) == 0 ? quantityOf(wanted) : part(quantityOf(wanted), count);
                if (quantity.signum() > 0) {
                    lines.add(line(lines.size() + 1, wanted.no(), wanted.name(), quantity, wanted.priceFen()));
                    drawDiscount(lines);
                }
            }
            if (!lines.isEmpty()) {
                invoice(i, lines);
            }
        }
    }

    private void drawDiscount(List<Line> lines) {
        var before = lines.getLast();
        if (random.nextInt(4) == 0 && before.netFen() > 20) {
            long discount = 1 + random.nextLong(before.netFen() / 3);
            lines.add(new Line(
                    lines.size() + 1,
                    before.orderLine(),
                    before.name(),
                    before.item(),
                    null,
                    before.unit(),
                    -discount,
                    0));
        }
    }

    private void invoice(int i, List<Line> lines) {
        int rate = TAX_RATES[random.nextInt(TAX_RATES.length)];
        long net = lines.stream().mapToLong(Line::netFen).sum();
        long tax = tax(net, rate);
        long total = net + tax;
        long prepaid = random.nextInt(4) == 0 ? (long) (random.nextDouble() * total / 2) : 0;
        String number = "2635" + mark + "%010d".formatted(i);
        invoices.add(new Paper(
                DocumentKind.INVOICE,
                number,
                ordered.plusDays(20L + i),
                order.number(),
                null,
                lines,
                rate,
                net,
                tax,
                prepaid,
                total - prepaid));
        if (random.nextInt(3) == 0) {
            creditNote(invoices.getLast(), i);
        }
        if (random.nextInt(3) == 0) {
            long paid = 1 + (long) (random.nextDouble() * (total - prepaid));
            payments.add(new Paper(
                    DocumentKind.PAYMENT,
                    "BANK" + mark + i,
                    ordered.plusDays(30L + i),
                    null,
                    number,
                    List.of(),
                    0,
                    0,
                    0,
                    0,
                    paid));
        }
    }

    /// Of the first line a part is taken back.
    private void creditNote(Paper invoice, int i) {
        var first = invoice.lines().getFirst();
        var quantity = part(quantityOf(first), 1);
        if (quantity.signum() <= 0) {
            return;
        }
        var line = line(1, first.orderLine(), first.name(), quantity, first.priceFen());
        long tax = tax(line.netFen(), invoice.taxRate());
        creditNotes.add(new Paper(
                DocumentKind.CREDIT_NOTE,
                "2635" + mark + "%010d".formatted(900 + i),
                invoice.date().plusDays(3),
                null,
                invoice.number(),
                List.of(line),
                invoice.taxRate(),
                line.netFen(),
                tax,
                0,
                line.netFen() + tax));
    }

    private static long tax(long net, int rate) {
        return BigDecimal.valueOf(net)
                .multiply(BigDecimal.valueOf(rate, 2))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    // The truth

    /// What is supported of each invoice, if all of them are claimed one after another.
    List<Claimable> truth() {
        var claimed = new ArrayList<Claimable>();
        for (int i = 0; i < invoices.size(); i++) {
            claimed.add(new Claimable(invoices.get(i), supported(invoices.get(i), invoices.subList(0, i))));
        }
        return claimed;
    }

    /// Σ over the lines of the order of net · counted / invoiced, over Σ net: brought to one denominator, so that
    /// nothing is rounded before the end.
    private long supported(Paper invoice, List<Paper> earlier) {
        var product = BigDecimal.ONE;
        for (var wanted : order.lines()) {
            var quantity = invoiced(invoice, wanted.no());
            product = quantity.signum() > 0 ? product.multiply(quantity) : product;
        }
        var supported = BigDecimal.ZERO;
        var all = BigDecimal.ZERO;
        for (var wanted : order.lines()) {
            var quantity = invoiced(invoice, wanted.no());
            if (quantity.signum() <= 0) {
                continue;
            }
            var net = BigDecimal.valueOf(invoice.lines().stream()
                    .filter(line -> line.orderLine() == wanted.no())
                    .mapToLong(Line::netFen)
                    .sum());
            var others = product.divide(quantity, 60, RoundingMode.HALF_EVEN);
            supported = supported.add(
                    net.multiply(counted(wanted, quantity, earlier)).multiply(others));
            all = all.add(net.multiply(product));
        }
        long gross = invoice.payableFen() + invoice.prepaidFen();
        long received = supported
                .multiply(BigDecimal.valueOf(gross))
                .divide(all, 20, RoundingMode.HALF_EVEN)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        long owed = Math.max(0, received - invoice.prepaidFen());
        long left = Math.max(0, invoice.payableFen() - named(creditNotes, invoice));
        return Math.max(0, Math.min(owed, left) - named(payments, invoice));
    }

    private BigDecimal counted(Line wanted, BigDecimal invoiced, List<Paper> earlier) {
        var before = BigDecimal.ZERO;
        for (var each : earlier) {
            before = before.add(invoiced(each, wanted.no()));
            for (var note : creditNotes) {
                if (each.number().equals(note.invoice())) {
                    before = before.subtract(invoiced(note, wanted.no()));
                }
            }
        }
        var taken = receipts.stream()
                .map(receipt -> invoiced(receipt, wanted.no()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return invoiced.min(quantityOf(wanted).subtract(before).max(BigDecimal.ZERO))
                .min(taken.subtract(before).max(BigDecimal.ZERO));
    }

    private static BigDecimal invoiced(Paper paper, int orderLine) {
        return paper.lines().stream()
                .filter(line -> line.orderLine() == orderLine)
                .map(Line::quantity)
                .filter(quantity -> quantity != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long named(List<Paper> papers, Paper invoice) {
        return papers.stream()
                .filter(paper -> invoice.number().equals(paper.invoice()))
                .mapToLong(Paper::payableFen)
                .sum();
    }
}
