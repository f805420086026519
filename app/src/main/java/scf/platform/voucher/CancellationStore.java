package scf.platform.voucher;

import static scf.schema.voucher.Tables.CANCELLATIONS;
import static scf.schema.voucher.Tables.ORDERS;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.VoucherNo;

/// What was asked about a voucher beside its own steps: to cancel it, to freeze it, to unfreeze it.
@Repository
class CancellationStore {

    private final DSLContext sql;

    CancellationStore(DSLContext sql) {
        this.sql = sql;
    }

    /// A proposal to cancel a voucher.
    record Proposal(
            ActHash act, VoucherNo no, EnterpriseId proposer, EnterpriseId other, String reason, Instant until) {}

    void insert(Proposal proposal, Instant now) {
        sql.insertInto(CANCELLATIONS)
                .set(CANCELLATIONS.ACT_HASH, proposal.act())
                .set(CANCELLATIONS.VOUCHER_NO, proposal.no())
                .set(CANCELLATIONS.PROPOSER_ID, proposal.proposer())
                .set(CANCELLATIONS.OTHER_ID, proposal.other())
                .set(CANCELLATIONS.REASON, proposal.reason())
                .set(CANCELLATIONS.STATE, "PREPARED")
                .set(CANCELLATIONS.PROPOSED_AT, now)
                .set(CANCELLATIONS.OPEN_UNTIL, proposal.until())
                .execute();
    }

    /// The last proposal that the other party has signed and this one may still answer.
    Optional<Proposal> open(VoucherNo no, EnterpriseId other, Instant now) {
        return sql.selectFrom(CANCELLATIONS)
                .where(
                        CANCELLATIONS.VOUCHER_NO.eq(no),
                        CANCELLATIONS.OTHER_ID.eq(other),
                        CANCELLATIONS.STATE.eq("PROPOSED"),
                        CANCELLATIONS.OPEN_UNTIL.gt(now))
                .orderBy(CANCELLATIONS.PROPOSED_AT.desc())
                .limit(1)
                .fetchOptional(row -> new Proposal(
                        row.getActHash(),
                        row.getVoucherNo(),
                        row.getProposerId(),
                        row.getOtherId(),
                        row.getReason(),
                        row.getOpenUntil()));
    }

    /// PREPARED → PROPOSED → ASKED → WRITTEN | REFUSED.
    void moveProposal(ActHash act, String from, String to) {
        one(
                act,
                sql.update(CANCELLATIONS)
                        .set(CANCELLATIONS.STATE, to)
                        .where(CANCELLATIONS.ACT_HASH.eq(act), CANCELLATIONS.STATE.eq(from))
                        .execute());
    }

    void insertOrder(ActHash act, VoucherNo no, String kind, String authority, String document, Instant now) {
        sql.insertInto(ORDERS)
                .set(ORDERS.ACT_HASH, act)
                .set(ORDERS.VOUCHER_NO, no)
                .set(ORDERS.KIND, kind)
                .set(ORDERS.AUTHORITY, authority)
                .set(ORDERS.DOCUMENT_SHA256, document)
                .set(ORDERS.STATE, "ASKED")
                .set(ORDERS.ASKED_AT, now)
                .execute();
    }

    boolean hasOrderOnItsWay(VoucherNo no) {
        return sql.fetchExists(ORDERS, ORDERS.VOUCHER_NO.eq(no), ORDERS.STATE.eq("ASKED"));
    }

    /// ASKED → WRITTEN | REFUSED.
    void answerOrder(ActHash act, String answer) {
        one(
                act,
                sql.update(ORDERS)
                        .set(ORDERS.STATE, answer)
                        .where(ORDERS.ACT_HASH.eq(act), ORDERS.STATE.eq("ASKED"))
                        .execute());
    }

    private static void one(ActHash act, int changed) {
        if (changed != 1) {
            throw new IllegalStateException("%d rows of act %s changed, not one".formatted(changed, act));
        }
    }
}
