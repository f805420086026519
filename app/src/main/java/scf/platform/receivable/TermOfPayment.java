package scf.platform.receivable;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scf.platform.enterprise.EnterpriseSize;
import scf.platform.trade.DocumentKind;
import scf.platform.trade.TradeDocument;

/// The term of payment: from when it counts, and whether it is one that the law lets a large debtor take.
///
/// A large enterprise pays a smaller one within sixty days of delivery; the contract may agree otherwise,
/// reasonably and by the custom of the trade (条例 art 9). So a longer term without a clause of the contract is
/// refused, and with one it is let pass and shown to everybody who decides.
///
/// @param from delivery, or acceptance of what was delivered
record TermOfPayment(LocalDate from, Claim.DeliveryBasis basis) {

    static TermOfPayment of(TradeDocument invoice, List<TradeDocument> evidence) {
        return latest(DocumentKind.RECEIPT, Claim.DeliveryBasis.RECEIPT, evidence)
                .or(() -> latest(DocumentKind.DESPATCH, Claim.DeliveryBasis.DESPATCH, evidence))
                .orElseGet(() -> {
                    var stated = invoice.deliveredOn();
                    return new TermOfPayment(
                            stated == null ? invoice.issueDate() : stated, Claim.DeliveryBasis.INVOICE);
                });
    }

    /// Of several deliveries the last one, which completes what the invoice is for.
    private static Optional<TermOfPayment> latest(
            DocumentKind kind, Claim.DeliveryBasis basis, List<TradeDocument> evidence) {
        return evidence.stream()
                .filter(document -> document.kind() == kind)
                .map(TradeDocument::deliveredOn)
                .filter(date -> date != null)
                .max(Comparator.naturalOrder())
                .map(date -> new TermOfPayment(date, basis));
    }

    /// Whether the statute speaks of these two: it protects whoever is not large against whoever is, by the sizes of
    /// the day of their contract.
    static boolean binds(Parties parties) {
        return parties.debtor() == EnterpriseSize.LARGE && parties.creditor() != EnterpriseSize.LARGE;
    }

    /// What the two were when they made the contract.
    record Parties(
            LocalDate contractedOn,
            @Nullable EnterpriseSize debtor,
            @Nullable EnterpriseSize creditor) {}
}
