package scf.platform.enterprise;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
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
