package scf.platform.ledger;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static scf.schema.ledger.Tables.ENTRIES;
import static scf.schema.ledger.Tables.ENTRY_SUBJECTS;
import static scf.schema.ledger.Tables.PREPARED_ACTS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.Refusal;
import scf.contract.SignedAct;
import scf.schema.ids.ActHash;
import scf.schema.ledger.tables.records.EntriesRecord;

/// The end of the outbox at which the relay takes something out.
///
/// Time is the database's: several instances share the leases and need one clock for them. Whoever changes an
/// entry says which relay it is; a relay that has lost its lease changes nothing, and learns it from the answer
/// `false`.
@Repository
class OutboxStore {

    private static final String[] UNFINISHED = {"QUEUED", "PROPOSED", "ENDORSED", "WRITTEN"};
    private static final String[] FOR_THE_RELAY = {"QUEUED", "PROPOSED", "ENDORSED"};

    private static final Field<Instant> NOW = field("clock_timestamp()", SQLDataType.INSTANT);

    private final DSLContext sql;

    OutboxStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Leases the oldest entries that may be worked on: due, leased by nobody who lives, and behind no
    /// unfinished entry about any of their subjects.
    List<Entry> lease(UUID relay, int limit, Duration lease) {
        // A common table, because a subquery that locks may be run more than once, and would lease more than `limit`.
        var due = name("due")
                .as(select(ENTRIES.NUMBER)
                        .from(ENTRIES)
                        .where(ENTRIES.STATUS.in(FOR_THE_RELAY))
                        .and(ENTRIES.NEXT_ATTEMPT_AT.le(NOW))
                        .and(ENTRIES.LEASED_UNTIL.isNull().or(ENTRIES.LEASED_UNTIL.lt(NOW)))
                        .and(not(isBehindAnother()))
                        .orderBy(ENTRIES.NUMBER)
                        .limit(limit)
                        .forUpdate()
                        .skipLocked());
        return sql.with(due)
                .update(ENTRIES)
                .set(ENTRIES.LEASED_BY, relay)
                .set(ENTRIES.LEASED_UNTIL, after(lease))
                .where(ENTRIES.NUMBER.in(select(due.field(ENTRIES.NUMBER)).from(due)))
                .returning()
                .fetch()
                .sortAsc(ENTRIES.NUMBER)
                .map(this::read);
    }

    private static Condition isBehindAnother() {
        var mine = ENTRY_SUBJECTS.as("mine");
        var earlier = ENTRY_SUBJECTS.as("earlier");
        var before = ENTRIES.as("before");
        return exists(selectOne()
                .from(mine)
                .join(earlier)
                .on(earlier.SUBJECT.eq(mine.SUBJECT))
                .and(earlier.SEQ.lt(mine.SEQ))
                .join(before)
                .on(before.NUMBER.eq(earlier.NUMBER))
                .where(mine.NUMBER.eq(ENTRIES.NUMBER))
                .and(before.STATUS.in(UNFINISHED)));
    }

    private Entry read(EntriesRecord row) {
        KeptAct kept = sql.selectFrom(PREPARED_ACTS)
                .where(PREPARED_ACTS.ACT_HASH.eq(row.getActHash()))
                .fetchSingle(ActStore::read);
        return new Entry(
                row.getNumber(),
                row.getActHash(),
                kept.header().type(),
                kept.header().subject(),
                new SignedAct(
                        kept.header().bytes(),
                        kept.rows(),
                        kept.salts(),
                        Bytes.of(row.getSignature()),
                        ActStore.cosignatures(sql, row.getActHash())),
                EntryStatus.valueOf(row.getStatus()),
                row.getTransactionId(),
                row.getEnvelope() == null ? null : Bytes.of(row.getEnvelope()),
                row.getRefusal() == null ? null : Refusal.valueOf(row.getRefusal()),
                row.getAttempts());
    }

    /// The relay lives: whatever it has leased stays its own.
    void renew(UUID relay, Duration lease) {
        sql.update(ENTRIES)
                .set(ENTRIES.LEASED_UNTIL, after(lease))
                .where(ENTRIES.LEASED_BY.eq(relay))
                .and(ENTRIES.STATUS.in(UNFINISHED))
                .execute();
    }

    /// The relay ends in good order: others need not wait for its leases to run out.
    void release(UUID relay) {
        sql.update(ENTRIES)
                .setNull(ENTRIES.LEASED_BY)
                .setNull(ENTRIES.LEASED_UNTIL)
                .where(ENTRIES.LEASED_BY.eq(relay))
                .execute();
    }

