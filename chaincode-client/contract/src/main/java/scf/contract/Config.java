package scf.contract;

/// What a ledger began with, so far as everybody on the channel may see it: the public state `CONFIG`.
///
/// @param practice a practice ledger stays one for good
/// @param cityKey the first key of the city, the root of all others
/// @param genesis SHA-256 of the genesis in hex
public record Config(
        String channel, boolean practice, int tenorMonths, String cityKey, String genesis, int hopCap, int splitCap) {

    /// What a ledger that begins with this genesis shows.
    public static Config of(Genesis genesis) {
        return new Config(
                genesis.channel(),
                genesis.practice(),
                genesis.tenorMonths(),
                genesis.cityKey(),
                SignedAct.sha256(genesis.bytes()).hex(),
                genesis.hopCap(),
                genesis.splitCap());
    }

    public static Config parse(Bytes json) {
        return JsonReader.read(
                json,
                in -> new Config(
                        in.string("channel"),
                        in.flag("practice"),
                        Math.toIntExact(in.number("tenorMonths")),
                        in.string("cityKey"),
                        in.string("genesis"),
                        in.numberOr("hopCap", Genesis.HOP_CAP),
                        in.numberOr("splitCap", Genesis.SPLIT_CAP)));
    }

    public Bytes bytes() {
        return new JsonWriter()
                .string("channel", channel)
                .flag("practice", practice)
                .number("tenorMonths", tenorMonths)
                .string("cityKey", cityKey)
                .string("genesis", genesis)
                .numberUnless("hopCap", hopCap, Genesis.HOP_CAP)
                .numberUnless("splitCap", splitCap, Genesis.SPLIT_CAP)
                .bytes();
    }
}
