package scf.contract;

/// What a ledger begins with, told once and never again.
///
/// The first key of the city is the root of every other: it registers the keys of banks and enterprises. It comes with
/// the genesis because nothing could vouch for it on the ledger itself.
///
/// @param practice marks a practice ledger, for good: its business dates need not be near the wall clock
/// @param hopCap how often the value of a voucher may change hands (流转层级)
/// @param splitCap into how many vouchers one may be split at once (拆分笔数)
/// @param tenorMonths the longest tenor of a voucher in calendar months; never above twelve (银发〔2025〕77号 art 11)
public record Genesis(
        String channel,
        boolean practice,
        String city,
        String cityKey,
        Algorithm cityAlgorithm,
        Bytes cityPublicKey,
        int tenorMonths,
        int hopCap,
        int splitCap) {

    /// No agreement makes a voucher run for more than a year.
    public static final int LONGEST_TENOR_MONTHS = 12;

    /// How often the value of a voucher may change hands, and into how many it may be split at once, where a genesis
    /// says nothing else. The law asks for limits (银发〔2025〕77号) and names no figure.
    public static final int HOP_CAP = 10;

    public static final int SPLIT_CAP = 99;

    /// With the caps that stand for a genesis which names none.
    public Genesis(
            String channel,
            boolean practice,
            String city,
            String cityKey,
            Algorithm cityAlgorithm,
            Bytes cityPublicKey,
            int tenorMonths) {
        this(channel, practice, city, cityKey, cityAlgorithm, cityPublicKey, tenorMonths, HOP_CAP, SPLIT_CAP);
    }

    public Genesis {
        Form.id("channel", channel);
        Form.party("city", city);
        Form.key("cityKey", cityKey);
        if (tenorMonths < 1 || tenorMonths > LONGEST_TENOR_MONTHS) {
            throw new Malformed("tenorMonths is not between 1 and 12");
        }
        if (hopCap < 0 || splitCap < 1) {
            throw new Malformed("a cap is below what it can be");
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
                        Math.toIntExact(Math.min(in.number("tenorMonths"), Integer.MAX_VALUE)),
                        in.numberOr("hopCap", HOP_CAP),
                        in.numberOr("splitCap", SPLIT_CAP)));
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
                .numberUnless("hopCap", hopCap, HOP_CAP)
                .numberUnless("splitCap", splitCap, SPLIT_CAP)
                .bytes();
    }
}
