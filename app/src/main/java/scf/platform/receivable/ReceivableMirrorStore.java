package scf.platform.receivable;

import static scf.schema.receivable.Tables.DILUTIONS;
import static scf.schema.receivable.Tables.RECEIVABLES;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import scf.schema.ids.ReceivableId;
import scf.schema.receivable.tables.records.ReceivablesRecord;

/// The rows as they lie there: one that was tampered with need not be a [Receivable] any more.
@Repository
class ReceivableMirrorStore {

    private final DSLContext sql;

    ReceivableMirrorStore(DSLContext sql) {
        this.sql = sql;
    }

    List<ReceivableId> after(String name, int limit) {
        return sql.select(RECEIVABLES.ID)
                .from(RECEIVABLES)
                .where(name.isEmpty() ? DSL.noCondition() : RECEIVABLES.ID.gt(new ReceivableId(UUID.fromString(name))))
                .orderBy(RECEIVABLES.ID)
                .limit(limit)
                .fetch(RECEIVABLES.ID);
    }

    /// What debtor and creditor have signed away and the ledger has not answered: here it counts already. What it
    /// takes of vouchers counts when they have ended.
    long dilutionOnItsWay(ReceivableId id) {
        return sql
                .select(DILUTIONS.AMOUNT_MINOR, DILUTIONS.GIVEN_WAY_MINOR)
                .from(DILUTIONS)
                .where(DILUTIONS.RECEIVABLE_ID.eq(id), DILUTIONS.STATE.eq("TOLD"))
                .fetch()
                .stream()
                .mapToLong(row -> Math.max(0, row.value1() - row.value2()))
                .sum();
    }

    Optional<ReceivablesRecord> row(String name) {
        return sql.selectFrom(RECEIVABLES)
                .where(RECEIVABLES.ID.eq(new ReceivableId(UUID.fromString(name))))
                .fetchOptional();
    }
}
