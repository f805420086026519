package scf.platform.trade;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scf.contract.InvoiceIdentity;

/// Whether two documents under one number are one document.
///
/// Whatever a match or a claim reads must be the same: another counterparty, day, order, price or quantity under one
/// number is another document, and one of the two is wrong. Names of goods and free fields may be spelt otherwise.
///
/// An OFD has no line of the order where a UBL invoice names it: what one form cannot say is no contradiction to the
/// other. Only figures are never filled in by silence where the buyer's own word comes after the seller's: a price
/// that the seller left out of the buyer's order is what the buyer has to say.
final class DocumentComparison {

    private final List<Filing.Difference> found = new ArrayList<>();
    private final boolean otherForm;
    private final boolean ownWord;

    private DocumentComparison(TradeDocument stored, TradeDocument handedIn) {
        this.otherForm = stored.format() != handedIn.format();
        this.ownWord = handedIn.isIssuersOwn() && !stored.isIssuersOwn();
    }

    static List<Filing.Difference> differences(TradeDocument stored, TradeDocument handedIn) {
        var comparison = new DocumentComparison(stored, handedIn);
        comparison.compare("seller", stored, handedIn, TradeDocument::sellerIdentifier);
        comparison.compare("buyer", stored, handedIn, TradeDocument::buyerIdentifier);
        comparison.compare("date", stored, handedIn, TradeDocument::issueDate);
        comparison.compare("dueDate", stored, handedIn, TradeDocument::dueDate);
        comparison.compare("deliveredOn", stored, handedIn, TradeDocument::deliveredOn);
        comparison.compare("contractNumber", stored, handedIn, document -> normal(document.contractNumber()));
        comparison.compare("orderNumber", stored, handedIn, document -> normal(document.orderNumber()));
        comparison.compare("despatchNumber", stored, handedIn, document -> normal(document.despatchNumber()));
        comparison.compare("invoiceNumber", stored, handedIn, document -> normal(document.invoiceNumber()));
        comparison.compareFigures("payable", stored, handedIn, TradeDocument::payable);
        comparison.compareFigures("prepaid", stored, handedIn, TradeDocument::prepaid);
        comparison.compareFigures("quantities", stored, handedIn, lines(line -> plain(line.quantity())));
        comparison.compareFigures("prices", stored, handedIn, lines(line -> plain(line.price())));
        comparison.compareFigures("nets", stored, handedIn, lines(DocumentLine::netMinor));
        comparison.compare("units", stored, handedIn, lines(line -> unit(line.unit())));
        comparison.compare("orderLines", stored, handedIn, lines(DocumentLine::orderLineNo));
        comparison.compare("sellerItems", stored, handedIn, lines(DocumentLine::sellerItem));
        comparison.compare("buyerItems", stored, handedIn, lines(DocumentLine::buyerItem));
        comparison.compare("standardItems", stored, handedIn, lines(DocumentLine::standardItem));
        return List.copyOf(comparison.found);
    }

    private void compare(
            String field,
            TradeDocument stored,
            TradeDocument handedIn,
            Function<TradeDocument, @Nullable Object> reading) {
        compare(field, reading.apply(stored), reading.apply(handedIn), otherForm);
    }

    private void compareFigures(
            String field,
            TradeDocument stored,
            TradeDocument handedIn,
            Function<TradeDocument, @Nullable Object> reading) {
        compare(field, reading.apply(stored), reading.apply(handedIn), otherForm && !ownWord);
    }

    private void compare(String field, @Nullable Object stored, @Nullable Object handedIn, boolean mayBeSilent) {
        if (!isSame(stored, handedIn, mayBeSilent)) {
            found.add(new Filing.Difference(field, shown(stored), shown(handedIn)));
        }
    }

    private boolean isSame(@Nullable Object stored, @Nullable Object handedIn, boolean mayBeSilent) {
        if (stored instanceof List<?> some && handedIn instanceof List<?> others && some.size() == others.size()) {
            for (int i = 0; i < some.size(); i++) {
                if (!isSame(some.get(i), others.get(i), mayBeSilent)) {
                    return false;
                }
            }
            return true;
        }
        String before = shown(stored);
        String now = shown(handedIn);
        // What was said before and is not said again is not taken back by another form.
        return before.equals(now) || (otherForm && now.isEmpty()) || (mayBeSilent && before.isEmpty());
    }

    private static Function<TradeDocument, @Nullable Object> lines(Function<DocumentLine, @Nullable Object> reading) {
        return document -> document.lines().stream()
                .map(line -> shown(reading.apply(line)))
                .toList();
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String unit(@Nullable String unit) {
        return unit == null ? null : Units.code(unit);
    }

    private static @Nullable String normal(@Nullable String number) {
        return number == null ? null : InvoiceIdentity.normalised(number);
    }
}
