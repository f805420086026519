package scf.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// What an enterprise signs: which step it takes on which object, as whom, until when, and a commitment to each row.
///
/// No amount, name or invoice number stands in it. Those stand in the rows, which the header holds only as hashes
/// over a secret salt and the row, so that showing the header, or one row, shows nothing else.
///
/// @param channel the ledger that it is meant for: an act signed for the practice ledger is worth nothing elsewhere
/// @param subject the object of the act, or for several rows the id of the batch or of the bank's receipt
/// @param version the version of the subject on the ledger that the actor has seen; 0 if it does not exist yet
/// @param businessDate the day of the trade (营业日), by which tenor and maturity are judged
/// @param rows for each row `digest(salt ‖ row)`
/// @param cosigners who else signs these bytes, beside the actor: mostly nobody
public record ActHeader(
        String channel,
        ActType type,
        String subject,
        long version,
        String actor,
        String key,
        Instant preparedAt,
        Instant expiresAt,
        LocalDate businessDate,
        Digest digest,
        List<Bytes> rows,
        List<Cosigner> cosigners) {

    /// A party whose consent the act needs, and the key with which it signs the same header.
    public record Cosigner(String actor, String key) {

        public Cosigner {
            Form.party("actor", actor);
            Form.key("key", key);
        }
    }

    public static final String FORMAT = "SCF-Act/1";

    private static final int BYTES_IN_A_DIGEST = 32;

    /// The header of an act that its actor alone signs.
    public ActHeader(
            String channel,
            ActType type,
            String subject,
            long version,
            String actor,
            String key,
            Instant preparedAt,
            Instant expiresAt,
            LocalDate businessDate,
            Digest digest,
            List<Bytes> rows) {
        this(channel, type, subject, version, actor, key, preparedAt, expiresAt, businessDate, digest, rows, List.of());
    }

    public ActHeader {
        Form.id("channel", channel);
        Form.id("subject", subject);
        Form.version("version", version);
        Form.party("actor", actor);
        Form.key("key", key);
        Form.seconds("preparedAt", preparedAt);
        Form.seconds("expiresAt", expiresAt);
        rows = List.copyOf(rows);
        if (rows.isEmpty() || (rows.size() > 1 && !type.isBatch())) {
            throw new Malformed("the number of rows");
        }
        if (rows.stream().anyMatch(row -> row.size() != BYTES_IN_A_DIGEST)) {
            throw new Malformed("the length of a row's commitment");
        }
        cosigners = List.copyOf(cosigners);
        if (!cosigners.isEmpty() && !type.takesConsent()) {
            throw new Malformed("cosigners of an act that takes no consent");
        }
        if (cosigners.stream().map(Cosigner::actor).distinct().count() < cosigners.size()
                || cosigners.stream().map(Cosigner::actor).anyMatch(actor::equals)) {
            throw new Malformed("a party that signs twice");
        }
    }

    public static ActHeader parse(Bytes json) {
        return JsonReader.read(json, in -> {
            if (!in.string("format").equals(FORMAT)) {
                throw new Malformed("unknown format");
            }
            return new ActHeader(
                    in.string("channel"),
                    ActType.ofWire(in.string("type")),
                    in.string("subject"),
                    in.number("version"),
                    in.string("actor"),
                    in.string("key"),
                    Form.instant("preparedAt", in.string("preparedAt")),
                    Form.instant("expiresAt", in.string("expiresAt")),
                    Form.date("businessDate", in.string("businessDate")),
                    Digest.ofWire(in.string("digest")),
                    in.strings("rows").stream().map(Bytes::ofHex).toList(),
                    in.has("cosigners") ? cosigners(in) : List.of());
        });
    }

    /// Never written empty: an act that nobody else signs has no such field.
    private static List<Cosigner> cosigners(JsonReader in) {
        var cosigners = in.objects("cosigners", one -> new Cosigner(one.string("actor"), one.string("key")));
        if (cosigners.isEmpty()) {
            throw new Malformed("no cosigners");
        }
        return cosigners;
    }

    /// The bytes that are signed. For a header that was parsed they are the very bytes that were read.
    public Bytes bytes() {
        var writer = new JsonWriter()
                .string("format", FORMAT)
                .string("channel", channel)
                .string("type", type.name())
                .string("subject", subject)
                .number("version", version)
                .string("actor", actor)
                .string("key", key)
                .string("preparedAt", preparedAt.toString())
                .string("expiresAt", expiresAt.toString())
                .string("businessDate", businessDate.toString())
                .string("digest", digest.wire())
                .strings("rows", rows.stream().map(Bytes::hex).toList());
        if (!cosigners.isEmpty()) {
            writer.objects(
                    "cosigners",
                    cosigners,
                    (out, one) -> out.string("actor", one.actor()).string("key", one.key()));
        }
        return writer.bytes();
    }
}
