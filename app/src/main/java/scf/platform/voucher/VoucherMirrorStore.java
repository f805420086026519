package scf.platform.voucher;

import static scf.schema.voucher.Tables.FUNDINGS;
import static scf.schema.voucher.Tables.LOCKS;
import static scf.schema.voucher.Tables.ORDERS;
import static scf.schema.voucher.Tables.SETTLEMENTS;
import static scf.schema.voucher.Tables.VOUCHERS;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import scf.schema.ids.VoucherNo;
import scf.schema.voucher.tables.records.FundingsRecord;
import scf.schema.voucher.tables.records.LocksRecord;
import scf.schema.voucher.tables.records.VouchersRecord;

/// The rows as they lie there: one that was tampered with need not be a [Voucher] any more.
@Repository
class VoucherMirrorStore {

    private final DSLContext sql;

    VoucherMirrorStore(DSLContext sql) {
        this.sql = sql;
    }

    List<VoucherNo> after(String name, int limit) {
        return sql.select(VOUCHERS.NO)
                .from(VOUCHERS)
                .where("no collate \"C\" > {0}", DSL.val(name))
                .orderBy(DSL.field("no collate \"C\""))
                .limit(limit)
                .fetch(VOUCHERS.NO);
    }

    Optional<VouchersRecord> row(VoucherNo no) {
        return sql.selectFrom(VOUCHERS).where(VOUCHERS.NO.eq(no)).fetchOptional();
    }

    /// The lock that the ledger should hold.
    Optional<LocksRecord> lockOf(VoucherNo no) {
        return sql.selectFrom(LOCKS)
                .where(LOCKS.VOUCHER_NO.eq(no), LOCKS.STATE.in("HELD", "RELEASING"))
                .fetchOptional();
    }

    Optional<FundingsRecord> fundingOf(VoucherNo no) {
        return sql.selectFrom(FUNDINGS)
                .where(FUNDINGS.VOUCHER_NO.eq(no), FUNDINGS.STATE.eq("WRITTEN"))
                .fetchOptional();
    }

    /// The bank's receipt with which it was settled.
    Optional<String> receiptOf(VoucherNo no) {
        return sql.select(SETTLEMENTS.RECEIPT_REFERENCE)
                .from(SETTLEMENTS)
                .where(SETTLEMENTS.VOUCHER_NO.eq(no), SETTLEMENTS.STATE.eq("WRITTEN"))
                .fetchOptional(SETTLEMENTS.RECEIPT_REFERENCE);
    }

    boolean isOrderOnItsWay(VoucherNo no) {
        return sql.fetchExists(ORDERS, ORDERS.VOUCHER_NO.eq(no), ORDERS.STATE.eq("ASKED"));
    }
}
