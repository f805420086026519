package scf.platform.receivable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scf.platform.money.Money;
import scf.platform.trade.Deliveries;
import scf.platform.trade.Discrepancy;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.ThreeWayMatch;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.TradeDocuments;
import scf.schema.ids.DocumentId;

/// Gathers the documents of a claim and compares them.
///
/// Beside the documents that the creditor names, those count that name the same order between the same two
/// parties: the receipt is often the debtor's to hand in.
final class Matching {

    private final TradeDocuments documents;

    Matching(TradeDocuments documents) {
        this.documents = documents;
    }

    /// What the comparison came to, and every document that was looked at beside the invoice.
    sealed interface Outcome {

        List<TradeDocument> evidence();

        List<Finding> findings();

        /// Of the evidence what counts: of this order, and of days that have come.
        List<TradeDocument> fitting();

        record Incomplete(List<TradeDocument> evidence, List<TradeDocument> fitting, List<Finding> findings)
                implements Outcome {}

        record Complete(
                List<TradeDocument> evidence, List<TradeDocument> fitting, List<Finding> findings, Money supported)
                implements Outcome {}
    }

    /// Compares the invoice with what is named and what is found.
    ///
    /// @param today what is dated later has not happened, and counts when its day has come
    Outcome match(TradeDocument invoice, List<TradeDocument> named, EarlierClaims earlier, LocalDate today) {
        var evidence = gathered(invoice, named);
        var overruled = evidence.stream()
                .filter(document -> !documents.inForce(document).equals(document))
                .toList();
        var inForce = without(overruled, evidence);
        var toCome =
                inForce.stream().filter(document -> document.isAfter(today)).toList();
        var happened = without(toCome, inForce);
        var orders = of(DocumentKind.ORDER, happened);
        var ofOthers = orders.size() == 1 ? ofOtherOrders(orders.getFirst(), happened) : List.<TradeDocument>of();
        var fitting = without(ofOthers, happened);
        var receipts = of(DocumentKind.RECEIPT, fitting);
        var findings = new ArrayList<Finding>();
        if (orders.isEmpty()) {
            findings.add(Finding.missing("MISSING_ORDER", "no order stands behind the invoice"));
        }
        if (orders.size() > 1) {
            findings.add(Finding.missing("SEVERAL_ORDERS", "the documents speak of several orders: name one"));
        }
        if (receipts.isEmpty()) {
            findings.add(Finding.missing("MISSING_RECEIPT", "nothing says that the goods were received"));
        }
        boolean complete = findings.isEmpty();
        overruled.forEach(document -> findings.add(overruled(document)));
        toCome.forEach(document -> findings.add(ofADayToCome(document, today)));
        ofOthers.forEach(document -> findings.add(ofAnotherOrder(document, orders.getFirst())));
        if (!complete) {
            return new Outcome.Incomplete(evidence, fitting, findings);
        }
        var order = orders.getFirst();
        var before = earlier.invoicesOn(order);
        var result = ThreeWayMatch.match(
                order,
                new ThreeWayMatch.Evidence(
                        Deliveries.left(receipts, earlier.takenElsewhere(order, receipts)),
                        of(DocumentKind.DESPATCH, fitting),
                        documents.creditNotesOf(invoice),
                        documents.paymentsOf(invoice),
                        before,
                        before.stream()
                                .flatMap(each -> documents.creditNotesOf(each).stream())
                                .toList()),
                invoice);
        result.discrepancies().forEach(discrepancy -> findings.add(finding(discrepancy)));
        return new Outcome.Complete(evidence, fitting, findings, result.supported());
    }

    private static List<TradeDocument> without(List<TradeDocument> some, List<TradeDocument> all) {
        return all.stream().filter(document -> !some.contains(document)).toList();
    }

    private static Finding overruled(TradeDocument document) {
        return Finding.missing(
                "ISSUERS_VERSION_COUNTS",
                "%s %s was handed in by its seller and by its buyer, with other content: the buyer's counts"
                        .formatted(document.kind(), document.number()));
    }

    private static Finding ofADayToCome(TradeDocument document, LocalDate today) {
        var delivered = document.deliveredOn();
        var day = delivered != null && delivered.isAfter(today) ? delivered : document.issueDate();
        return new Finding(
                Finding.FUTURE_DATED,
                null,
                today.toString(),
                day.toString(),
                "%s %s speaks of %s and counts when that day has come"
                        .formatted(document.kind(), document.number(), day),
                null,
                null);
    }

    /// A delivery for one order says nothing of what came of another.
    private static List<TradeDocument> ofOtherOrders(TradeDocument order, List<TradeDocument> evidence) {
        return evidence.stream()
                .filter(document -> document.kind() == DocumentKind.RECEIPT || document.kind() == DocumentKind.DESPATCH)
                .filter(document -> Deliveries.isOfAnotherOrder(document, order))
                .toList();
    }

    private static Finding ofAnotherOrder(TradeDocument document, TradeDocument order) {
        return new Finding(
                document.kind() + "_OF_ANOTHER_ORDER",
                null,
                order.number(),
                document.orderNumber(),
                "%s %s is of another order and does not count".formatted(document.kind(), document.number()),
                null,
                null);
    }

    private List<TradeDocument> gathered(TradeDocument invoice, List<TradeDocument> named) {
        Map<DocumentId, TradeDocument> evidence = new LinkedHashMap<>();
        named.forEach(document -> put(evidence, document));
        var orderNumber = invoice.orderNumber();
        if (orderNumber != null && of(DocumentKind.ORDER, named).isEmpty()) {
            add(evidence, invoice, orderNumber);
        }
        of(DocumentKind.ORDER, List.copyOf(evidence.values())).forEach(order -> add(evidence, invoice, order.number()));
        return List.copyOf(evidence.values());
    }

    private void put(Map<DocumentId, TradeDocument> evidence, TradeDocument document) {
        evidence.put(document.id(), document);
        var inForce = documents.inForce(document);
        evidence.put(inForce.id(), inForce);
    }

    private void add(Map<DocumentId, TradeDocument> evidence, TradeDocument invoice, String orderNumber) {
        for (var document : documents.ofOrder(invoice.seller(), invoice.buyer(), orderNumber)) {
            switch (document.kind()) {
                case ORDER, DESPATCH, WAYBILL, RECEIPT -> put(evidence, document);
                case CONTRACT, INVOICE, CREDIT_NOTE, PAYMENT -> {
                    // Other invoices of the order are no evidence for this one; a contract has no order's number.
                }
            }
        }
    }

    static List<TradeDocument> of(DocumentKind kind, List<TradeDocument> documents) {
        return documents.stream().filter(document -> document.kind() == kind).toList();
    }

    private static Finding finding(Discrepancy discrepancy) {
        return new Finding(
                discrepancy.code().name(),
                discrepancy.lineNo(),
                discrepancy.expected(),
                discrepancy.found(),
                discrepancy.message(),
                null,
                null);
    }
}
