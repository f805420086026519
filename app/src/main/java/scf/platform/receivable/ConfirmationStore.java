package scf.platform.receivable;

import static scf.schema.receivable.Tables.CONFIRMATIONS;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.ids.ActHash;
import scf.schema.ids.ReceivableId;

/// Confirmations as makers prepared and checkers signed them.
@Repository
class ConfirmationStore {

    private final DSLContext sql;

    ConfirmationStore(DSLContext sql) {
        this.sql = sql;
    }

    /// A confirmation by its act.
    record Confirmation(
            ActHash act,
            ReceivableId receivable,
            long amountMinor,
            @Nullable String reason,
            String maker) {}

    void prepared(Confirmation confirmation, Instant at) {
        sql.insertInto(CONFIRMATIONS)
                .set(CONFIRMATIONS.ACT_HASH, confirmation.act())
                .set(CONFIRMATIONS.RECEIVABLE_ID, confirmation.receivable())
                .set(CONFIRMATIONS.AMOUNT_MINOR, confirmation.amountMinor())
                .set(CONFIRMATIONS.REASON, confirmation.reason())
                .set(CONFIRMATIONS.MAKER, confirmation.maker())
                .set(CONFIRMATIONS.PREPARED_AT, at)
                .set(CONFIRMATIONS.STATE, "PREPARED")
                .execute();
    }

    Optional<Confirmation> find(ActHash act) {
        return sql.selectFrom(CONFIRMATIONS)
                .where(CONFIRMATIONS.ACT_HASH.eq(act))
                .fetchOptional(row -> new Confirmation(
                        row.getActHash(),
                        row.getReceivableId(),
                        row.getAmountMinor(),
                        row.getReason(),
                        row.getMaker()));
    }

    void told(ActHash act, String checker, Instant at) {
        changeOne(
                sql.update(CONFIRMATIONS)
                        .set(CONFIRMATIONS.STATE, "TOLD")
                        .set(CONFIRMATIONS.CHECKER, checker)
                        .set(CONFIRMATIONS.TOLD_AT, at)
                        .where(CONFIRMATIONS.ACT_HASH.eq(act), CONFIRMATIONS.STATE.eq("PREPARED"))
                        .execute(),
                act);
    }

    void answered(ActHash act, boolean committed) {
        changeOne(
                sql.update(CONFIRMATIONS)
                        .set(CONFIRMATIONS.STATE, committed ? "COMMITTED" : "REFUSED")
                        .where(CONFIRMATIONS.ACT_HASH.eq(act), CONFIRMATIONS.STATE.eq("TOLD"))
                        .execute(),
                act);
    }

    private static void changeOne(int changed, ActHash act) {
        if (changed != 1) {
            throw new IllegalStateException("the confirmation by act " + act + " is not in the state it was read in");
        }
    }
}
