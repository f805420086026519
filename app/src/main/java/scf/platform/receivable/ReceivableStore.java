package scf.platform.receivable;

import static scf.schema.receivable.Tables.RECEIVABLES;

import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import scf.platform.money.Money;
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
        row.setMatchedMinor(null);
        row.setConfirmingMinor(null);
        row.setConfirmedMinor(null);
        row.setDisputedMinor(null);
        row.setVoucheredMinor(0L);
        row.setReason(null);
        row.setRefusal(null);
        row.setActHash(null);
        switch (receivable) {
            case Receivable.Submitted _ -> row.setState("SUBMITTED");
            case Receivable.Matched matched -> {
                row.setState("MATCHED");
                row.setMatchedMinor(matched.supported().minor());
                row.setRefusal(matched.refusal());
            }
            case Receivable.Disputed disputed -> {
                row.setState("DISPUTED");
                row.setMatchedMinor(disputed.supported().minor());
                row.setReason(disputed.reason());
                row.setRefusal(disputed.refusal());
            }
            case Receivable.Confirming confirming -> {
                row.setState("CONFIRMING");
                row.setMatchedMinor(confirming.supported().minor());
                row.setReason(confirming.dispute());
                row.setActHash(confirming.actHash());
                row.setConfirmingMinor(confirming.amount().minor());
            }
            case Receivable.Confirmed confirmed -> {
                row.setState("CONFIRMED");
                row.setDisputedMinor(0L);
                writeHeld(confirmed, row);
            }
            case Receivable.PartDisputed part -> {
                row.setState("PART_DISPUTED");
                row.setDisputedMinor(part.disputed().minor());
                writeHeld(part, row);
            }
            case Receivable.Rejected rejected -> {
                row.setState("REJECTED");
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
        return switch (row.getState()) {
            case "SUBMITTED" -> new Receivable.Submitted(claim);
            case "MATCHED" -> new Receivable.Matched(claim, supported(row), row.getRefusal());
            case "DISPUTED" -> new Receivable.Disputed(claim, supported(row), row.getReason(), row.getRefusal());
            case "CONFIRMING" ->
                new Receivable.Confirming(
                        claim, supported(row), row.getReason(), row.getActHash(), money(row, row.getConfirmingMinor()));
            case "CONFIRMED" ->
                new Receivable.Confirmed(
                        claim,
                        supported(row),
                        row.getActHash(),
                        money(row, row.getConfirmedMinor()),
                        money(row, row.getVoucheredMinor()));
            case "PART_DISPUTED" ->
                new Receivable.PartDisputed(
                        claim,
                        supported(row),
                        row.getActHash(),
                        money(row, row.getConfirmedMinor()),
                        money(row, row.getDisputedMinor()),
                        money(row, row.getVoucheredMinor()));
            case "REJECTED" ->
                new Receivable.Rejected(claim, row.getMatchedMinor() == null ? null : supported(row), row.getReason());
            default ->
                throw new IllegalStateException(
                        "receivable %s is in a state nobody knows: %s".formatted(row.getId(), row.getState()));
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
