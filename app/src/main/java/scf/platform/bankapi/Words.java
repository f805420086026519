package scf.platform.bankapi;

import scf.platform.signing.Problem;

/// Words that a person writes for another person to read.
final class Words {

    private static final int LONGEST = 500;

    private Words() {}

    /// The words without the blanks around them; a text of nothing, or an endless one, is refused under its field.
    static String need(String field, String words) {
        var stripped = words.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw Problem.refused(
                            422,
                            "words_malformed",
                            "Not a text",
                            "Here stands a text of 1 to %d characters on one line.".formatted(LONGEST))
                    .field(field);
        }
        return stripped;
    }
}
