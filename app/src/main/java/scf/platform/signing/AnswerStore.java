package scf.platform.signing;

import static scf.schema.signing.Tables.ANSWERS;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.contract.Bytes;
import scf.schema.ids.EnterpriseId;

@Repository
class AnswerStore {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DSLContext sql;

    AnswerStore(DSLContext sql) {
        this.sql = sql;
    }

    /// The call a key is used for: the same key on another path or by another party is another key.
    record Scope(EnterpriseId tenant, String method, String path, String key) {}

    /// Claims the key for the running transaction. A twin that holds it is waited for, so that its answer can be given.
    Asking ask(Scope scope, Bytes fingerprint, Instant now, Duration patience) {
        sql.select(DSL.field(
                        "set_config('lock_timeout', {0}, true)", String.class, DSL.inline(patience.toMillis() + "ms")))
                .fetch();
        try {
            if (insert(scope, fingerprint, now)) {
                return new Asking.First();
            }
        } catch (RuntimeException e) {
            if (isLockTimeout(e)) {
                return new Asking.StillRunning();
            }
            throw e;
        }
        return answerBefore(scope, fingerprint);
    }

    private boolean insert(Scope scope, Bytes fingerprint, Instant now) {
        return sql.insertInto(ANSWERS)
                        .set(ANSWERS.TENANT_ID, scope.tenant())
                        .set(ANSWERS.METHOD, scope.method())
                        .set(ANSWERS.PATH, scope.path())
                        .set(ANSWERS.IDEMPOTENCY_KEY, scope.key())
                        .set(ANSWERS.FINGERPRINT, fingerprint.toArray())
                        .set(ANSWERS.ASKED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private static boolean isLockTimeout(@Nullable Throwable cause) {
        return cause != null
                && ((cause instanceof SQLException database && LOCK_NOT_AVAILABLE.equals(database.getSQLState()))
                        || isLockTimeout(cause.getCause()));
    }

    private Asking answerBefore(Scope scope, Bytes fingerprint) {
        var row = sql.selectFrom(ANSWERS)
                .where(ANSWERS.TENANT_ID.eq(scope.tenant()))
                .and(ANSWERS.METHOD.eq(scope.method()))
                .and(ANSWERS.PATH.eq(scope.path()))
                .and(ANSWERS.IDEMPOTENCY_KEY.eq(scope.key()))
                .fetchSingle();
        if (!Bytes.of(row.getFingerprint()).equals(fingerprint)) {
            return new Asking.OtherContent();
        }
        return new Asking.AnsweredBefore(
                row.getStatus(), row.getContentType(), row.getLocation(), Bytes.of(row.getBody()));
    }

    void keep(Scope scope, int status, @Nullable String contentType, @Nullable String location, Bytes body) {
        int kept = sql.update(ANSWERS)
                .set(ANSWERS.STATUS, status)
                .set(ANSWERS.CONTENT_TYPE, contentType)
                .set(ANSWERS.LOCATION, location)
                .set(ANSWERS.BODY, body.toArray())
                .where(ANSWERS.TENANT_ID.eq(scope.tenant()))
                .and(ANSWERS.METHOD.eq(scope.method()))
                .and(ANSWERS.PATH.eq(scope.path()))
                .and(ANSWERS.IDEMPOTENCY_KEY.eq(scope.key()))
                .execute();
        if (kept != 1) {
            throw new IllegalStateException("the key that this transaction claimed is gone");
        }
    }
}
