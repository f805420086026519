package scf.platform.trade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Interest;
import scf.platform.money.Money;

/// The three-way match (三单匹配): does the invoice ask for what was ordered, at the order's price, and for no more
/// than was received?
///
/// Of a line that was ordered 100, received 90 and invoiced 100, ninety are supported. What the documents support
/// of the payable amount is its share by value: the net value of what is supported over the net value of all that
/// was invoiced, so that taxes, charges and discounts of the whole invoice fall on each line in proportion.
/// Everything before that one division is exact; the amount is rounded once, in [Interest#proRata].
///
/// What was prepaid pays for what was received first: of goods for 107.50 with 50.00 prepaid, ninety of a hundred
/// received are worth 96.75, of which 46.75 are still owed. So it is with what was paid on the invoice since. What a
/// credit note takes back is first what was not received: it lowers the amount only where it goes beyond that.
public final class ThreeWayMatch {

    /// Prices of a 数电票 have thirteen decimals and amounts two, so a line may be off by one minor unit.
    private static final Ratio ONE_MINOR = Ratio.of(1);

    private final TradeDocument order;
    private final LineMeeting meetings;
    private final TradeDocument invoice;
    private final Map<DocumentLine, BigDecimal> received;
    private final Map<DocumentLine, BigDecimal> sent;
    private final Map<DocumentLine, BigDecimal> invoicedBefore;
    private final Money payable;
    private final List<Discrepancy> discrepancies = new ArrayList<>();

    private ThreeWayMatch(Evidence evidence, TradeDocument order, TradeDocument invoice) {
        this.order = order;
        this.meetings = new LineMeeting(order);
        this.invoice = invoice;
        this.received = totals(evidence.receipts());
        this.sent = totals(evidence.despatches());
        this.invoicedBefore = less(totals(evidence.earlierInvoices()), totals(evidence.earlierCreditNotes()));
        this.payable = Objects.requireNonNull(invoice.payable(), "an invoice says what is payable");
    }

    /// What the documents bear out, and where they part.
    ///
    /// @param supported of the invoice's payable amount
    public record Result(Money supported, List<Discrepancy> discrepancies) {

        public Result {
            discrepancies = List.copyOf(discrepancies);
        }
    }

    /// What the invoice is held against, beside its order.
    ///
    /// @param despatches evidence of what was sent; what counts is what was received
    /// @param creditNotes those that take the invoice back, in whole or part
    /// @param payments what was paid on the invoice
    /// @param earlierInvoices those that were claimed before on the same order: a delivery pays for itself once
    /// @param earlierCreditNotes those that take earlier invoices back: what they free can be invoiced anew (红冲重开)
    public record Evidence(
            List<TradeDocument> receipts,
            List<TradeDocument> despatches,
            List<TradeDocument> creditNotes,
            List<TradeDocument> payments,
            List<TradeDocument> earlierInvoices,
            List<TradeDocument> earlierCreditNotes) {}

    /// Compares an invoice with its order and the rest, and takes off what was credited and paid.
    public static Result match(TradeDocument order, Evidence evidence, TradeDocument invoice) {
        var match = new ThreeWayMatch(evidence, order, invoice);
        var owed = match.supported().min(match.notCredited(evidence.creditNotes()));
        var supported = match.notPaid(owed, evidence.payments());
        return new Result(supported, match.discrepancies);
    }

    private Money supported() {
        var nothing = Money.zero(payable.currency());
        var ordered = order.payable();
        if (ordered != null && !ordered.currency().equals(payable.currency())) {
            var wanted = ordered.currency();
            add(
                    Discrepancy.Code.CURRENCY,
                    null,
                    wanted.getCurrencyCode(),
                    payable.currency().getCurrencyCode(),
                    "the order is in %s, the invoice in %s".formatted(wanted, payable.currency()));
            return nothing;
        }
        var invoiced = Ratio.ZERO;
        var supported = Ratio.ZERO;
        for (var line : invoiced()) {
            invoiced = invoiced.plus(line.net());
            supported = supported.plus(supported(line));
        }
        if (!invoiced.isPositive() || !supported.isPositive()) {
            return nothing;
        }
        var share = supported.over(invoiced).min(Ratio.of(1));
        return lessPrepaid(share);
    }

    private Money lessPrepaid(Ratio share) {
        var numerator = new BigDecimal(share.numerator());
        var denominator = new BigDecimal(share.denominator());
        var prepaid = invoice.prepaid();
        if (prepaid == null) {
            return Interest.proRata(payable, numerator, denominator);
        }
        var received = Interest.proRata(payable.plus(prepaid), numerator, denominator);
        var left = received.minus(prepaid.min(received));
        if (!left.equals(payable)) {
            add(
                    Discrepancy.Code.PREPAID,
                    null,
                    left.format(),
                    payable.format(),
                    "what was received is worth %s, of which %s was prepaid".formatted(received, prepaid));
        }
        return left.min(payable);
    }

