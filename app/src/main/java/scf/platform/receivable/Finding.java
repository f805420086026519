package scf.platform.receivable;

import org.jspecify.annotations.Nullable;

/// Something that whoever decides on a receivable should know: a difference between its documents, a document
/// that is not there, a term longer than the statute's.
///
/// @param lineNo the line of the invoice, where one is concerned
/// @param expected what order, receipt or rule say
/// @param found what the invoice or the claim says
/// @param rule the rule that it touches, where there is one, and
/// @param source where that rule is written
public record Finding(
        String code,
        @Nullable String lineNo,
        @Nullable String expected,
        @Nullable String found,
        String message,
        @Nullable String rule,
        @Nullable String source) {

    /// A document speaks of a day that has not come.
    static final String FUTURE_DATED = "FUTURE_DATED";

    static Finding missing(String code, String message) {
        return new Finding(code, null, null, null, message, null, null);
    }

    /// A finding about the term of payment stays when the documents are compared anew.
    boolean isOfTheTerm() {
        return rule != null;
    }
}
