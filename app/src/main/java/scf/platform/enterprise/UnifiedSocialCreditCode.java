package scf.platform.enterprise;

import java.util.regex.Pattern;

/// 统一社会信用代码 (GB 32100-2015): eighteen characters that name every organisation in China.
///
/// | characters | meaning |
/// | --- | --- |
/// | 1 | registering authority |
/// | 2 | category of the organisation |
/// | 3–8 | administrative division, six digits |
/// | 9–17 | organisation code (组织机构代码), the ninth of them its own check character by GB 11714 |
/// | 18 | check character over all before |
///
/// Both checks are recomputed. The inner one matters: a code that circulates as a "sample" passes the outer check of
/// careless software and belongs to nobody.
public record UnifiedSocialCreditCode(String value) implements Identifier {

    /// The letters I, O, S, V and Z are not used, so that nobody reads a digit.
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final Pattern FORM = Pattern.compile("[%1$s]{2}[0-9]{6}[%1$s]{10}".formatted(ALPHABET));

    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    public UnifiedSocialCreditCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a 统一社会信用代码 has 18 characters: two, six digits of the division, ten; without I, O, S, V, Z");
        }
        if (value.charAt(16) != organisationCheck(value.substring(8, 16))) {
            throw new IllegalArgumentException("the organisation code inside the 统一社会信用代码 fails its check (GB 11714)");
        }
        if (value.charAt(17) != check(value.substring(0, 17))) {
            throw new IllegalArgumentException("the 统一社会信用代码 fails its check character (GB 32100)");
        }
    }

    /// `31 - Σ Cᵢ·3^(i-1) mod 31`, where the weights are powers of three modulo 31.
    private static char check(String body) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < body.length(); i++) {
            sum += ALPHABET.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /// `11 - Σ Cᵢ·Wᵢ mod 11`, where ten is written X and eleven is written 0. Letters count from A = 10, all of them.
    private static char organisationCheck(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += Character.digit(body.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : Character.forDigit(check, 10);
    }

    @Override
    public Scheme scheme() {
        return Scheme.USCC;
    }

    @Override
    public String toString() {
        return value;
    }
}