    /// What was paid on the invoice is owed no more.
    private Money notPaid(Money owed, List<TradeDocument> payments) {
        var left = owed;
        for (var payment : payments) {
            var paid = payment.payable();
            if (paid == null || !paid.currency().equals(payable.currency()) || !paid.isPositive()) {
                continue;
            }
            left = left.minus(paid.min(left));
            add(
                    Discrepancy.Code.PAID,
                    null,
                    left.format(),
                    payable.format(),
                    "payment %s has paid %s of the invoice".formatted(payment.number(), paid));
        }
        return left;
    }

    /// A credit note that came before the claim: what it took back is owed no more.
    private Money notCredited(List<TradeDocument> creditNotes) {
        var left = payable;
        for (var note : creditNotes) {
            var credited = note.payable();
            if (credited == null || !credited.currency().equals(payable.currency())) {
                continue;
            }
            left = left.minus(credited.min(left));
            add(
                    Discrepancy.Code.CREDITED,
                    null,
                    left.format(),
                    payable.format(),
                    "credit note %s takes back %s".formatted(note.number(), credited));
        }
        return left;
    }

    /// What the invoice asks for one line of the order: its lines, and the discounts that belong to them.
    private record Asked(DocumentLine first, @Nullable BigDecimal quantity, Ratio net) {

        Asked plus(Asked other) {
            return new Asked(
                    first,
                    quantity == null || other.quantity() == null ? null : quantity.add(other.quantity()),
                    net.plus(other.net()));
        }

        Asked less(Ratio discount) {
            return new Asked(first, quantity, net.plus(discount));
        }

        String no() {
            return first.lineNo();
        }

        String unit() {
            return first.unit() == null ? "" : " " + first.unit();
        }
    }

    /// A discount line (折扣行) has no quantity and lowers the line before it. Lines that name one line of the order
    /// count together: a correction takes back three of seven.
    private List<Asked> invoiced() {
        var lines = new ArrayList<Asked>();
        for (var line : invoice.lines()) {
            var net = net(line);
            if (line.quantity() == null && net.compareTo(Ratio.ZERO) < 0 && !lines.isEmpty()) {
                lines.add(lines.removeLast().less(net));
            } else {
                lines.add(new Asked(line, line.quantity(), net));
            }
        }
        var byOrderLine = new LinkedHashMap<Object, Asked>();
        for (var line : lines) {
            String named = line.first().orderLineNo();
            byOrderLine.merge(named == null ? line : named, line, Asked::plus);
        }
        return List.copyOf(byOrderLine.values());
    }

    /// The net amount that the line states, or else what its price makes.
    private Ratio net(DocumentLine line) {
        Long stated = line.netMinor();
        if (stated != null) {
            return Ratio.of(stated);
        }
        var price = line.price();
        var quantity = line.quantity();
        return price == null || quantity == null ? Ratio.ZERO : inMinor(price).times(Ratio.of(quantity));
    }

    private Ratio inMinor(BigDecimal price) {
        return Ratio.of(price.movePointRight(payable.currency().getDefaultFractionDigits()));
    }

    private Ratio supported(Asked line) {
        var quantity = line.quantity();
        if (quantity == null || quantity.signum() <= 0) {
            add(
                    Discrepancy.Code.NO_QUANTITY,
                    line.no(),
                    null,
                    null,
                    "line %s says no quantity that could be compared".formatted(line.no()));
            return Ratio.ZERO;
        }
        var meeting = meetings.orderLine(invoice, line.first());
        if (meeting.isEmpty()) {
            add(
                    Discrepancy.Code.NOT_ORDERED,
                    line.no(),
                    null,
                    line.first().itemName(),
                    "line %s meets no line of the order".formatted(line.no()));
            return Ratio.ZERO;
        }
        var ordered = meeting.get();
        if (!Units.same(ordered.unit(), line.first().unit())) {
            add(
                    Discrepancy.Code.UNIT,
                    line.no(),
                    ordered.unit(),
                    line.first().unit(),
                    "line %s is ordered in %s and invoiced in %s"
                            .formatted(line.no(), ordered.unit(), line.first().unit()));
            return Ratio.ZERO;
        }
        compareNames(line, ordered);
        var counted = counted(line, quantity, ordered);
        var value = atTheOrdersPrice(line, quantity, ordered);
        return value.times(Ratio.of(counted)).over(Ratio.of(quantity));
    }

    private void compareNames(Asked line, DocumentLine ordered) {
        boolean byNumber = line.first().orderLineNo() != null
                || line.first().sellerItem() != null
                || line.first().buyerItem() != null
                || line.first().standardItem() != null;
        if (!byNumber && !LineMeeting.sameName(ordered, line.first())) {
            add(
                    Discrepancy.Code.ITEM_NAME,
                    line.no(),
                    ordered.itemName(),
                    line.first().itemName(),
                    "line %s and the only line of the order call the goods differently".formatted(line.no()));
        }
    }

