package scf.platform.tokens;

import static scf.schema.tokens.Tables.SIGNING_KEYS;
import static scf.schema.tokens.Tables.USED_IDS;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.contract.Bytes;

@Repository
class TokenStore {

    private final DSLContext sql;

    TokenStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<byte[]> sealedKey() {
        return sql.select(SIGNING_KEYS.SEALED_JWK).from(SIGNING_KEYS).fetchOptional(SIGNING_KEYS.SEALED_JWK);
    }

    /// Of two instances that start at once, one keeps its key.
    void keepUnlessThere(String name, byte[] sealed, Instant at) {
        sql.insertInto(SIGNING_KEYS)
                .set(SIGNING_KEYS.NAME, name)
                .set(SIGNING_KEYS.SEALED_JWK, sealed)
                .set(SIGNING_KEYS.CREATED_AT, at)
                .onConflictDoNothing()
                .execute();
    }

    /// Whether this was the first use: of two at once, on whatever instance, one is told yes.
    boolean use(String kind, Bytes fingerprint, Instant until) {
        return sql.insertInto(USED_IDS)
                        .set(USED_IDS.KIND, kind)
                        .set(USED_IDS.FINGERPRINT, fingerprint.toArray())
                        .set(USED_IDS.EXPIRES_AT, until)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    void forget(Instant before) {
        sql.deleteFrom(USED_IDS).where(USED_IDS.EXPIRES_AT.lt(before)).execute();
    }
}
