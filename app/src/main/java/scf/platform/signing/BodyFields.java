package scf.platform.signing;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values that come in and have a form: read here, or refused with the place where they stand and the rule.
///
/// The place is a JSON pointer for a field of a body and `?name` for a parameter of the query. This is the one reader
/// of text: what people write is kept, printed and shown to others, so all of it passes here.
public final class BodyFields {

    /// Characters of what one person writes for another to read.
    public static final int LONGEST = 500;

    /// Characters of what will stand in an act: the ledger takes no more.
    public static final int LONGEST_IN_AN_ACT = 200;

    private static final String SOURCE = "SCF-Sig/1, bodies";

    private BodyFields() {}

    /// Words of a person on one line: not blank, not too long, nothing in them that a printout cannot hold; without the
    /// blanks around them.
    public static String text(String place, String value, int least, int most) {
        String words = value.strip();
        boolean fits = words.codePointCount(0, words.length()) >= least && words.length() <= most;
        if (!fits || words.isEmpty() || !isPrintable(words)) {
            throw invalid(
                    place,
                    "text",
                    "%d to %d characters on one line, none of them a control character".formatted(least, most));
        }
        return words;
    }

    /// The same over several lines, such as the description of a claim.
    public static String lines(String place, String value, int most) {
        String words = value.strip();
        boolean readable = isKeepable(words) && words.codePoints().noneMatch(BodyFields::turnsDirection);
        if (words.isEmpty() || words.length() > most || !readable) {
            throw invalid(place, "text", "1 to %d characters, none of them a control character".formatted(most));
        }
        return words;
    }

    public static @Nullable String textOrNone(String place, @Nullable String value, int most) {
        return value == null ? null : text(place, value, 1, most);
    }

    /// A code such as an account number: exactly of this form.
    public static String code(String place, String value, Pattern form, String inWords) {
        if (!form.matcher(value).matches()) {
            throw invalid(place, "form", inWords);
        }
        return value;
    }

    /// A value whose type refuses a wrong one with a sentence.
    public static <T> T typed(String place, String rule, String source, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            String sentence = e.getMessage() == null ? "not of the form that is wanted" : e.getMessage();
            throw Problem.refused(422, "invalid_field", "Invalid field", sentence)
                    .field(place)
                    .rule(rule, source);
        }
    }

    /// Whether a database can keep it: lines may break in it, as they do in a message of XML, and that is all.
    static boolean isKeepable(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t' || c == '\n' || c == '\r' || (!Character.isISOControl(c) && !isHalf(c)));
    }

    static boolean isPrintable(String text) {
        return text.codePoints().allMatch(BodyFields::isPrintable);
    }

    /// Whether it stands on one line, to be read from left to right as it was written: what turns the direction round
    /// shows a reader other words than were kept.
    private static boolean isPrintable(int c) {
        return !Character.isISOControl(c)
                && !isHalf(c)
                && Character.getType(c) != Character.LINE_SEPARATOR
                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                && !turnsDirection(c);
    }

    /// Half of a pair of UTF-16, without the other: no character at all.
    private static boolean isHalf(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }

    private static boolean turnsDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static Problem invalid(String place, String rule, String detail) {
        return Problem.refused(422, "invalid_field", "Invalid field", "Wanted: " + detail + ".")
                .field(place)
                .rule(rule, SOURCE);
    }
}
