package scf.platform.signing;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/// A value of a body that is not of the form of its field, with a sentence of ours that the sender can act on.
///
/// Thrown where the value is read; the reader of the body adds the place on the way out.
final class NotOfItsForm extends MismatchedInputException {

    private final boolean text;

    private NotOfItsForm(JsonParser json, boolean text, String sentence) {
        super(json, sentence);
        this.text = text;
    }

    /// Something else stands where a value of another type, or of another spelling, is wanted.
    static NotOfItsForm type(JsonParser json, String sentence) {
        return new NotOfItsForm(json, false, sentence);
    }

    /// A text, and one that nobody can keep or print.
    static NotOfItsForm text(JsonParser json, String sentence) {
        return new NotOfItsForm(json, true, sentence);
    }

    boolean isText() {
        return text;
    }
}
