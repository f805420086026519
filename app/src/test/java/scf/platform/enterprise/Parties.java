package scf.platform.enterprise;

import java.util.concurrent.atomic.AtomicInteger;
import scf.schema.ids.EnterpriseId;

/// Parties for tests, each with an identifier of its own that passes its checks.
public final class Parties {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private final Enterprises enterprises;

    public Parties(Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    public EnterpriseId city() {
        return register(PartyKind.CITY, "福州市工业和信息化局");
    }

    public EnterpriseId bank() {
        return register(PartyKind.BANK, "海峡测试银行");
    }

    public EnterpriseId enterprise() {
        return register(PartyKind.ENTERPRISE, "闽江测试机械有限公司");
    }

    private EnterpriseId register(PartyKind kind, String name) {
        var size = kind == PartyKind.ENTERPRISE ? EnterpriseSize.SMALL : null;
        return switch (enterprises.register(kind, nextCode(), name, size)) {
            case Registering.Registered registered -> registered.enterprise().id();
            case Registering.SizeMissing _, Registering.CityExists _, Registering.IdentifierTaken _ ->
                throw new IllegalStateException("a fresh party is registered");
        };
    }

    /// Fuzhou, an invented organisation: the two check characters are found by trying.
    public static UnifiedSocialCreditCode nextCode() {
        String body = "91350100MB%06d".formatted(NUMBER.incrementAndGet());
        for (int pair = 0; pair < ALPHABET.length() * ALPHABET.length(); pair++) {
            char inner = ALPHABET.charAt(pair / ALPHABET.length());
            char outer = ALPHABET.charAt(pair % ALPHABET.length());
            try {
                return new UnifiedSocialCreditCode(body + inner + outer);
            } catch (IllegalArgumentException _) {
                // The next pair.
            }
        }
        throw new IllegalStateException("one pair of check characters is right");
    }
}
