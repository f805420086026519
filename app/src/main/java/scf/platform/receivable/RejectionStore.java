package scf.platform.receivable;

import static scf.schema.receivable.Tables.REJECTIONS;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.schema.ids.ActHash;
import scf.schema.ids.ReceivableId;

/// Rejections as makers prepared them, to be found again by their act.
@Repository
class RejectionStore {

    private final DSLContext sql;

    RejectionStore(DSLContext sql) {
        this.sql = sql;
    }

    record Rejection(ActHash act, ReceivableId receivable, Reason reason, String maker) {}

    void prepared(Rejection rejection, Instant at) {
        sql.insertInto(REJECTIONS)
                .set(REJECTIONS.ACT_HASH, rejection.act())
                .set(REJECTIONS.RECEIVABLE_ID, rejection.receivable())
                .set(REJECTIONS.REASON_CODE, rejection.reason().code().name())
                .set(REJECTIONS.REASON, rejection.reason().words())
                .set(REJECTIONS.MAKER, rejection.maker())
                .set(REJECTIONS.PREPARED_AT, at)
                .execute();
    }

    Optional<Rejection> find(ActHash act) {
        return sql.selectFrom(REJECTIONS)
                .where(REJECTIONS.ACT_HASH.eq(act))
                .fetchOptional(row -> new Rejection(
                        row.getActHash(),
                        row.getReceivableId(),
                        new Reason(Reason.Code.valueOf(row.getReasonCode()), row.getReason()),
                        row.getMaker()));
    }
}
