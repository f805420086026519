package scf.platform.receivable;

import static scf.schema.receivable.Tables.RECEIVABLES;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.receivable.tables.records.ReceivablesRecord;

/// Receivables in PostgreSQL: rows in, sealed states out.
@Repository
class ReceivableStore {

    private final DSLContext sql;

    ReceivableStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Receivable> find(ReceivableId id) {
        return sql.selectFrom(RECEIVABLES).where(RECEIVABLES.ID.eq(id)).fetchOptional(ReceivableStore::read);
    }

    Optional<Receivable> lock(ReceivableId id) {
        return sql.selectFrom(RECEIVABLES)
                .where(RECEIVABLES.ID.eq(id))
                .forUpdate()
                .fetchOptional(ReceivableStore::read);
    }

    /// The open claims on these invoices, locked in a fixed order: what comes in may complete or change them.
    List<Receivable> lockOpenOn(Collection<DocumentId> invoices) {
        return sql.selectFrom(RECEIVABLES)
                .where(RECEIVABLES.INVOICE_DOCUMENT_ID.in(invoices))
                .and(RECEIVABLES.STATE.in(Receivable.State.SUBMITTED.name(), Receivable.State.MATCHED.name()))
                .orderBy(RECEIVABLES.ID)
                .forUpdate()
                .fetch()
                .map(ReceivableStore::read);
    }

    /// A party's receivables, in either role or in one, in the order of their claims.
    List<Receivable> list(
            EnterpriseId party, @Nullable Role role, Receivable.@Nullable State state, Claimed after, int limit) {
        Condition mine = RECEIVABLES.CREDITOR_ID.eq(party).or(RECEIVABLES.DEBTOR_ID.eq(party));
        if (role != null) {
            mine = role == Role.CREDITOR ? RECEIVABLES.CREDITOR_ID.eq(party) : RECEIVABLES.DEBTOR_ID.eq(party);
        }
        return sql.selectFrom(RECEIVABLES)
                .where(mine)
                .and(state == null ? DSL.noCondition() : RECEIVABLES.STATE.eq(state.name()))
                .and(DSL.row(RECEIVABLES.CREATED_AT, RECEIVABLES.ID).gt(after.at(), after.id()))
                .orderBy(RECEIVABLES.CREATED_AT, RECEIVABLES.ID)
                .limit(limit)
                .fetch()
                .map(ReceivableStore::read);
    }

    /// A place in the order of claims.
    record Claimed(Instant at, ReceivableId id) {}

    void insert(Receivable receivable) {
        var claim = receivable.claim();
        var row = new ReceivablesRecord();
        row.setId(claim.id());
        row.setInvoiceDocumentId(claim.invoice());
        row.setCreditorId(claim.creditor());
        row.setDebtorId(claim.debtor());
        row.setContractNo(claim.contractNo());
        row.setCurrency(claim.amount().currency().getCurrencyCode());
        row.setGrossMinor(claim.gross().minor());
        row.setClaimMinor(claim.amount().minor());
        row.setDueDate(claim.dueDate());
        row.setDeliveredOn(claim.deliveredOn());
        row.setDeliveryBasis(claim.deliveryBasis().name());
        row.setTermClause(claim.termClause());
        row.setSubmittedOn(claim.submittedOn());
        row.setConfirmBy(claim.confirmBy());
        row.setSubmittedBy(claim.submittedBy());
        row.setCreatedAt(claim.createdAt());
        row.setVersion(claim.version());
        write(receivable, row);
        sql.insertInto(RECEIVABLES).set(row).execute();
    }

