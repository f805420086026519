package scf.platform.enterprise;

import java.util.regex.Pattern;

/// Global Location Number (GS1): thirteen digits, of which the last makes the sum a multiple of ten when every second
/// one counts three times.
public record GlobalLocationNumber(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[0-9]{13}");

    public GlobalLocationNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a GLN has thirteen digits");
        }
        if (sum(value) % 10 != 0) {
            throw new IllegalArgumentException("the GLN fails its check digit (GS1)");
        }
    }

    private static int sum(String value) {
        int sum = 0;
        for (int i = 0; i < value.length(); i++) {
            sum += Character.digit(value.charAt(i), 10) * (i % 2 == 0 ? 1 : 3);
        }
        return sum;
    }

    @Override
    public Scheme scheme() {
        return Scheme.GLN;
    }

    @Override
    public String toString() {
        return value;
    }
}
