package scf.platform.receivable;

import static scf.schema.receivable.Tables.EVIDENCE;
import static scf.schema.receivable.Tables.FINDINGS;
import static scf.schema.receivable.Tables.RECEIVABLES;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.receivable.tables.records.FindingsRecord;

/// What claims rest on, and what was found when it was compared.
@Repository
class EvidenceStore {

    private final DSLContext sql;

    EvidenceStore(DSLContext sql) {
        this.sql = sql;
    }

    /// Whoever claims, or hands in what a claim may rest on, waits here for others of the same trade: what one claim
    /// takes of a delivery, the next must see. Taken before any row; held until the transaction ends.
    void lockTrade(EnterpriseId seller, EnterpriseId buyer) {
        sql.execute(
                "select pg_advisory_xact_lock(hashtextextended({0}, 0))",
                DSL.val("trade %s %s".formatted(seller, buyer)));
    }

    /// When the last claim between the two was made.
    Optional<Instant> lastClaim(EnterpriseId creditor, EnterpriseId debtor) {
        return sql.select(DSL.max(RECEIVABLES.CREATED_AT))
                .from(RECEIVABLES)
                .where(RECEIVABLES.CREDITOR_ID.eq(creditor), RECEIVABLES.DEBTOR_ID.eq(debtor))
                .fetchOptional()
                .map(Record1::value1);
    }

    void attach(ReceivableId id, List<DocumentId> documents) {
        for (var document : documents) {
            sql.insertInto(EVIDENCE, EVIDENCE.RECEIVABLE_ID, EVIDENCE.DOCUMENT_ID)
                    .values(id, document)
                    .onConflictDoNothing()
                    .execute();
        }
    }

    List<DocumentId> of(ReceivableId id) {
        return sql.select(EVIDENCE.DOCUMENT_ID)
                .from(EVIDENCE)
                .where(EVIDENCE.RECEIVABLE_ID.eq(id))
                .orderBy(EVIDENCE.DOCUMENT_ID)
                .fetch(EVIDENCE.DOCUMENT_ID);
    }

    /// The invoices of claims that rest on this document.
    List<DocumentId> invoicesResting(DocumentId document) {
        return sql.selectDistinct(RECEIVABLES.INVOICE_DOCUMENT_ID)
                .from(RECEIVABLES)
                .join(EVIDENCE)
                .on(EVIDENCE.RECEIVABLE_ID.eq(RECEIVABLES.ID))
                .where(EVIDENCE.DOCUMENT_ID.eq(document))
                .fetch(RECEIVABLES.INVOICE_DOCUMENT_ID);
    }

    /// The invoices of claims that were made before on the same order and were neither rejected nor withdrawn.
    List<DocumentId> invoicesClaimedBefore(Instant before, Collection<DocumentId> order, DocumentId invoice) {
        return sql.selectDistinct(RECEIVABLES.INVOICE_DOCUMENT_ID)
                .from(RECEIVABLES)
                .join(EVIDENCE)
                .on(EVIDENCE.RECEIVABLE_ID.eq(RECEIVABLES.ID))
                .where(EVIDENCE.DOCUMENT_ID.in(order))
                .and(RECEIVABLES.INVOICE_DOCUMENT_ID.ne(invoice))
                .and(RECEIVABLES.CREATED_AT.lt(before))
                .and(RECEIVABLES.STATE.notIn(Receivable.State.REJECTED.name(), Receivable.State.WITHDRAWN.name()))
                .fetch(RECEIVABLES.INVOICE_DOCUMENT_ID);
    }

    /// The claims, with their invoices, that were made before on another order, were neither rejected nor
    /// withdrawn, and rest on one of these documents.
    Map<ReceivableId, DocumentId> claimsResting(
            Instant before, Collection<DocumentId> documents, Collection<DocumentId> order) {
        var other = EVIDENCE.as("other");
        return sql.selectDistinct(RECEIVABLES.ID, RECEIVABLES.INVOICE_DOCUMENT_ID)
                .from(RECEIVABLES)
                .join(EVIDENCE)
                .on(EVIDENCE.RECEIVABLE_ID.eq(RECEIVABLES.ID))
                .where(EVIDENCE.DOCUMENT_ID.in(documents))
                .and(RECEIVABLES.CREATED_AT.lt(before))
                .and(RECEIVABLES.STATE.notIn(Receivable.State.REJECTED.name(), Receivable.State.WITHDRAWN.name()))
                .andNotExists(DSL.selectOne()
                        .from(other)
                        .where(other.RECEIVABLE_ID.eq(RECEIVABLES.ID), other.DOCUMENT_ID.in(order)))
                .fetchMap(RECEIVABLES.ID, RECEIVABLES.INVOICE_DOCUMENT_ID);
    }

    /// What earlier claims on one invoice that were neither rejected nor withdrawn come to, in its minor unit.
    long claimedBefore(Instant before, DocumentId invoice) {
        return sql.select(DSL.coalesce(DSL.sum(RECEIVABLES.CLAIM_MINOR), DSL.inline(BigDecimal.ZERO)))
                .from(RECEIVABLES)
                .where(RECEIVABLES.INVOICE_DOCUMENT_ID.eq(invoice))
                .and(RECEIVABLES.CREATED_AT.lt(before))
                .and(RECEIVABLES.STATE.notIn(Receivable.State.REJECTED.name(), Receivable.State.WITHDRAWN.name()))
                .fetchSingle()
                .value1()
                .longValueExact();
    }

    void replaceFindings(ReceivableId id, List<Finding> findings) {
        sql.deleteFrom(FINDINGS).where(FINDINGS.RECEIVABLE_ID.eq(id)).execute();
        var rows = new ArrayList<FindingsRecord>();
        for (var finding : findings) {
            rows.add(new FindingsRecord(
                    id,
                    rows.size() + 1,
                    finding.code(),
                    finding.lineNo(),
                    finding.expected(),
                    finding.found(),
                    finding.message(),
                    finding.rule(),
                    finding.source()));
        }
        sql.batchInsert(rows).execute();
    }

    List<Finding> findings(ReceivableId id) {
        return sql.selectFrom(FINDINGS)
                .where(FINDINGS.RECEIVABLE_ID.eq(id))
                .orderBy(FINDINGS.POSITION)
                .fetch(row -> new Finding(
                        row.getCode(),
                        row.getLineNo(),
                        row.getExpected(),
                        row.getFound(),
                        row.getMessage(),
                        row.getRule(),
                        row.getSource()));
    }
}
