package scf.platform.enterpriseapi;

import org.jspecify.annotations.Nullable;
import scf.platform.signing.Problem;

/// Words that people write into calls: a reason, a contract's number, a clause.
final class Words {

    private static final int LONGEST = 500;

    private Words() {}

    /// Not empty, not endless, and nothing in it that a database or a printout cannot hold.
    static String in(String field, String words) {
        return in(field, words, LONGEST);
    }

    /// The same, for words that stand in an act: those are shorter.
    static String in(String field, String words, int longest) {
        String text = words.strip();
        boolean control = text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (text.isEmpty() || text.length() > longest || control) {
            throw Problem.refused(
                            422,
                            "words",
                            "Words missing or unreadable",
                            "1 to " + longest + " characters stand here, without control characters.")
                    .field(field)
                    .rule("words", "docs/api/documents.md");
        }
        return text;
    }

    static @Nullable String orNone(String field, @Nullable String words) {
        return words == null ? null : in(field, words);
    }
}
