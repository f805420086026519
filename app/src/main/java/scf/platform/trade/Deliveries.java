package scf.platform.trade;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scf.contract.InvoiceIdentity;
import scf.schema.ids.DocumentId;

/// A delivery is paid for once, whatever order it is held against.
///
/// A receipt that names its order counts for that order alone. One that names none may cover goods of several orders,
/// so it is used up line by line: what the claims on one order took of a line is not there for the next.
public final class Deliveries {

    private final Map<Place, BigDecimal> left = new HashMap<>();

    private Deliveries() {}

    /// Where a quantity stands: a line by its position, because two lines of a receipt may say the same.
    private record Place(DocumentId document, int position) {}

    /// What claims on another order rest on.
    ///
    /// @param invoices what was claimed on that order
    public record Taken(TradeDocument order, List<TradeDocument> receipts, List<TradeDocument> invoices) {}

    /// Whether the document says itself that it belongs to another order.
    public static boolean isOfAnotherOrder(TradeDocument document, TradeDocument order) {
        String named = document.orderNumber();
        return named != null && !InvoiceIdentity.normalised(named).equals(InvoiceIdentity.normalised(order.number()));
    }

    /// The receipts with what is left of each line.
    public static List<TradeDocument> left(List<TradeDocument> receipts, List<Taken> elsewhere) {
        var deliveries = new Deliveries();
        elsewhere.forEach(deliveries::take);
        return receipts.stream().map(deliveries::left).toList();
    }

    private void take(Taken taken) {
        var meeting = new LineMeeting(taken.order());
        var wanted = new HashMap<DocumentLine, BigDecimal>();
        for (var invoice : taken.invoices()) {
            for (var line : invoice.lines()) {
                var quantity = line.quantity();
                if (quantity != null) {
                    meeting.orderLine(invoice, line)
                            .ifPresent(ordered -> wanted.merge(ordered, quantity, BigDecimal::add));
                }
            }
        }
        // What names the order is used first: it can serve no other.
        var ownFirst = new ArrayList<>(taken.receipts());
        ownFirst.sort(Comparator.comparing(receipt -> receipt.orderNumber() == null));
        ownFirst.forEach(receipt -> take(meeting, receipt, wanted));
    }

    private void take(LineMeeting meeting, TradeDocument receipt, Map<DocumentLine, BigDecimal> wanted) {
        for (int i = 0; i < receipt.lines().size(); i++) {
            var place = new Place(receipt.id(), i);
            var line = receipt.lines().get(i);
            var ordered = meeting.orderLine(receipt, line);
            var there = left.getOrDefault(place, line.quantity());
            if (ordered.isEmpty() || there == null || !Units.same(ordered.get().unit(), line.unit())) {
                continue;
            }
            var still = wanted.getOrDefault(ordered.get(), BigDecimal.ZERO);
            var part = there.min(still).max(BigDecimal.ZERO);
            left.put(place, there.subtract(part));
            wanted.put(ordered.get(), still.subtract(part));
        }
    }

    private TradeDocument left(TradeDocument receipt) {
        var lines = new ArrayList<DocumentLine>();
        for (int i = 0; i < receipt.lines().size(); i++) {
            var line = receipt.lines().get(i);
            var there = left.get(new Place(receipt.id(), i));
            lines.add(there == null ? line : line.of(there));
        }
        return receipt.withLines(lines);
    }
}