    /// How much of the line counts: no more than is left of the order, no more than is left of what was received.
    private BigDecimal counted(Asked line, BigDecimal invoiced, DocumentLine ordered) {
        var counted = invoiced;
        var before = invoicedBefore.getOrDefault(ordered, BigDecimal.ZERO);
        var wanted = ordered.quantity();
        if (wanted != null && invoiced.compareTo(left(wanted, before)) > 0) {
            counted = left(wanted, before);
            tooMany(Discrepancy.Code.OVER_ORDER, "ordered", line, counted, invoiced);
        }
        var taken = received.getOrDefault(ordered, BigDecimal.ZERO);
        if (invoiced.compareTo(left(taken, before)) > 0) {
            counted = counted.min(left(taken, before));
            tooMany(Discrepancy.Code.QUANTITY, "received", line, left(taken, before), invoiced);
        }
        var given = sent.getOrDefault(ordered, BigDecimal.ZERO);
        if (given.compareTo(taken) > 0) {
            add(
                    Discrepancy.Code.LOST_ON_THE_WAY,
                    line.no(),
                    plain(given),
                    plain(taken),
                    "line %s: sent %s%s, received %s%s"
                            .formatted(line.no(), plain(given), line.unit(), plain(taken), line.unit()));
        }
        return counted;
    }

    private static BigDecimal left(BigDecimal quantity, BigDecimal before) {
        return quantity.subtract(before).max(BigDecimal.ZERO);
    }

    private void tooMany(Discrepancy.Code code, String verb, Asked line, BigDecimal expected, BigDecimal invoiced) {
        add(
                code,
                line.no(),
                plain(expected),
                plain(invoiced),
                "line %s: %s and not yet invoiced %s%s, invoiced %s%s, %s too many"
                        .formatted(
                                line.no(),
                                verb,
                                plain(expected),
                                line.unit(),
                                plain(invoiced),
                                line.unit(),
                                plain(invoiced.subtract(expected))));
    }

    /// What the documents of one kind say of each line of the order, added up. Another unit than the order's is
    /// not added.
    private Map<DocumentLine, BigDecimal> totals(List<TradeDocument> documents) {
        var totals = new HashMap<DocumentLine, BigDecimal>();
        for (var document : documents) {
            for (var line : document.lines()) {
                var quantity = line.quantity();
                if (quantity != null) {
                    meetings.orderLine(document, line)
                            .filter(ordered -> Units.same(ordered.unit(), line.unit()))
                            .ifPresent(ordered -> totals.merge(ordered, quantity, BigDecimal::add));
                }
            }
        }
        return totals;
    }

    private static Map<DocumentLine, BigDecimal> less(
            Map<DocumentLine, BigDecimal> invoiced, Map<DocumentLine, BigDecimal> credited) {
        var left = new HashMap<>(invoiced);
        credited.forEach((line, quantity) -> left.computeIfPresent(
                line,
                (_, before) -> before.subtract(quantity.max(BigDecimal.ZERO)).max(BigDecimal.ZERO)));
        return left;
    }

    /// The net value of the line, at the price of the order where the invoice asks a higher one.
    private Ratio atTheOrdersPrice(Asked line, BigDecimal invoiced, DocumentLine ordered) {
        var price = orderPrice(ordered);
        if (price == null) {
            return line.net();
        }
        var atOrder = price.times(Ratio.of(invoiced));
        if (line.net().minus(ONE_MINOR).compareTo(atOrder) <= 0) {
            return line.net();
        }
        add(
                Discrepancy.Code.PRICE,
                line.no(),
                shown(price),
                shown(line.net().over(Ratio.of(invoiced))),
                "line %s: the order's price is %s, the invoice's %s"
                        .formatted(line.no(), shown(price), shown(line.net().over(Ratio.of(invoiced)))));
        return atOrder;
    }

    /// In minor units for one unit of the goods: the amount of the line over its quantity. A stated price counts
    /// only where the order states no amount, because the two are met in disagreement.
    private @Nullable Ratio orderPrice(DocumentLine ordered) {
        var quantity = ordered.quantity();
        Long net = ordered.netMinor();
        if (net != null && quantity != null && quantity.signum() > 0) {
            return Ratio.of(net).over(Ratio.of(quantity));
        }
        var price = ordered.price();
        return price == null ? null : inMinor(price);
    }

    /// For people only: a price in the major unit, cut after six decimals.
    private String shown(Ratio inMinor) {
        int digits = payable.currency().getDefaultFractionDigits();
        return new BigDecimal(inMinor.numerator())
                .divide(new BigDecimal(inMinor.denominator()), 6, RoundingMode.DOWN)
                .movePointLeft(digits)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String plain(BigDecimal quantity) {
        return quantity.stripTrailingZeros().toPlainString();
    }

    private void add(
            Discrepancy.Code code,
            @Nullable String lineNo,
            @Nullable String expected,
            @Nullable String found,
            String message) {
        discrepancies.add(new Discrepancy(code, lineNo, expected, found, message));
    }
}
