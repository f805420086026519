package scf.platform.trade;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;

/// The documents of one trade: contract, order, despatch, receipt, invoice, credit note, payment, linked by the numbers
/// in which they name each other.
///
/// @param documents in the order in which they came
/// @param balance null where the family speaks of several currencies
/// @param whole false where there are more than are shown
public record Family(
        List<TradeDocument> documents,
        Map<DocumentId, DocumentStanding> standings,
        @Nullable Balance balance,
        boolean whole) {

    /// What the family comes to, in one currency.
    ///
    /// @param ordered what the orders say, where they say an amount
    /// @param open what is invoiced, less what was credited and paid; never below zero
    public record Balance(Money ordered, Money invoiced, Money prepaid, Money credited, Money paid, Money open) {}

    /// One entry for each of the four streams.
    public List<StreamEvidence> streams() {
        return StreamEvidence.of(documents, standings);
    }

    static Family of(List<TradeDocument> documents, Map<DocumentId, DocumentStanding> standings, boolean whole) {
        return new Family(documents, standings, balance(documents), whole);
    }

    private static @Nullable Balance balance(List<TradeDocument> documents) {
        var currencies = documents.stream()
                .map(TradeDocument::payable)
                .filter(amount -> amount != null)
                .map(Money::currency)
                .distinct()
                .toList();
        if (currencies.size() != 1) {
            return null;
        }
        var nothing = Money.zero(currencies.getFirst());
        var ordered = nothing;
        var invoiced = nothing;
        var prepaid = nothing;
        var credited = nothing;
        var paid = nothing;
        for (var document : documents) {
            var amount = document.payable() == null ? nothing : document.payable();
            switch (document.kind()) {
                case ORDER -> ordered = ordered.plus(amount);
                case INVOICE -> {
                    invoiced = invoiced.plus(amount);
                    prepaid = document.prepaid() == null ? prepaid : prepaid.plus(document.prepaid());
                }
                case CREDIT_NOTE -> credited = credited.plus(amount);
                case PAYMENT -> paid = paid.plus(amount);
                case CONTRACT, DESPATCH, WAYBILL, RECEIPT -> {
                    // A contract says what may be ordered; the others say no amount.
                }
            }
        }
        var settled = credited.plus(paid);
        var open = settled.exceeds(invoiced) ? nothing : invoiced.minus(settled);
        return new Balance(ordered, invoiced, prepaid, credited, paid, open);
    }
}
