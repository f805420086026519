package scf.schema.ids;

import java.util.regex.Pattern;

/// The name of a public key, unique on the whole platform and opaque: never a URL, never a path.
public record KeyId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    public KeyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A key id has 8 to 64 characters of A-Z a-z 0-9 . _ -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
