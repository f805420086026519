package scf.platform.signing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// What is wrong with a body, and where, in words of ours and never in those of the JSON library.
///
/// Types of ours that refuse a value have said why in a sentence: it reaches the caller as it is.
final class UnreadableBody {

    private static final String JSON = "RFC 8259";
    private static final String OURS = "SCF-Sig/1, bodies";
    private static final String OUR_TYPES = "scf.";

    private UnreadableBody() {}

    static Problem of(@Nullable Throwable cause) {
        return switch (cause) {
            case Problem problem -> problem;
            case NotOfItsForm ours
            when ours.isText() ->
                Problem.refused(422, "invalid_field", "Invalid field", ours.getOriginalMessage())
                        .field(pointer(ours.getPath()))
                        .rule("text", OURS);
            case NotOfItsForm ours -> wrongType(pointer(ours.getPath()), ours.getOriginalMessage());
            case UnrecognizedPropertyException unknown ->
                bad("unknown_field", "Unknown field", "The field is not known here; nothing is silently ignored.")
                        .field(pointer(unknown.getPath()))
                        .rule("unknown_field", OURS);
            case InvalidTypeIdException kind ->
                wrongType(
                        pointer(kind.getPath()) + "/" + discriminator(kind),
                        "The value does not name any of the forms that are read here.");
            case MismatchedInputException more
            when isFollowedBySomething(more) -> malformed("", "The body is one JSON value; something follows it.");
            case ValueInstantiationException value
            when ownWords(value).isPresent() ->
                wrongType(pointer(value.getPath()), ownWords(value).get());
            case DatabindException wrong -> wrongType(pointer(wrong.getPath()), "Wanted: " + wanted(wrong) + ".");
            case InputCoercionException number ->
                wrongType(pointer(number.getPath()), "Wanted: a whole number of a size that we can keep.");
            case StreamReadException broken ->
                malformed(
                        pointer(broken.getPath()),
                        "The body is not one well-formed JSON value: " + where(broken) + ".");
            case JacksonException tooMuch ->
                malformed(pointer(tooMuch.getPath()), "Deeper, or with longer numbers or names, than we read JSON.");
            case null, default ->
                bad("body_missing", "No body", "This call needs a body.")
                        .field("")
                        .rule("body_missing", OURS);
        };
    }

    private static Problem wrongType(String pointer, String sentence) {
        return bad("wrong_type", "Wrong type", sentence).field(pointer).rule("wrong_type", OURS);
    }

    private static Problem malformed(String pointer, String sentence) {
        return bad("malformed_json", "Not JSON", sentence).field(pointer).rule("malformed_json", JSON);
    }

    private static Problem bad(String code, String title, String detail) {
        return Problem.refused(400, code, title, detail);
    }

    /// What one of our own types said when it refused the value.
    private static Optional<String> ownWords(ValueInstantiationException value) {
        boolean ours = value.getType() != null
                && value.getType().getRawClass().getName().startsWith(OUR_TYPES);
        return ours && value.getCause() instanceof IllegalArgumentException refusal
                ? Optional.ofNullable(refusal.getMessage()).map(Sentence::of)
                : Optional.empty();
    }

    private static String wanted(DatabindException wrong) {
        return wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? wanted(mismatch.getTargetType())
                : "a value of the form that this field demands";
    }

    /// What a field, or a parameter, of this type takes.
    static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(one -> ((Enum<?>) one).name())
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false, not in quotes";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number, not in quotes";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == String.class ? "a text in quotes" : "a value of the form that this field demands";
    }

    /// The field that says which of several forms a body has.
    private static String discriminator(InvalidTypeIdException kind) {
        var told = kind.getBaseType().getRawClass().getAnnotation(JsonTypeInfo.class);
        return told == null ? "" : told.property();
    }

    /// The reader has one type for all that it did not expect; only its words tell this case from the others.
    private static boolean isFollowedBySomething(MismatchedInputException unexpected) {
        return unexpected.getPath().isEmpty() && unexpected.getOriginalMessage().startsWith("Trailing token");
    }

    private static String where(JacksonException broken) {
        var at = broken.getLocation();
        return at == null ? "unreadable" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /// A JSON pointer (RFC 6901) to the place the reader had come to.
    private static String pointer(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
