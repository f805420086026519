package scf.platform.signing;

import static scf.schema.signing.Tables.PLATFORM_KEYS;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.contract.Bytes;

@Repository
class PlatformKeyStore {

    private final DSLContext sql;

    PlatformKeyStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<PlatformKeys.Sealed> find(Suite suite) {
        return sql.selectFrom(PLATFORM_KEYS)
                .where(PLATFORM_KEYS.SUITE.eq(suite.name()))
                .fetchOptional(row -> new PlatformKeys.Sealed(
                        row.getKid(), suite, Bytes.of(row.getPublicKey()), Bytes.of(row.getSealedPrivateKey())));
    }

    void insertUnlessThere(PlatformKeys.Sealed key, Instant drawnAt) {
        sql.insertInto(PLATFORM_KEYS)
                .set(PLATFORM_KEYS.KID, key.kid())
                .set(PLATFORM_KEYS.SUITE, key.suite().name())
                .set(PLATFORM_KEYS.ALGORITHM, key.suite().ours().wire())
                .set(PLATFORM_KEYS.PUBLIC_KEY, key.publicKey().toArray())
                .set(PLATFORM_KEYS.SEALED_PRIVATE_KEY, key.sealedPrivateKey().toArray())
                .set(PLATFORM_KEYS.DRAWN_AT, drawnAt)
                .onConflictDoNothing()
                .execute();
    }
}
