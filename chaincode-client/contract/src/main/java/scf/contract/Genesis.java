package scf.contract;

/// What a ledger begins with, told once and never again.
///
/// The first key of the city is the root of every other: it registers the keys of banks and enterprises. It comes with
/// the genesis because nothing could vouch for it on the ledger itself.
///
/// @param practice marks a practice ledger, for good: its business dates need not be near the wall clock
/// @param tenorMonths the longest tenor of a voucher in calendar months; never above twelve (银发〔2025〕77号 art 11)
public record Genesis(
        String channel,
        boolean practice,
        String city,
        String cityKey,
        Algorithm cityAlgorithm,
        Bytes cityPublicKey,
        int tenorMonths) {

    /// No agreement makes a voucher run for more than a year.
    public static final int LONGEST_TENOR_MONTHS = 12;

    public Genesis {
        Form.id("channel", channel);
        Form.party("city", city);
        Form.key("cityKey", cityKey);
        if (tenorMonths < 1 || tenorMonths > LONGEST_TENOR_MONTHS) {
            throw new Malformed("tenorMonths is not between 1 and 12");
        }
    }

    public static Genesis parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new Genesis(
                        in.string("channel"),
                        in.flag("practice"),
                        in.string("city"),
                        in.string("cityKey"),
                        Algorithm.ofWire(in.string("cityAlgorithm")),
                        Bytes.ofBase64(in.string("cityPublicKey")),
                        Math.toIntExact(Math.min(in.number("tenorMonths"), Integer.MAX_VALUE))));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("channel", channel)
                .flag("practice", practice)
                .string("city", city)
                .string("cityKey", cityKey)
                .string("cityAlgorithm", cityAlgorithm.wire())
                .string("cityPublicKey", cityPublicKey.base64())
                .number("tenorMonths", tenorMonths)
                .bytes();
    }
}
