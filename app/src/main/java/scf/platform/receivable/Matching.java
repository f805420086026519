package scf.platform.receivable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import scf.platform.money.Money;
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

        record Incomplete(List<TradeDocument> evidence, List<Finding> findings) implements Outcome {}

        record Complete(List<TradeDocument> evidence, List<Finding> findings, Money supported) implements Outcome {}
    }

    /// Compares the invoice with what is named and what is found.
    ///
    /// @param earlier the invoices of earlier claims on an order: what they asked for is used up
    Outcome match(
            TradeDocument invoice, List<TradeDocument> named, Function<TradeDocument, List<TradeDocument>> earlier) {
        var evidence = gathered(invoice, named);
        var orders = of(DocumentKind.ORDER, evidence);
        var receipts = of(DocumentKind.RECEIPT, evidence);
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
        if (!findings.isEmpty()) {
            return new Outcome.Incomplete(evidence, findings);
        }
        var before = earlier.apply(orders.getFirst());
        var result = ThreeWayMatch.match(
                orders.getFirst(),
                new ThreeWayMatch.Evidence(
                        receipts,
                        of(DocumentKind.DESPATCH, evidence),
                        documents.creditNotesOf(invoice),
                        documents.paymentsOf(invoice),
                        before,
                        before.stream()
                                .flatMap(each -> documents.creditNotesOf(each).stream())
                                .toList()),
                invoice);
        result.discrepancies().forEach(discrepancy -> findings.add(finding(discrepancy)));
        return new Outcome.Complete(evidence, findings, result.supported());
    }

    private List<TradeDocument> gathered(TradeDocument invoice, List<TradeDocument> named) {
        Map<DocumentId, TradeDocument> evidence = new LinkedHashMap<>();
        named.forEach(document -> evidence.put(document.id(), document));
        var orderNumber = invoice.orderNumber();
        if (orderNumber != null && of(DocumentKind.ORDER, named).isEmpty()) {
            add(evidence, invoice, orderNumber);
        }
        of(DocumentKind.ORDER, List.copyOf(evidence.values())).forEach(order -> add(evidence, invoice, order.number()));
        return List.copyOf(evidence.values());
    }

    private void add(Map<DocumentId, TradeDocument> evidence, TradeDocument invoice, String orderNumber) {
        for (var document : documents.ofOrder(invoice.seller(), invoice.buyer(), orderNumber)) {
            switch (document.kind()) {
                case ORDER, DESPATCH, WAYBILL, RECEIPT -> evidence.put(document.id(), document);
                case CONTRACT, INVOICE, CREDIT_NOTE, PAYMENT -> {
                    // Other invoices of the order are no evidence for this one; a contract has no order's number.
                }
            }
        }
    }

    private static List<TradeDocument> of(DocumentKind kind, List<TradeDocument> documents) {
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