    /// Writes the state over the version that was read.
    void save(Receivable receivable) {
        var claim = receivable.claim();
        var row = new ReceivablesRecord();
        write(receivable, row);
        row.setVersion(claim.version() + 1);
        int changed = sql.update(RECEIVABLES)
                .set(row)
                .where(RECEIVABLES.ID.eq(claim.id()), RECEIVABLES.VERSION.eq(claim.version()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException(
                    "receivable %s is no longer at version %d".formatted(claim.id(), claim.version()));
        }
    }

    private static void write(Receivable receivable, ReceivablesRecord row) {
        row.setState(receivable.state().name());
        row.setMatchedMinor(null);
        row.setConfirmingMinor(null);
        row.setConfirmedMinor(null);
        row.setDisputedMinor(null);
        row.setVoucheredMinor(0L);
        row.setReason(null);
        row.setRefusal(null);
        row.setActHash(null);
        switch (receivable) {
            case Receivable.Submitted _ -> {
                // Nothing but the claim itself.
            }
            case Receivable.Matched matched -> {
                row.setMatchedMinor(matched.supported().minor());
                row.setRefusal(matched.refusal());
            }
            case Receivable.Disputed disputed -> {
                row.setMatchedMinor(disputed.supported().minor());
                row.setReason(disputed.reason());
                row.setRefusal(disputed.refusal());
            }
            case Receivable.Confirming confirming -> {
                row.setMatchedMinor(confirming.supported().minor());
                row.setReason(confirming.dispute());
                row.setActHash(confirming.actHash());
                row.setConfirmingMinor(confirming.amount().minor());
            }
            case Receivable.Confirmed confirmed -> {
                row.setDisputedMinor(0L);
                writeHeld(confirmed, row);
            }
            case Receivable.PartDisputed part -> {
                row.setDisputedMinor(part.disputed().minor());
                writeHeld(part, row);
            }
            case Receivable.Rejected rejected -> {
                var supported = rejected.supported();
                row.setMatchedMinor(supported == null ? null : supported.minor());
                row.setReason(rejected.reason());
            }
        }
    }

    private static void writeHeld(Receivable.OnLedger held, ReceivablesRecord row) {
        row.setMatchedMinor(held.supported().minor());
        row.setActHash(held.actHash());
        row.setConfirmedMinor(held.confirmed().minor());
        row.setVoucheredMinor(held.vouchered().minor());
    }

    private static Receivable read(ReceivablesRecord row) {
        var claim = claim(row);
        return switch (Receivable.State.valueOf(row.getState())) {
            case SUBMITTED -> new Receivable.Submitted(claim);
            case MATCHED -> new Receivable.Matched(claim, supported(row), row.getRefusal());
            case DISPUTED -> new Receivable.Disputed(claim, supported(row), row.getReason(), row.getRefusal());
            case CONFIRMING ->
                new Receivable.Confirming(
                        claim, supported(row), row.getReason(), row.getActHash(), money(row, row.getConfirmingMinor()));
            case CONFIRMED ->
                new Receivable.Confirmed(
                        claim,
                        supported(row),
                        row.getActHash(),
                        money(row, row.getConfirmedMinor()),
                        money(row, row.getVoucheredMinor()));
            case PART_DISPUTED ->
                new Receivable.PartDisputed(
                        claim,
                        supported(row),
                        row.getActHash(),
                        money(row, row.getConfirmedMinor()),
                        money(row, row.getDisputedMinor()),
                        money(row, row.getVoucheredMinor()));
            case REJECTED ->
                new Receivable.Rejected(claim, row.getMatchedMinor() == null ? null : supported(row), row.getReason());
        };
    }

    private static Claim claim(ReceivablesRecord row) {
        return new Claim(
                row.getId(),
                row.getInvoiceDocumentId(),
                row.getCreditorId(),
                row.getDebtorId(),
                row.getContractNo(),
                money(row, row.getGrossMinor()),
                money(row, row.getClaimMinor()),
                row.getDueDate(),
                row.getDeliveredOn(),
                Claim.DeliveryBasis.valueOf(row.getDeliveryBasis()),
                row.getTermClause(),
                row.getSubmittedOn(),
                row.getConfirmBy(),
                row.getSubmittedBy(),
                row.getCreatedAt(),
                row.getVersion());
    }

    private static Money supported(ReceivablesRecord row) {
        return money(row, row.getMatchedMinor());
    }

    private static Money money(ReceivablesRecord row, long minor) {
        return Money.ofMinor(minor, row.getCurrency());
    }
}
