package scf.platform.trade;

import java.time.LocalDate;
import java.util.ArrayList;
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
        DocumentReferences references,
        @Nullable Money payable,
        @Nullable Money prepaid,
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

    /// With what was noticed outside of it.
    ReadDocument with(List<Warning> more) {
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return in(format, all);
    }

    /// The same words, come in another wrapping.
    ReadDocument in(DocumentFormat wrapping, List<Warning> more) {
        return new ReadDocument(
                kind,
                wrapping,
                number,
                issueDate,
                dueDate,
                deliveredOn,
                references,
                payable,
                prepaid,
                lines,
                details,
                seller,
                buyer,
                more);
    }
}
