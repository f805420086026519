package scf.platform.signing;

/// Words that will stand in an act: the ledger takes 1 to 200 characters, and none that a printout cannot hold.
public final class Sentence {

    private static final int LONGEST = 200;

    private Sentence() {}

    public static String in(String field, String words) {
        String text = words.strip();
        boolean unreadable = text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (text.isEmpty() || text.length() > LONGEST || unreadable) {
            throw Problem.refused(
                            422,
                            "words",
                            "Words missing or unreadable",
                            "1 to " + LONGEST + " characters stand here, without control characters.")
                    .field(field)
                    .rule("words", "docs/api/acts.md");
        }
        return text;
    }
}
