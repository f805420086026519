package scf.platform.enterprise;

import java.util.regex.Pattern;

/// Legal Entity Identifier (ISO 17442): twenty characters; as a number, with A = 10 … Z = 35, it leaves 1 modulo 97.
public record LegalEntityIdentifier(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{18}[0-9]{2}");

    public LegalEntityIdentifier {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an LEI has 18 letters or digits and two check digits");
        }
        if (remainder(value) != 1) {
            throw new IllegalArgumentException("the LEI fails its check digits (ISO 17442)");
        }
    }

    private static int remainder(String value) {
        int remainder = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = Character.digit(value.charAt(i), 36);
            remainder = (remainder * (digit < 10 ? 10 : 100) + digit) % 97;
        }
        return remainder;
    }

    @Override
    public Scheme scheme() {
        return Scheme.LEI;
    }

    @Override
    public String toString() {
        return value;
    }
}
