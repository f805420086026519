package scf.platform.receivable;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import scf.contract.LedgerEvent;
import scf.contract.ReceivableState;
import scf.contract.ReceivableTerms;
import scf.gateway.Held;
import scf.platform.ledger.Difference;
import scf.platform.ledger.Mirror;
import scf.schema.ids.ReceivableId;
import scf.schema.receivable.tables.records.ReceivablesRecord;

/// Receivables, as they are held against what their debtors have confirmed on the ledger. A claim that the
/// debtor has not answered is not there.
@Component
class ReceivableMirror implements Mirror {

    private final ReceivableMirrorStore store;

    ReceivableMirror(ReceivableMirrorStore store) {
        this.store = store;
    }

    @Override
    public LedgerEvent.Kind kind() {
        return LedgerEvent.Kind.RECEIVABLE;
    }

    @Override
    public List<String> namesAfter(String name, int limit) {
        return store.after(name, limit).stream().map(ReceivableId::toString).toList();
    }

    @Override
    public boolean knows(String name) {
        return store.row(name).isPresent();
    }

    @Override
    public Compared compare(String name, Optional<Held> onLedger) {
        ReceivablesRecord row = store.row(name).orElse(null);
        ReceivableTerms terms =
                onLedger.map(held -> ReceivableTerms.parse(held.terms())).orElse(null);
        var theirs = onLedger.map(held -> ReceivableState.parse(held.state()).state())
                .orElse(null);
        var ours = row == null ? null : standingOf(row);
        long diluted = row == null ? 0 : row.getDilutedMinor() - store.dilutionOnItsWay(row.getId());
        boolean rejectedWithoutAnAct = ours == ReceivableState.Standing.REJECTED && theirs == null;
        var words = new Difference.Collector().words("state", rejectedWithoutAnAct ? null : ours, theirs);
        if (row != null && terms != null) {
            words.words("debtor", row.getDebtorId(), terms.debtor())
                    .words("creditor", row.getCreditorId(), terms.creditor())
                    .words("currency", row.getCurrency(), terms.currency())
                    .words("dueDate", row.getDueDate(), terms.dueDate());
            if (theirs == ReceivableState.Standing.CONFIRMED) {
                words.words(
                                "version",
                                row.getLedgerVersion(),
                                onLedger.orElseThrow().version())
                        .words("confirmedMinor", row.getConfirmedMinor(), terms.confirmedMinor())
                        .words("dilutedMinor", diluted, terms.dilutedMinor());
            }
        }
        return new Compared(
                row != null && waits(row),
                row == null || ours != ReceivableState.Standing.CONFIRMED
                        ? Side.NOTHING
                        : Side.of(false, row.getCurrency(), confirmed(row) - diluted),
                terms == null || theirs != ReceivableState.Standing.CONFIRMED
                        ? Side.NOTHING
                        : Side.of(false, terms.currency(), terms.owedMinor()),
                words.found());
    }

    private static long confirmed(ReceivablesRecord row) {
        Long confirmed = row.getConfirmedMinor();
        return confirmed == null ? 0 : confirmed;
    }

    private static boolean waits(ReceivablesRecord row) {
        return switch (Receivable.State.valueOf(row.getState())) {
            case CONFIRMING, CONFIRMING_MORE, REJECTING -> true;
            case SUBMITTED, MATCHED, DISPUTED, CONFIRMED, PART_DISPUTED, REJECTED, WITHDRAWN -> false;
        };
    }

    /// In the ledger's words. What a debtor rejects without an act stands nowhere but here.
    private static ReceivableState.@Nullable Standing standingOf(ReceivablesRecord row) {
        return switch (Receivable.State.valueOf(row.getState())) {
            case SUBMITTED, MATCHED, DISPUTED, CONFIRMING, REJECTING, WITHDRAWN -> null;
            case CONFIRMED, PART_DISPUTED, CONFIRMING_MORE -> ReceivableState.Standing.CONFIRMED;
            case REJECTED -> ReceivableState.Standing.REJECTED;
        };
    }
}