    boolean proposed(long number, UUID relay, String transactionId) {
        return 1
                == sql.update(ENTRIES)
                        .set(ENTRIES.STATUS, EntryStatus.PROPOSED.name())
                        .set(ENTRIES.TRANSACTION_ID, transactionId)
                        .where(mine(number, relay))
                        .and(ENTRIES.STATUS.in("QUEUED", "PROPOSED"))
                        .execute();
    }

    boolean endorsed(long number, UUID relay, Bytes envelope) {
        return 1
                == sql.update(ENTRIES)
                        .set(ENTRIES.STATUS, EntryStatus.ENDORSED.name())
                        .set(ENTRIES.ENVELOPE, envelope.toArray())
                        .set(ENTRIES.ATTEMPTS, 0)
                        .setNull(ENTRIES.LAST_PROBLEM)
                        .setNull(ENTRIES.REFUSAL)
                        .setNull(ENTRIES.REFUSAL_MESSAGE)
                        .where(mine(number, relay))
                        .and(ENTRIES.STATUS.eq("PROPOSED"))
                        .execute();
    }

    /// The ledger holds it. Where the inbox was quicker there is nothing left to write down.
    void written(long number, long block) {
        sql.update(ENTRIES)
                .set(ENTRIES.STATUS, EntryStatus.WRITTEN.name())
                .set(ENTRIES.BLOCK, block)
                .setNull(ENTRIES.LAST_PROBLEM)
                .setNull(ENTRIES.LEASED_BY)
                .setNull(ENTRIES.LEASED_UNTIL)
                .where(ENTRIES.NUMBER.eq(number))
                .and(ENTRIES.STATUS.eq("ENDORSED"))
                .execute();
    }

    /// The same step is tried again later.
    void later(long number, UUID relay, Duration pause, String problem) {
        sql.update(ENTRIES)
                .set(ENTRIES.ATTEMPTS, ENTRIES.ATTEMPTS.plus(1))
                .set(ENTRIES.NEXT_ATTEMPT_AT, after(pause))
                .set(ENTRIES.LAST_PROBLEM, problem)
                .setNull(ENTRIES.LEASED_BY)
                .setNull(ENTRIES.LEASED_UNTIL)
                .where(mine(number, relay))
                .execute();
    }

    /// What was sent has come to nothing for good: the act is proposed anew, under a new transaction id.
    void anew(long number, UUID relay, Duration pause, String problem) {
        sql.update(ENTRIES)
                .set(ENTRIES.STATUS, EntryStatus.QUEUED.name())
                .setNull(ENTRIES.TRANSACTION_ID)
                .setNull(ENTRIES.ENVELOPE)
                .set(ENTRIES.ATTEMPTS, ENTRIES.ATTEMPTS.plus(1))
                .set(ENTRIES.NEXT_ATTEMPT_AT, after(pause))
                .set(ENTRIES.LAST_PROBLEM, problem)
                .setNull(ENTRIES.LEASED_BY)
                .setNull(ENTRIES.LEASED_UNTIL)
                .where(mine(number, relay))
                .and(ENTRIES.STATUS.in(FOR_THE_RELAY))
                .execute();
    }

    /// The refusal is noted and asked about once more.
    void doubt(long number, UUID relay, Duration pause, Refusal refusal, String message) {
        sql.update(ENTRIES)
                .set(ENTRIES.STATUS, EntryStatus.QUEUED.name())
                .setNull(ENTRIES.TRANSACTION_ID)
                .set(ENTRIES.REFUSAL, refusal.name())
                .set(ENTRIES.REFUSAL_MESSAGE, message)
                .set(ENTRIES.NEXT_ATTEMPT_AT, after(pause))
                .set(ENTRIES.LAST_PROBLEM, "refused once: " + refusal)
                .setNull(ENTRIES.LEASED_BY)
                .setNull(ENTRIES.LEASED_UNTIL)
                .where(mine(number, relay))
                .and(ENTRIES.STATUS.eq("PROPOSED"))
                .execute();
    }

    boolean refused(long number, UUID relay, Refusal refusal, String message) {
        return 1
                == sql.update(ENTRIES)
                        .set(ENTRIES.STATUS, EntryStatus.REFUSED.name())
                        .set(ENTRIES.REFUSAL, refusal.name())
                        .set(ENTRIES.REFUSAL_MESSAGE, message)
                        .set(ENTRIES.FINISHED_AT, NOW)
                        .setNull(ENTRIES.LEASED_BY)
                        .setNull(ENTRIES.LEASED_UNTIL)
                        .where(mine(number, relay))
                        .and(ENTRIES.STATUS.eq("PROPOSED"))
                        .execute();
    }

    /// What the outbox knows of an act that the ledger has told of.
    sealed interface Committing {

