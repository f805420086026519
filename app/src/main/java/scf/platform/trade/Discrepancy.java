package scf.platform.trade;

import org.jspecify.annotations.Nullable;

/// One place where order, receipt and invoice part.
///
/// @param lineNo the line of the invoice
/// @param expected what order or receipt say
/// @param found what the invoice says
public record Discrepancy(
        Code code,
        @Nullable String lineNo,
        @Nullable String expected,
        @Nullable String found,
        String message) {

    /// What may be wrong.
    public enum Code {

        /// The invoice is in another currency than the order.
        CURRENCY,

        /// The line says no quantity that could be compared.
        NO_QUANTITY,

        /// No line of the order is meant.
        NOT_ORDERED,

        /// The units are not the same, and nothing is converted.
        UNIT,

        /// More is invoiced than was ordered.
        OVER_ORDER,

        /// More is invoiced than was received.
        QUANTITY,

        /// The invoice asks a higher price than the order.
        PRICE,

        /// The only lines there are meet, and call the goods differently. It changes no amount.
        ITEM_NAME,

        /// Less was received than was sent: lost, or refused at the gate. It changes no amount: what counts is
        /// received.
        LOST_ON_THE_WAY,

        /// A credit note has taken the invoice back, in whole or part.
        CREDITED,

        /// What was prepaid has paid for a part of what was received.
        PREPAID,

        /// The invoice was paid, in whole or part.
        PAID
    }
}
