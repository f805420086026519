package scf.schema.ids;

import java.util.Locale;
import java.util.regex.Pattern;

/// The name of an act: the SHA-256 of its header, in lower hex.
///
/// Always SHA-256, whatever digest the act's own commitments use, so that one act has one name.
public record ActHash(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public ActHash {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("An act is named by 64 lower hex digits");
        }
    }

    /// The short code (短码) that a second person reads off a second screen before signing.
    public String code() {
        return value.substring(0, 8).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
