package scf.platform.trade;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A line of a trade document: what was ordered, sent, received or invoiced.
///
/// Quantities and prices are exact decimals; the net amount is in minor units of the document's currency, without
/// tax, and is negative on a discount line (折扣行) of a 数电票.
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
        @Nullable BigDecimal price) {}
