package scf.schema.ids;

import java.security.SecureRandom;

/// The number of a voucher (应收账款电子凭证编号): `V` and sixteen characters drawn at random.
///
/// It stands in public on the ledger, so it says nothing: no date, no sequence, no party.
public record VoucherNo(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    public static VoucherNo random() {
        var drawn = new StringBuilder("V");
        for (int i = 0; i < 16; i++) {
            drawn.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new VoucherNo(drawn.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
