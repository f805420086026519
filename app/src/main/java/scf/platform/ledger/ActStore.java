package scf.platform.ledger;

import static scf.schema.ledger.Tables.DIVERGENCES;
import static scf.schema.ledger.Tables.ENTRIES;
import static scf.schema.ledger.Tables.ENTRY_SUBJECTS;
import static scf.schema.ledger.Tables.OUT_OF_STEP;
import static scf.schema.ledger.Tables.PREPARED_ACTS;
import static scf.schema.ledger.Tables.SIGNATURES;
import static scf.schema.ledger.Tables.SUBJECTS;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Repository;
import scf.contract.ActHeader;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.SignedAct;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ledger.tables.records.PreparedActsRecord;

/// Prepared acts, and the end of the outbox at which rooms put something in.
@Repository
class ActStore {

    private final DSLContext sql;

    ActStore(DSLContext sql) {
        this.sql = sql;
    }

    void keep(KeptAct act) {
        ActHeader header = act.header();
        int kept = sql.insertInto(PREPARED_ACTS)
                .set(PREPARED_ACTS.ACT_HASH, act.hash())
                .set(PREPARED_ACTS.TYPE, header.type().name())
                .set(PREPARED_ACTS.SUBJECT, header.subject())
                .set(PREPARED_ACTS.ACTOR_ID, new EnterpriseId(UUID.fromString(header.actor())))
                .set(PREPARED_ACTS.KID, new KeyId(header.key()))
                .set(PREPARED_ACTS.HEADER, header.bytes().toArray())
                .set(PREPARED_ACTS.ROW_BYTES, arrays(act.rows()))
                .set(PREPARED_ACTS.SALTS, arrays(act.salts()))
                .set(PREPARED_ACTS.PREPARED_BY, act.preparedBy())
                .set(PREPARED_ACTS.PREPARED_AT, header.preparedAt())
                .set(PREPARED_ACTS.EXPIRES_AT, header.expiresAt())
                .execute();
        expectOne(kept, "act " + act.hash() + " to be kept");
        if (!header.cosigners().isEmpty()) {
            keepSigner(act.hash(), 0, header.actor(), header.key());
        }
        int position = 1;
        for (ActHeader.Cosigner cosigner : header.cosigners()) {
            keepSigner(act.hash(), position++, cosigner.actor(), cosigner.key());
        }
    }

    private void keepSigner(ActHash act, int position, String party, String kid) {
        int kept = sql.insertInto(SIGNATURES)
                .set(SIGNATURES.ACT_HASH, act)
                .set(SIGNATURES.POSITION, position)
                .set(SIGNATURES.PARTY_ID, new EnterpriseId(UUID.fromString(party)))
                .set(SIGNATURES.KID, new KeyId(kid))
                .execute();
        expectOne(kept, "a signer of act " + act + " to be kept");
    }

    boolean hasSigned(ActHash act, EnterpriseId party) {
        return sql.fetchExists(
                SIGNATURES,
                SIGNATURES.ACT_HASH.eq(act),
                SIGNATURES.PARTY_ID.eq(party),
                SIGNATURES.SIGNATURE.isNotNull());
    }

    void keepSignature(ActHash act, EnterpriseId party, Bytes signature, Instant now) {
        int kept = sql.update(SIGNATURES)
                .set(SIGNATURES.SIGNATURE, signature.toArray())
                .set(SIGNATURES.SIGNED_AT, now)
                .where(SIGNATURES.ACT_HASH.eq(act), SIGNATURES.PARTY_ID.eq(party), SIGNATURES.SIGNATURE.isNull())
                .execute();
        expectOne(kept, "the signature of " + party + " under act " + act + " to be kept");
    }

    Optional<Bytes> signatureOfActorWhenAllHaveSigned(ActHash act) {
        List<byte[]> signatures = sql.select(SIGNATURES.SIGNATURE)
                .from(SIGNATURES)
                .where(SIGNATURES.ACT_HASH.eq(act))
                .andNotExists(sql.selectOne()
                        .from(SIGNATURES)
                        .where(SIGNATURES.ACT_HASH.eq(act), SIGNATURES.SIGNATURE.isNull()))
                .orderBy(SIGNATURES.POSITION)
                .fetch(SIGNATURES.SIGNATURE);
        return signatures.stream().findFirst().map(Bytes::of);
    }

