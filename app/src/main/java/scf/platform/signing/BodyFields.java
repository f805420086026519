package scf.platform.signing;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Fields of a body that have a form: read here, or refused with their JSON pointer and the rule.
public final class BodyFields {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private BodyFields() {}

    /// Words of a person: not blank, not too long, no control characters; without the blanks around them.
    public static String text(String pointer, String value, int least, int most) {
        String words = value.strip();
        int length = words.codePointCount(0, words.length());
        if (length < least || length > most || CONTROL.matcher(words).find()) {
            throw invalid(
                    pointer, "text", "%d to %d characters, none of them a control character".formatted(least, most));
        }
        return words;
    }

    /// A code such as an account number: exactly of this form.
    public static String code(String pointer, String value, Pattern form, String inWords) {
        if (!form.matcher(value).matches()) {
            throw invalid(pointer, "form", inWords);
        }
        return value;
    }

    /// A value whose type refuses a wrong one with a sentence.
    public static <T> T typed(String pointer, String rule, String source, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            String sentence = e.getMessage() == null ? "not of the form that is wanted" : e.getMessage();
            throw Problem.refused(422, "invalid_field", "Invalid field", sentence)
                    .field(pointer)
                    .rule(rule, source);
        }
    }

    private static Problem invalid(String pointer, String rule, String detail) {
        return Problem.refused(422, "invalid_field", "Invalid field", "Wanted: " + detail + ".")
                .field(pointer)
                .rule(rule, "SCF-Sig/1, bodies");
    }
}
