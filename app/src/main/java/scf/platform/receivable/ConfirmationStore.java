package scf.platform.receivable;

import static scf.schema.receivable.Tables.CONFIRMATIONS;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.schema.ids.ActHash;
import scf.schema.ids.ReceivableId;

/// Confirmations as makers prepared and checkers signed them: one row for each receivable of an act.
@Repository
class ConfirmationStore {

    private final DSLContext sql;

    ConfirmationStore(DSLContext sql) {
        this.sql = sql;
    }

    /// What an act confirms of one receivable.
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

    /// All that the act confirms, in the one order in which receivables are locked.
    List<Confirmation> of(ActHash act) {
        return sql.selectFrom(CONFIRMATIONS)
                .where(CONFIRMATIONS.ACT_HASH.eq(act))
                .orderBy(CONFIRMATIONS.RECEIVABLE_ID)
                .fetch(row -> new Confirmation(
                        row.getActHash(),
                        row.getReceivableId(),
                        row.getAmountMinor(),
                        row.getReason(),
                        row.getMaker()));
    }

    void told(Confirmation confirmation, String checker, Instant at) {
        changeOne(
                sql.update(CONFIRMATIONS)
                        .set(CONFIRMATIONS.STATE, "TOLD")
                        .set(CONFIRMATIONS.CHECKER, checker)
                        .set(CONFIRMATIONS.TOLD_AT, at)
                        .where(CONFIRMATIONS.ACT_HASH.eq(confirmation.act()))
                        .and(CONFIRMATIONS.RECEIVABLE_ID.eq(confirmation.receivable()))
                        .and(CONFIRMATIONS.STATE.eq("PREPARED"))
                        .execute(),
                confirmation);
    }

    void answered(Confirmation confirmation, boolean committed) {
        changeOne(
                sql.update(CONFIRMATIONS)
                        .set(CONFIRMATIONS.STATE, committed ? "COMMITTED" : "REFUSED")
                        .where(CONFIRMATIONS.ACT_HASH.eq(confirmation.act()))
                        .and(CONFIRMATIONS.RECEIVABLE_ID.eq(confirmation.receivable()))
                        .and(CONFIRMATIONS.STATE.eq("TOLD"))
                        .execute(),
                confirmation);
    }

    private static void changeOne(int changed, Confirmation confirmation) {
        if (changed != 1) {
            throw new IllegalStateException(
                    "the confirmation by act " + confirmation.act() + " is not in the state it was read in");
        }
    }
}
