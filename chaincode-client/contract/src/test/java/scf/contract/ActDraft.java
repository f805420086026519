package scf.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/// An act that is being put together and may still be put together wrongly.
final class ActDraft {

    String channel = TestWorld.CHANNEL;
    final ActType type;
    String subject;
    long version;
    String actor;
    String key;
    Party signer;
    Instant preparedAt;
    Instant expiresAt;
    LocalDate businessDate;
    Digest digest = Digest.SHA_256;
    final List<String> rows = new ArrayList<>();
    final List<Party> cosigners = new ArrayList<>();
    boolean cosignaturesSwitched;
    boolean saltsSwitched;
    boolean headerSpaced;

    private ActDraft(ActType type, Party actor, String subject, long version, TestWorld world) {
        this.type = type;
        this.actor = actor.id();
        this.key = actor.kid();
        this.signer = actor;
        this.subject = subject;
        this.version = version;
        this.preparedAt = world.time.minusSeconds(60);
        this.expiresAt = preparedAt.plus(Duration.ofHours(1));
        this.businessDate = world.time.atOffset(ZoneOffset.ofHours(8)).toLocalDate();
    }

    static ActDraft of(TestWorld world, ActType type, Party actor, long version, Row row) {
        var draft = new ActDraft(type, actor, row.subject(), version, world);
        draft.rows.add(row.bytes().utf8());
        return draft;
    }

    static ActDraft batch(TestWorld world, ActType type, Party actor, String subject, List<? extends Row> rows) {
        var draft = new ActDraft(type, actor, subject, 0, world);
        rows.forEach(row -> draft.rows.add(row.bytes().utf8()));
        return draft;
    }

    ActDraft by(Party other) {
        actor = other.id();
        key = other.kid();
        signer = other;
        return this;
    }

    /// Who signs beside the actor, and nobody else.
    ActDraft with(Party... others) {
        cosigners.clear();
        cosigners.addAll(List.of(others));
        return this;
    }

    ActDraft saying(Row row) {
        rows.set(0, row.bytes().utf8());
        return this;
    }

    ActDraft onBusinessDate(String date) {
        businessDate = LocalDate.parse(date);
        return this;
    }

    /// Sets a field of the first row.
    ActDraft set(String field, String value) {
        return setJson(field, "\"" + value + "\"");
    }

    ActDraft set(String field, long value) {
        return setJson(field, Long.toString(value));
    }

    private ActDraft setJson(String field, String json) {
        String named = "\"" + field + "\":";
        String before = rows.getFirst();
        String after = before.replaceFirst(named + "(\"[^\"]*\"|\\d+)", Matcher.quoteReplacement(named + json));
        if (!before.contains(named)) {
            throw new IllegalArgumentException("The row has no " + field);
        }
        rows.set(0, after);
        return this;
    }

    SignedAct signed() {
        var opened = rows.stream().map(Bytes::utf8).toList();
        var salts = new ArrayList<Bytes>();
        var commitments = new ArrayList<Bytes>();
        for (int i = 0; i < opened.size(); i++) {
            var salt = SignedAct.sha256(Bytes.utf8("a salt, number " + i));
            salts.add(salt);
            commitments.add(SignedAct.sha256(salt.plus(opened.get(i))));
        }
        var header = new ActHeader(
                        channel,
                        type,
                        subject,
                        version,
                        actor,
                        key,
                        preparedAt,
                        expiresAt,
                        businessDate,
                        digest,
                        commitments,
                        cosigners.stream()
                                .map(party -> new ActHeader.Cosigner(party.id(), party.kid()))
                                .toList())
                .bytes();
        if (headerSpaced) {
            header = Bytes.utf8(header.utf8().replaceFirst(":", ": "));
        }
        if (saltsSwitched) {
            salts.set(0, SignedAct.sha256(Bytes.utf8("another salt")));
        }
        var signed = header;
        var cosignatures = cosigners.stream()
                .map(party -> party.sign(cosignaturesSwitched ? Bytes.EMPTY : signed))
                .toList();
        return new SignedAct(header, opened, salts, signer.sign(header), cosignatures);
    }
}
