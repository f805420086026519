package scf.platform.trade;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of a trade document: what was ordered, sent, received or invoiced.
///
/// Quantities and prices are exact decimals; the net amount is in minor units of the document's currency, without
/// tax, and is negative on a discount line (折扣行) of a 数电票. A credit note says what it takes back without a minus.
///
/// @param lineNo the line's own number in its document
/// @param orderLineNo the line of the order that this one names, where it does
/// @param unit as written, see [Units] for how two are compared
/// @param price what one unit costs without tax, as the document states it
public record DocumentLine(
        String lineNo,
        @Nullable String orderLineNo,
        @Nullable String sellerItem,
        @Nullable String buyerItem,
        @Nullable String standardItem,
        @Nullable String itemName,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable Long netMinor,
        @Nullable BigDecimal price) {

    /// The same line with another quantity.
    DocumentLine of(BigDecimal other) {
        return new DocumentLine(
                lineNo, orderLineNo, sellerItem, buyerItem, standardItem, itemName, other, unit, netMinor, price);
    }

    /// The lines of a negative document as those of a credit note.
    static List<DocumentLine> turned(List<DocumentLine> lines) {
        return lines.stream().map(DocumentLine::turned).toList();
    }

    private DocumentLine turned() {
        return new DocumentLine(
                lineNo,
                orderLineNo,
                sellerItem,
                buyerItem,
                standardItem,
                itemName,
                quantity == null ? null : quantity.negate(),
                unit,
                netMinor == null ? null : -netMinor,
                price);
    }
}