    Optional<KeptAct> find(ActHash act) {
        return sql.selectFrom(PREPARED_ACTS)
                .where(PREPARED_ACTS.ACT_HASH.eq(act))
                .fetchOptional(ActStore::read);
    }

    /// The act with the signatures under which the ledger was told of it.
    Optional<SignedAct> signed(ActHash act) {
        Optional<Bytes> signature = sql.select(ENTRIES.SIGNATURE)
                .from(ENTRIES)
                .where(ENTRIES.ACT_HASH.eq(act))
                .fetchOptional(told -> Bytes.of(told.value1()));
        return find(act)
                .flatMap(kept -> signature.map(own ->
                        new SignedAct(kept.header().bytes(), kept.rows(), kept.salts(), own, cosignatures(sql, act))));
    }

    /// In the order in which the header names those who signed beside the actor.
    static List<Bytes> cosignatures(DSLContext sql, ActHash act) {
        return sql.select(SIGNATURES.SIGNATURE)
                .from(SIGNATURES)
                .where(SIGNATURES.ACT_HASH.eq(act), SIGNATURES.POSITION.gt(0))
                .orderBy(SIGNATURES.POSITION)
                .fetch(signed -> Bytes.of(signed.value1()));
    }

    Optional<KeptAct> lock(ActHash act) {
        return sql.selectFrom(PREPARED_ACTS)
                .where(PREPARED_ACTS.ACT_HASH.eq(act))
                .forUpdate()
                .fetchOptional(ActStore::read);
    }

    static KeptAct read(PreparedActsRecord row) {
        return new KeptAct(
                ActHeader.parse(Bytes.of(row.getHeader())),
                bytes(row.getRowBytes()),
                bytes(row.getSalts()),
                row.getPreparedBy());
    }

    /// Of these objects one that another member's act has changed on the ledger.
    Optional<String> diverged(Collection<String> objects) {
        return sql.select(DIVERGENCES.SUBJECT)
                .from(DIVERGENCES)
                .where(DIVERGENCES.SUBJECT.in(objects))
                .orderBy(DIVERGENCES.SUBJECT)
                .limit(1)
                .fetchOptional(DIVERGENCES.SUBJECT);
    }

    /// Of these objects one of which the rooms say something else than the ledger.
    Optional<String> outOfStep(Collection<String> objects) {
        return sql.select(OUT_OF_STEP.OBJECT)
                .from(OUT_OF_STEP)
                .where(OUT_OF_STEP.OBJECT.in(objects))
                .orderBy(OUT_OF_STEP.OBJECT)
                .limit(1)
                .fetchOptional(OUT_OF_STEP.OBJECT);
    }

    boolean isTold(ActHash act) {
        return sql.fetchExists(ENTRIES, ENTRIES.ACT_HASH.eq(act));
    }

    Optional<ActStanding> standing(ActHash act, EnterpriseId actor) {
        return sql.select(
                        ENTRIES.STATUS,
                        ENTRIES.TRANSACTION_ID,
                        ENTRIES.BLOCK,
                        ENTRIES.REFUSAL,
                        ENTRIES.QUEUED_AT,
                        ENTRIES.ATTEMPTS,
                        ENTRIES.CARRIER,
                        PREPARED_ACTS.TYPE,
                        PREPARED_ACTS.SUBJECT)
                .from(ENTRIES)
                .join(PREPARED_ACTS)
                .on(PREPARED_ACTS.ACT_HASH.eq(ENTRIES.ACT_HASH))
                .where(ENTRIES.ACT_HASH.eq(act))
                .and(PREPARED_ACTS.ACTOR_ID.eq(actor))
                .fetchOptional(row -> standing(act, row));
    }

    private static ActStanding standing(ActHash act, Record row) {
        var state = ActStanding.State.of(EntryStatus.valueOf(row.get(ENTRIES.STATUS)));
        // Before the end a transaction id is an attempt, and a refusal heard once may still come to nothing.
        boolean committed = state == ActStanding.State.COMMITTED;
        return new ActStanding(
                act,
                ActType.valueOf(row.get(PREPARED_ACTS.TYPE)),
                row.get(PREPARED_ACTS.SUBJECT),
                state,
                committed ? row.get(ENTRIES.TRANSACTION_ID) : null,
                committed ? row.get(ENTRIES.BLOCK) : null,
                state == ActStanding.State.REFUSED ? row.get(ENTRIES.REFUSAL) : null,
                state == ActStanding.State.QUEUED
                        ? new ActStanding.Waits(
                                row.get(ENTRIES.QUEUED_AT),
                                row.get(ENTRIES.ATTEMPTS),
                                Carrier.valueOf(row.get(ENTRIES.CARRIER)))
                        : null);
    }

