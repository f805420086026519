package scf.platform.receivable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import scf.platform.trade.Deliveries;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.TradeDocument;
import scf.platform.trade.TradeDocuments;
import scf.schema.ids.DocumentId;

/// What the claims before one claim have used up. Whoever asks holds the lock on the trade ([EvidenceStore#lockTrade]).
///
/// @param before when the claim in question was made
/// @param invoice what it claims: its own parts take nothing from each other here
record EarlierClaims(EvidenceStore evidence, TradeDocuments documents, Instant before, DocumentId invoice) {

    /// The invoices that were claimed before on this order.
    List<TradeDocument> invoicesOn(TradeDocument order) {
        return all(evidence.invoicesClaimedBefore(before, versions(List.of(order)), invoice));
    }

    /// What claims on other orders rest on, of those that rest on one of these receipts. A claim that names no order
    /// or several has taken nothing yet.
    List<Deliveries.Taken> takenElsewhere(TradeDocument order, List<TradeDocument> receipts) {
        var byInvoice = new LinkedHashMap<DocumentId, Deliveries.Taken>();
        var resting = evidence.claimsResting(before, versions(receipts), versions(List.of(order)));
        resting.forEach((claim, claimed) -> {
            var behind = all(evidence.of(claim)).stream()
                    .map(documents::inForce)
                    .distinct()
                    .toList();
            var orders = Matching.of(DocumentKind.ORDER, behind);
            if (orders.size() == 1 && !claimed.equals(invoice)) {
                var counted = Matching.of(DocumentKind.RECEIPT, behind).stream()
                        .filter(receipt -> !Deliveries.isOfAnotherOrder(receipt, orders.getFirst()))
                        .toList();
                byInvoice.putIfAbsent(claimed, new Deliveries.Taken(orders.getFirst(), counted, all(List.of(claimed))));
            }
        });
        return List.copyOf(byInvoice.values());
    }

    /// A claim that was confirmed rests for good on what was handed in by then.
    private List<DocumentId> versions(List<TradeDocument> some) {
        return some.stream()
                .flatMap(each -> documents.versions(each).stream())
                .map(TradeDocument::id)
                .toList();
    }

    private List<TradeDocument> all(List<DocumentId> ids) {
        return ids.stream().map(each -> documents.find(each).orElseThrow()).toList();
    }
}