        /// The act was not told by this platform: another member carried it, or it is older than this store.
        record NotOurs() implements Committing {}

        /// The event was read before.
        record Before() implements Committing {}

        /// The ledger holds what it refused to us: somebody else has carried the same signed act there since.
        record RefusedBefore(long number) implements Committing {}

        /// It is finished now.
        record Committed(ActType type, String subject) implements Committing {}
    }

    /// The ledger tells of the act: its entry is finished, wherever the relay thinks it stands.
    Committing committed(ActHash act, String transactionId, long block) {
        Optional<EntriesRecord> found = sql.selectFrom(ENTRIES)
                .where(ENTRIES.ACT_HASH.eq(act))
                .forUpdate()
                .fetchOptional();
        if (found.isEmpty()) {
            return new Committing.NotOurs();
        }
        EntriesRecord entry = found.get();
        return switch (EntryStatus.valueOf(entry.getStatus())) {
            case COMMITTED -> new Committing.Before();
            case REFUSED -> new Committing.RefusedBefore(entry.getNumber());
            case QUEUED, PROPOSED, ENDORSED, WRITTEN -> finish(entry, transactionId, block);
        };
    }

    private Committing finish(EntriesRecord entry, String transactionId, long block) {
        int finished = sql.update(ENTRIES)
                .set(ENTRIES.STATUS, EntryStatus.COMMITTED.name())
                .set(ENTRIES.TRANSACTION_ID, transactionId)
                .set(ENTRIES.BLOCK, block)
                .set(ENTRIES.FINISHED_AT, NOW)
                .setNull(ENTRIES.LAST_PROBLEM)
                .setNull(ENTRIES.REFUSAL)
                .setNull(ENTRIES.REFUSAL_MESSAGE)
                .setNull(ENTRIES.LEASED_BY)
                .setNull(ENTRIES.LEASED_UNTIL)
                .where(ENTRIES.NUMBER.eq(entry.getNumber()))
                .execute();
        if (finished != 1) {
            throw new IllegalStateException("Expected entry " + entry.getNumber() + ", locked here, to be finished");
        }
        return sql.select(PREPARED_ACTS.TYPE, PREPARED_ACTS.SUBJECT)
                .from(PREPARED_ACTS)
                .where(PREPARED_ACTS.ACT_HASH.eq(entry.getActHash()))
                .fetchSingle(act -> new Committing.Committed(ActType.valueOf(act.value1()), act.value2()));
    }

    /// What has not reached the ledger yet.
    ///
    /// @param oldestSeconds how long the oldest entry has waited; 0 if none waits
    /// @param retried how many of them were tried in vain
    /// @param mostAttempts how often the one that was tried most
    /// @param problem what the oldest entry that was tried met with last
    record Waiting(
            Map<EntryStatus, Integer> entries,
            double oldestSeconds,
            int retried,
            int mostAttempts,
            @Nullable String problem) {}

    Waiting waiting() {
        Map<EntryStatus, Integer> entries = sql
                .select(ENTRIES.STATUS, count())
                .from(ENTRIES)
                .where(ENTRIES.STATUS.in(UNFINISHED))
                .groupBy(ENTRIES.STATUS)
                .fetch()
                .stream()
                .collect(Collectors.toMap(row -> EntryStatus.valueOf(row.value1()), row -> row.value2()));
        var tried = sql.select(
                        field("extract(epoch from {0} - {1})", SQLDataType.DOUBLE, NOW, min(ENTRIES.QUEUED_AT)),
                        count().filterWhere(ENTRIES.ATTEMPTS.gt(0)),
                        coalesce(max(ENTRIES.ATTEMPTS), 0))
                .from(ENTRIES)
                .where(ENTRIES.STATUS.in(UNFINISHED))
                .fetchSingle();
        Double oldest = tried.value1();
        String problem = sql.select(ENTRIES.LAST_PROBLEM)
                .from(ENTRIES)
                .where(ENTRIES.STATUS.in(UNFINISHED))
                .and(ENTRIES.LAST_PROBLEM.isNotNull())
                .orderBy(ENTRIES.NUMBER)
                .limit(1)
                .fetchOptional(ENTRIES.LAST_PROBLEM)
                .orElse(null);
        return new Waiting(entries, oldest == null ? 0 : oldest, tried.value2(), tried.value3(), problem);
    }

    private static Condition mine(long number, UUID relay) {
        return ENTRIES.NUMBER.eq(number).and(ENTRIES.LEASED_BY.eq(relay));
    }

    private static Field<Instant> after(Duration pause) {
        return field("{0} + {1}", SQLDataType.INSTANT, NOW, val(DayToSecond.valueOf(pause)));
    }
}
