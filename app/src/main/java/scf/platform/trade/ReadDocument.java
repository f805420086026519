package scf.platform.trade;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// What a reader found in the bytes, before anybody knows whose document it is.
record ReadDocument(
        DocumentKind kind,
        DocumentFormat format,
        String number,
        LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable LocalDate deliveredOn,
        @Nullable String orderNumber,
        @Nullable String despatchNumber,
        @Nullable String invoiceNumber,
        @Nullable Money payable,
        List<DocumentLine> lines,
        Map<String, String> details,
        NamedParty seller,
        NamedParty buyer,
        List<Warning> warnings) {

    /// A party as the document names it.
    ///
    /// @param field where it stands
    /// @param identifiers every number that the document gives it, in the order in which they are tried
    record NamedParty(
            String field,
            List<String> identifiers,
            @Nullable String name) {}
}
