package scf.platform.receivable;

import static scf.schema.receivable.Tables.FINDINGS;
import static scf.schema.receivable.Tables.RECEIVABLES;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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

    /// In which states a claim is compared anew when something comes in.
    private static final List<String> COMPARED = List.of(
            Receivable.State.SUBMITTED.name(), Receivable.State.MATCHED.name(), Receivable.State.PART_DISPUTED.name());

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
                .and(RECEIVABLES.STATE.in(COMPARED))
                .orderBy(RECEIVABLES.ID)
                .forUpdate()
                .fetch()
                .map(ReceivableStore::read);
    }

    /// The claims with this finding that could be compared anew, trade by trade.
    List<Receivable> openWith(String finding) {
        return sql.selectFrom(RECEIVABLES)
                .where(RECEIVABLES.STATE.in(COMPARED))
                .andExists(DSL.selectOne()
                        .from(FINDINGS)
                        .where(FINDINGS.RECEIVABLE_ID.eq(RECEIVABLES.ID), FINDINGS.CODE.eq(finding)))
                .orderBy(RECEIVABLES.CREDITOR_ID, RECEIVABLES.DEBTOR_ID, RECEIVABLES.CREATED_AT)
                .fetch()
                .map(ReceivableStore::read);
    }

    /// What the ledger holds on this invoice, locked in a fixed order.
    List<Receivable.OnLedger> lockHeldOn(DocumentId invoice) {
        return sql
                .selectFrom(RECEIVABLES)
                .where(RECEIVABLES.INVOICE_DOCUMENT_ID.eq(invoice))
                .and(RECEIVABLES.CONFIRMED_MINOR.isNotNull())
                .orderBy(RECEIVABLES.ID)
                .forUpdate()
                .fetch()
                .stream()
                .map(row -> (Receivable.OnLedger) read(row))
                .toList();
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
                .and(state == null ? DSL.noCondition() : RECEIVABLES.STATE.in(shownAs(state)))
                .and(DSL.row(RECEIVABLES.CREATED_AT, RECEIVABLES.ID).gt(after.at(), after.id()))
                .orderBy(RECEIVABLES.CREATED_AT, RECEIVABLES.ID)
                .limit(limit)
                .fetch()
                .map(ReceivableStore::read);
    }

    private static List<String> shownAs(Receivable.State state) {
        return Arrays.stream(Receivable.State.values())
                .filter(each -> each.shown() == state.shown())
                .map(Receivable.State::name)
                .toList();
    }

    /// The claims that the debtor has left unanswered since this day or longer, locked in a fixed order.
    List<Receivable> lockUnansweredSince(LocalDate day) {
        return sql.selectFrom(RECEIVABLES)
                .where(RECEIVABLES.STATE.in(Receivable.State.SUBMITTED.name(), Receivable.State.MATCHED.name()))
                .and(RECEIVABLES.SUBMITTED_ON.le(day))
                .orderBy(RECEIVABLES.ID)
                .forUpdate()
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
        row.setContractedOn(claim.contractedOn());
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
        row.setDilutedMinor(0L);
        row.setReason(null);
        row.setReasonCode(null);
        row.setRefusal(null);
        row.setActHash(null);
        row.setFurtherActHash(null);
        row.setRejectionActHash(null);
        row.setLedgerVersion(0L);
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
                writeReason(disputed.reason(), row);
                row.setRefusal(disputed.refusal());
            }
            case Receivable.Confirming confirming -> {
                row.setMatchedMinor(confirming.supported().minor());
                writeReason(confirming.dispute(), row);
                row.setActHash(confirming.awaited());
                row.setConfirmingMinor(confirming.amount().minor());
            }
            case Receivable.Confirmed confirmed -> writeHeld(confirmed, row);
            case Receivable.PartDisputed part -> {
                writeHeld(part, row);
                row.setRefusal(part.refusal());
            }
            case Receivable.ConfirmingMore more -> {
                writeHeld(more, row);
                row.setFurtherActHash(more.awaited());
                row.setConfirmingMinor(more.amount().minor());
            }
            case Receivable.Rejecting rejecting -> {
                writeSupported(rejecting.supported(), row);
                writeReason(rejecting.dispute(), row);
                row.setRejectionActHash(rejecting.awaited());
            }
            case Receivable.Rejected rejected -> {
                writeSupported(rejected.supported(), row);
                writeReason(rejected.reason(), row);
            }
            case Receivable.Withdrawn withdrawn -> {
                writeSupported(withdrawn.supported(), row);
                row.setReason(withdrawn.reason());
            }
        }
    }

    private static void writeSupported(@Nullable Money supported, ReceivablesRecord row) {
        row.setMatchedMinor(supported == null ? null : supported.minor());
    }

    private static void writeReason(@Nullable Reason reason, ReceivablesRecord row) {
        row.setReason(reason == null ? null : reason.words());
        row.setReasonCode(reason == null ? null : reason.code().name());
    }

    private static void writeHeld(Receivable.OnLedger held, ReceivablesRecord row) {
        row.setMatchedMinor(held.supported().minor());
        row.setActHash(held.actHash());
        row.setLedgerVersion(held.holding().ledgerVersion());
        row.setConfirmedMinor(held.confirmed().minor());
        row.setDisputedMinor(held.disputed().minor());
        row.setVoucheredMinor(held.vouchered().minor());
        row.setDilutedMinor(held.diluted().minor());
    }

    private static Receivable read(ReceivablesRecord row) {
        var claim = claim(row);
        return switch (Receivable.State.valueOf(row.getState())) {
            case SUBMITTED -> new Receivable.Submitted(claim);
            case MATCHED -> new Receivable.Matched(claim, supported(row), row.getRefusal());
            case DISPUTED ->
                new Receivable.Disputed(claim, supported(row), Objects.requireNonNull(reason(row)), row.getRefusal());
            case CONFIRMING ->
                new Receivable.Confirming(
                        claim, supported(row), reason(row), row.getActHash(), money(row, row.getConfirmingMinor()));
            case CONFIRMED -> new Receivable.Confirmed(claim, holding(row));
            case PART_DISPUTED -> new Receivable.PartDisputed(claim, holding(row), row.getRefusal());
            case CONFIRMING_MORE ->
                new Receivable.ConfirmingMore(
                        claim, holding(row), row.getFurtherActHash(), money(row, row.getConfirmingMinor()));
            case REJECTING ->
                new Receivable.Rejecting(claim, supportedOrNone(row), reason(row), row.getRejectionActHash());
            case REJECTED -> new Receivable.Rejected(claim, supportedOrNone(row), Objects.requireNonNull(reason(row)));
            case WITHDRAWN -> new Receivable.Withdrawn(claim, supportedOrNone(row), row.getReason());
        };
    }

    private static Receivable.Holding holding(ReceivablesRecord row) {
        return new Receivable.Holding(
                supported(row),
                row.getActHash(),
                row.getLedgerVersion(),
                money(row, row.getConfirmedMinor()),
                money(row, row.getDilutedMinor()),
                money(row, row.getVoucheredMinor()));
    }

    private static @Nullable Reason reason(ReceivablesRecord row) {
        return row.getReason() == null ? null : new Reason(Reason.Code.valueOf(row.getReasonCode()), row.getReason());
    }

    private static @Nullable Money supportedOrNone(ReceivablesRecord row) {
        return row.getMatchedMinor() == null ? null : supported(row);
    }

    private static Claim claim(ReceivablesRecord row) {
        return new Claim(
                row.getId(),
                row.getInvoiceDocumentId(),
                row.getCreditorId(),
                row.getDebtorId(),
                row.getContractNo(),
                row.getContractedOn(),
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