    /// Puts an act at the end of the queue of every subject it touches.
    ///
    /// Counting a subject locks its counter until the transaction ends. So numbers become visible in their
    /// order, and a relay that sees number 3 of a voucher sees number 2 as well.
    void append(ActHash act, Bytes signature, SortedSet<String> subjects) {
        number(enter(act, signature), subjects);
    }

    /// The same for an act that its member carries: the relay looks at it when the act has expired, and not
    /// before.
    void appendForMember(ActHash act, Bytes signature, SortedSet<String> subjects, Instant expiresAt) {
        long number = enter(act, signature);
        int left = sql.update(ENTRIES)
                .set(ENTRIES.CARRIER, Carrier.MEMBER.name())
                .set(ENTRIES.NEXT_ATTEMPT_AT, expiresAt)
                .where(ENTRIES.NUMBER.eq(number))
                .execute();
        expectOne(left, "entry " + number + " to be left to its member");
        number(number, subjects);
    }

    private long enter(ActHash act, Bytes signature) {
        return sql.insertInto(ENTRIES)
                .set(ENTRIES.ACT_HASH, act)
                .set(ENTRIES.SIGNATURE, signature.toArray())
                .returningResult(ENTRIES.NUMBER)
                .fetchSingle()
                .value1();
    }

    private void number(long number, SortedSet<String> subjects) {
        for (String subject : subjects) {
            long seq = sql.insertInto(SUBJECTS)
                    .set(SUBJECTS.SUBJECT, subject)
                    .set(SUBJECTS.LAST_SEQ, 1L)
                    .onConflict(SUBJECTS.SUBJECT)
                    .doUpdate()
                    .set(SUBJECTS.LAST_SEQ, SUBJECTS.LAST_SEQ.plus(1))
                    .returningResult(SUBJECTS.LAST_SEQ)
                    .fetchSingle()
                    .value1();
            int numbered = sql.insertInto(ENTRY_SUBJECTS)
                    .set(ENTRY_SUBJECTS.NUMBER, number)
                    .set(ENTRY_SUBJECTS.SUBJECT, subject)
                    .set(ENTRY_SUBJECTS.SEQ, seq)
                    .execute();
            expectOne(numbered, "subject " + subject + " to be numbered");
        }
    }

    private static void expectOne(int rows, String what) {
        if (rows != 1) {
            throw new IllegalStateException("Expected " + what + ", and " + rows + " rows were");
        }
    }

    private static byte[][] arrays(List<Bytes> list) {
        return list.stream().map(Bytes::toArray).toArray(byte[][]::new);
    }

    /// jOOQ answers a null, and no error, where the connection broke while it read the array.
    private static List<Bytes> bytes(byte @Nullable [][] arrays) {
        if (arrays == null) {
            throw new DataAccessResourceFailureException("the connection broke while an act was read");
        }
        return Arrays.stream(arrays).map(Bytes::of).toList();
    }

    ActHeader header(ActHash act) {
        return ActHeader.parse(Bytes.of(sql.select(PREPARED_ACTS.HEADER)
                .from(PREPARED_ACTS)
                .where(PREPARED_ACTS.ACT_HASH.eq(act))
                .fetchSingle(PREPARED_ACTS.HEADER)));
    }

    /// The rows of all acts of a type that the ledger holds and that bear a business date of this month.
    List<Bytes> rowsWritten(ActType type, YearMonth month) {
        return sql
                .select(PREPARED_ACTS.ROW_BYTES)
                .from(ENTRIES)
                .join(PREPARED_ACTS)
                .on(PREPARED_ACTS.ACT_HASH.eq(ENTRIES.ACT_HASH))
                .where(ENTRIES.STATUS.eq(EntryStatus.COMMITTED.name()), PREPARED_ACTS.TYPE.eq(type.name()))
                .and(DSL.condition(
                        "convert_from({0}, 'UTF8')::jsonb ->> 'businessDate' like {1}",
                        PREPARED_ACTS.HEADER, DSL.val(month + "-%")))
                .orderBy(ENTRIES.NUMBER)
                .fetch(PREPARED_ACTS.ROW_BYTES)
                .stream()
                .flatMap(Arrays::stream)
                .map(Bytes::of)
                .toList();
    }
}
