package scf.platform.signing;

import static scf.schema.signing.Tables.NONCES;

import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

@Repository
class NonceStore {

    private final DSLContext sql;

    NonceStore(DSLContext sql) {
        this.sql = sql;
    }

    boolean insert(EnterpriseId tenant, KeyId kid, String nonce, Instant expiresAt) {
        return sql.insertInto(NONCES)
                        .set(NONCES.TENANT_ID, tenant)
                        .set(NONCES.KID, kid)
                        .set(NONCES.NONCE, nonce)
                        .set(NONCES.EXPIRES_AT, expiresAt)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    int deleteExpired(Instant now) {
        return sql.deleteFrom(NONCES).where(NONCES.EXPIRES_AT.lt(now)).execute();
    }
}
