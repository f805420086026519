package scf.platform.enterprise;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static scf.schema.enterprise.Tables.ENTERPRISES;
import static scf.schema.enterprise.Tables.KEYS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.schema.enterprise.tables.records.KeysRecord;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

@Repository
class KeyStore {

    private final DSLContext sql;

    KeyStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<SigningKey> find(KeyId kid) {
        return sql.selectFrom(KEYS).where(KEYS.KID.eq(kid)).fetchOptional(KeyStore::read);
    }

    /// The newest first.
    Stream<SigningKey> active(EnterpriseId owner, KeyUsage usage, Instant now) {
        return sql
                .selectFrom(KEYS)
                .where(KEYS.OWNER_ID.eq(owner))
                .and(KEYS.USAGE.eq(usage.name()))
                .and(KEYS.STATUS.eq(KeyStatus.ACTIVE.name()))
                .and(KEYS.NOT_BEFORE.le(now))
                .and(KEYS.NOT_AFTER.gt(now))
                .orderBy(KEYS.REGISTERED_AT.desc(), KEYS.KID.desc())
                .fetch(KeyStore::read)
                .stream();
    }

    List<SigningKey> of(EnterpriseId owner, @Nullable KeyId after, int limit) {
        var start = after == null
                ? DSL.noCondition()
                : row(KEYS.REGISTERED_AT, KEYS.KID)
                        .gt(select(KEYS.REGISTERED_AT, KEYS.KID).from(KEYS).where(KEYS.KID.eq(after)));
        return sql.selectFrom(KEYS)
                .where(KEYS.OWNER_ID.eq(owner))
                .and(start)
                .orderBy(KEYS.REGISTERED_AT, KEYS.KID)
                .limit(limit)
                .fetch(KeyStore::read);
    }

    List<KeyId> actKeysAfter(String kid, int limit) {
        return sql.select(KEYS.KID)
                .from(KEYS)
                .where(KEYS.USAGE.eq(KeyUsage.ACT.name()))
                .and("kid collate \"C\" > {0}", val(kid))
                .orderBy(field("kid collate \"C\""))
                .limit(limit)
                .fetch(KEYS.KID);
    }

    /// What happens to the keys of one owner comes one after another.
    void lockOwner(EnterpriseId owner) {
        sql.select(ENTERPRISES.ID)
                .from(ENTERPRISES)
                .where(ENTERPRISES.ID.eq(owner))
                .forNoKeyUpdate()
                .execute();
    }

    boolean knows(Bytes publicKey) {
        return sql.fetchExists(
                KEYS, KEYS.PUBLIC_KEY.eq(publicKey.toArray()).and(KEYS.STATUS.ne(KeyStatus.REFUSED.name())));
    }

    EnterpriseId registrarOf(KeyId kid) {
        return sql.select(KEYS.REGISTRAR_ID).from(KEYS).where(KEYS.KID.eq(kid)).fetchSingle(KEYS.REGISTRAR_ID);
    }

    boolean isSuccessor(KeyId kid) {
        return sql.fetchExists(KEYS, KEYS.KID.eq(kid), KEYS.REPLACES_KID.isNotNull());
    }

    /// The key that waits for this act.
    Optional<SigningKey> awaiting(ActHash act) {
        return sql.selectFrom(KEYS)
                .where(KEYS.ACT_HASH.eq(act))
                .and(KEYS.STATUS.eq(KeyStatus.REGISTERING.name()))
                .fetchOptional(KeyStore::read);
    }

    void insert(SigningKey key, EnterpriseId registrar, Instant now, @Nullable KeyId replaces, @Nullable ActHash act) {
        sql.insertInto(KEYS)
                .set(KEYS.KID, key.kid())
                .set(KEYS.OWNER_ID, key.owner())
                .set(KEYS.USAGE, key.usage().name())
                .set(KEYS.ALGORITHM, key.algorithm().wire())
                .set(KEYS.PUBLIC_KEY, key.publicKey().toArray())
                .set(KEYS.HELD_BY, key.user())
                .set(KEYS.STATUS, key.status().name())
                .set(KEYS.REGISTRAR_ID, registrar)
                .set(KEYS.REGISTERED_AT, now)
                .set(KEYS.NOT_BEFORE, key.notBefore())
                .set(KEYS.NOT_AFTER, key.notAfter())
                .set(KEYS.REPLACES_KID, replaces)
                .set(KEYS.ACT_HASH, act)
                .execute();
    }

    /// Ends the key's time at this moment, unless it ends before anyway.
    void endBy(KeyId kid, Instant end) {
        sql.update(KEYS)
                .set(KEYS.NOT_AFTER, end)
                .where(KEYS.KID.eq(kid))
                .and(KEYS.NOT_AFTER.gt(end))
                .execute();
    }

    /// @param reason why it is to end, for as long as it has not ended
    void move(KeyId kid, KeyStatus from, KeyStatus to, @Nullable String reason) {
        counted(
                kid,
                from,
                sql.update(KEYS)
                        .set(KEYS.STATUS, to.name())
                        .set(KEYS.REVOKED_REASON, reason)
                        .where(KEYS.KID.eq(kid))
                        .and(KEYS.STATUS.eq(from.name()))
                        .execute());
    }

    void revoke(KeyId kid, KeyStatus from, @Nullable String reason, Instant now) {
        counted(
                kid,
                from,
                sql.update(KEYS)
                        .set(KEYS.STATUS, KeyStatus.REVOKED.name())
                        .set(KEYS.REVOKED_AT, now)
                        .set(KEYS.REVOKED_REASON, coalesce(val(reason, KEYS.REVOKED_REASON), KEYS.REVOKED_REASON))
                        .where(KEYS.KID.eq(kid))
                        .and(KEYS.STATUS.eq(from.name()))
                        .execute());
    }

    private static void counted(KeyId kid, KeyStatus from, int changed) {
        if (changed != 1) {
            throw new IllegalStateException("key " + kid + " was to be " + from);
        }
    }

    private static SigningKey read(KeysRecord row) {
        return new SigningKey(
                row.getKid(),
                row.getOwnerId(),
                KeyUsage.valueOf(row.getUsage()),
                Algorithm.ofWire(row.getAlgorithm()),
                Bytes.of(row.getPublicKey()),
                row.getHeldBy(),
                KeyStatus.valueOf(row.getStatus()),
                row.getNotBefore(),
                row.getNotAfter());
    }
}
