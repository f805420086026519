package scf.platform.receivable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActHeader;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.ConfirmRow;
import scf.contract.LedgerEvent;
import scf.contract.Malformed;
import scf.contract.Row;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.ActRefused;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;
import scf.platform.ledger.Verifying;
import scf.platform.money.Money;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.trade.TradeDocuments;
import scf.schema.ids.ActHash;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;

/// The debtor's confirmation (确权) by maker and checker, of one claim or of many in one act, at once or in parts.
///
/// A chain-master that is suspended from the whitelist confirms all the same: what it owes it owes.
@Service
@Transactional
public class Confirmations {

    private final ReceivableStore receivables;
    private final InvoiceStore invoices;
    private final ConfirmationStore confirmations;
    private final ConfirmationClock days;
    private final TradeDocuments documents;
    private final Verdicts verdicts;
    private final Acts acts;
    private final Clock clock;

    Confirmations(
            ReceivableStore receivables,
            InvoiceStore invoices,
            ConfirmationStore confirmations,
            ConfirmationClock days,
            TradeDocuments documents,
            Verdicts verdicts,
            Acts acts,
            Clock clock) {
        this.receivables = receivables;
        this.invoices = invoices;
        this.confirmations = confirmations;
        this.days = days;
        this.documents = documents;
        this.verdicts = verdicts;
        this.acts = acts;
        this.clock = clock;
    }

    /// What the maker proposes.
    ///
    /// @param amount nothing said: what the documents support
    /// @param reason why more than that is owed
    /// @param key the act key that the checker will sign with, where the debtor has several
    public record Proposal(
            @Nullable Money amount,
            @Nullable String reason,
            @Nullable KeyId key) {}

    /// A row of a batch: what the maker proposes for one receivable.
    public record BatchRow(
            ReceivableId receivable,
            @Nullable Money amount,
            @Nullable String reason) {}

    /// The maker has the act prepared that the checker is to sign. Nothing changes yet.
    public ConfirmationPreparing prepare(EnterpriseId debtor, String maker, ReceivableId id, Proposal proposal) {
        return switch (judge(debtor, new BatchRow(id, proposal.amount(), proposal.reason()))) {
            case Judging.Refused(var why) -> new ConfirmationPreparing.Refused(judged(id, why));
            case Judging.Ready ready ->
                switch (acts.prepare(draft(
                        id.toString(),
                        ready.receivable().ledgerVersion(),
                        debtor,
                        proposal.key(),
                        maker,
                        List.of(ready)))) {
                    case Preparing.Refused refused -> new ConfirmationPreparing.NoKey(refused);
                    case Preparing.Prepared prepared -> {
                        keep(prepared.act(), maker, List.of(ready));
                        yield new ConfirmationPreparing.Prepared(prepared.act());
                    }
                };
        };
    }

    /// What each row of a batch would come to. Nothing is prepared, nothing changes.
    public List<BatchPreparing.Line> preview(EnterpriseId debtor, List<BatchRow> rows) {
        return judge(debtor, rows).stream().map(Judged::line).toList();
    }

    /// Prepares one act for all rows of a batch (批量确权), or tells of every row whether it could be in it.
    public BatchPreparing prepareBatch(EnterpriseId debtor, String maker, List<BatchRow> rows, @Nullable KeyId key) {
        var judged = judge(debtor, rows);
        var ready = new ArrayList<Judging.Ready>();
        for (var row : judged) {
            if (row.judging() instanceof Judging.Ready each && row.line() instanceof BatchPreparing.Line.Ready) {
                ready.add(each);
            }
        }
        if (ready.size() < rows.size()) {
            for (int i = 0; i < rows.size(); i++) {
                if (judged.get(i).judging() instanceof Judging.Refused(var why)) {
                    judged(rows.get(i).receivable(), why);
                }
            }
            return new BatchPreparing.RowsRefused(
                    judged.stream().map(Judged::line).toList());
        }

        var batch = UUID.randomUUID().toString();
        return switch (acts.prepare(draft(batch, 0, debtor, key, maker, ready))) {
            case Preparing.Refused refused -> new BatchPreparing.NoKey(refused);
            case Preparing.Prepared prepared -> {
                keep(prepared.act(), maker, ready);
                yield new BatchPreparing.Prepared(prepared.act());
            }
        };
    }

    private record Judged(Judging judging, BatchPreparing.Line line) {}

    private List<Judged> judge(EnterpriseId debtor, List<BatchRow> rows) {
        // Locked in one order for everybody, so that two batches with common rows never wait for each other.
        rows.stream()
                .map(BatchRow::receivable)
                .distinct()
                .sorted(Comparator.comparing(ReceivableId::toString))
                .forEach(receivables::lock);
        var before = new HashSet<ReceivableId>();
        var judged = new ArrayList<Judged>();
        for (var row : rows) {
            var id = row.receivable();
            var judging = judge(debtor, row);
            boolean again = !before.add(id);
            judged.add(new Judged(
                    judging,
                    switch (judging) {
                        case Judging.Refused(var why) -> new BatchPreparing.Line.Refused(id, why);
                        case Judging.Ready _ when again -> new BatchPreparing.Line.SameAgain(id);
                        case Judging.Ready ready -> new BatchPreparing.Line.Ready(id, ready.amount());
                    }));
        }
        return judged;
    }

    /// Whether a receivable can be confirmed for an amount, now.
    private sealed interface Judging {

        record Refused(ConfirmationRefusal why) implements Judging {}

        record Ready(
                Receivable.Confirmable receivable,
                Money amount,
                @Nullable String reason) implements Judging {

            Claim claim() {
                return receivable.claim();
            }
        }
    }

    /// Asked twice: of the maker's proposal, and again when it is signed, because documents may have come in between.
    private Judging judge(EnterpriseId debtor, BatchRow row) {
        var found =
                receivables.lock(row.receivable()).filter(each -> each.claim().isOf(debtor));
        if (found.isEmpty()) {
            return new Judging.Refused(new ConfirmationRefusal.NoSuchReceivable());
        }
        var receivable = found.get();
        if (!receivable.claim().debtor().equals(debtor)) {
            return new Judging.Refused(new ConfirmationRefusal.NotTheDebtor());
        }
        if (ReceivableStates.refuses(receivable, ReceivableStates.Event.CONFIRM)
                || !(receivable instanceof Receivable.Confirmable confirmable)) {
            return new Judging.Refused(
                    new ConfirmationRefusal.NotMatched(receivable.state().shown()));
        }
        var amount = row.amount() == null ? confirmable.supportedStill() : row.amount();
        return refusal(confirmable, amount, row.reason())
                .<Judging>map(Judging.Refused::new)
                .orElseGet(() -> new Judging.Ready(confirmable, amount, row.reason()));
    }

    private static Optional<ConfirmationRefusal> refusal(
            Receivable.Confirmable receivable, Money amount, @Nullable String reason) {
        var most = receivable.unconfirmed();
        if (!amount.currency().equals(most.currency())) {
            return Optional.of(
                    new ConfirmationRefusal.OtherCurrency(most.currency().getCurrencyCode()));
        }
        if (!amount.isPositive()) {
            return Optional.of(new ConfirmationRefusal.NothingConfirmed());
        }
        if (amount.exceeds(most)) {
            return Optional.of(new ConfirmationRefusal.AboveClaim(most));
        }
        if (amount.exceeds(receivable.supportedStill()) && reason == null) {
            return Optional.of(new ConfirmationRefusal.ReasonMissing(receivable.supportedStill()));
        }
        return Optional.empty();
    }

    /// What passes the papers without a word, or the invoice, is no real trade. Slips of the pen are no breach.
    private ConfirmationRefusal judged(ReceivableId id, ConfirmationRefusal why) {
        if (why instanceof ConfirmationRefusal.ReasonMissing(var supported)) {
            return verdicts.refused(RuleCode.R_02, Subject.of(id), Figures.of("supported", supported), why);
        }
        return why instanceof ConfirmationRefusal.AboveInvoice(var open)
                ? verdicts.refused(RuleCode.R_02, Subject.of(id), Figures.of("unconfirmed", open), why)
                : why;
    }

    private Draft draft(
            String subject,
            long version,
            EnterpriseId debtor,
            @Nullable KeyId key,
            String maker,
            List<Judging.Ready> ready) {
        return new Draft(
                ActType.CONFIRM,
                subject,
                version,
                debtor,
                key,
                maker,
                ready.stream().map(this::row).toList());
    }

    private Row row(Judging.Ready ready) {
        var claim = ready.claim();
        var invoice = documents.find(claim.invoice()).orElseThrow();
        return new ConfirmRow(
                claim.id().toString(),
                ready.receivable().ledgerVersion(),
                claim.debtor().toString(),
                claim.creditor().toString(),
                invoice.sellerIdentifier(),
                invoice.buyerIdentifier(),
                invoice.number(),
                invoice.issueDate(),
                claim.gross().minor(),
                ready.amount().minor(),
                ready.amount().currency().getCurrencyCode(),
                claim.dueDate());
    }

    private void keep(PreparedAct act, String maker, List<Judging.Ready> ready) {
        for (var row : ready) {
            confirmations.prepared(
                    new ConfirmationStore.Confirmation(
                            new ActHash(act.hash()),
                            row.claim().id(),
                            row.amount().minor(),
                            row.reason(),
                            maker),
                    clock.instant());
        }
    }

    /// The checker's signed act: the ledger is told, and the receivable waits for its answer.
    public ConfirmationTelling tell(EnterpriseId debtor, String checker, ReceivableId id, ActJson act) {
        var found = receivables.lock(id).filter(each -> each.claim().isOf(debtor));
        if (found.isEmpty()) {
            return new ConfirmationTelling.Refused(new ConfirmationRefusal.NoSuchReceivable());
        }
        var receivable = found.get();
        if (!receivable.claim().debtor().equals(debtor)) {
            return new ConfirmationTelling.Refused(new ConfirmationRefusal.NotTheDebtor());
        }
        if (ReceivableStates.refuses(receivable, ReceivableStates.Event.CONFIRM)) {
            return new ConfirmationTelling.Refused(
                    new ConfirmationRefusal.NotMatched(receivable.state().shown()));
        }
        return switch (tell(debtor, checker, id.toString(), act)) {
            case ConfirmationTelling.RowRefused row -> new ConfirmationTelling.Refused(row.why());
            case ConfirmationTelling other -> other;
        };
    }

    /// The checker's signed batch: all of it, or nothing.
    public ConfirmationTelling tellBatch(EnterpriseId debtor, String checker, ActJson act) {
        return tell(debtor, checker, subjectOf(act), act);
    }

    private ConfirmationTelling tell(EnterpriseId debtor, String checker, String subject, ActJson act) {
        // 1. Find and lock: the act, its receivables, their invoices.
        Verifying.Verified verified;
        switch (acts.verify(act, ActType.CONFIRM, subject, debtor)) {
            case Verifying.Refused refused -> {
                return new ConfirmationTelling.NotTheAct(refused);
            }
            case Verifying.Verified signed -> verified = signed;
        }

        // 2. Every reason to refuse.
        if (verified.preparedBy().equals(checker)) {
            return new ConfirmationTelling.Refused(new ConfirmationRefusal.MakerIsChecker());
        }
        var rows = confirmations.of(verified.hash());
        var ready = new ArrayList<Judging.Ready>();
        Map<DocumentId, InvoiceStore.Use> uses = new LinkedHashMap<>();
        for (var row : rows) {
            switch (judgeSigned(debtor, row, uses)) {
                case Judging.Refused(var why) -> {
                    return new ConfirmationTelling.RowRefused(
                            place(row.receivable(), verified), judged(row.receivable(), why));
                }
                case Judging.Ready each -> ready.add(each);
            }
        }

        // 3. Do it. What is under way counts against the invoice as if it were confirmed.
        uses.values().forEach(invoices::save);
        var told = new ArrayList<Receivable>();
        for (var each : ready) {
            var confirming = each.receivable().confirming(verified.hash(), each.amount());
            receivables.save(confirming);
            days.answered(each.receivable(), each.amount());
            told.add(confirming);
        }
        rows.forEach(row -> confirmations.told(row, checker, clock.instant()));
        acts.tell(verified);
        return new ConfirmationTelling.Told(verified.hash(), told);
    }

    /// Over all receivables an invoice is not confirmed beyond its total, in this act or before.
    private Judging judgeSigned(
            EnterpriseId debtor, ConfirmationStore.Confirmation row, Map<DocumentId, InvoiceStore.Use> uses) {
        var claim = receivables.lock(row.receivable()).orElseThrow().claim();
        var amount = new Money(claim.gross().currency(), row.amountMinor());
        var judging = judge(debtor, new BatchRow(row.receivable(), amount, row.reason()));
        if (judging instanceof Judging.Refused) {
            return judging;
        }
        var use = uses.computeIfAbsent(claim.invoice(), invoice -> invoices.lock(invoice, claim.gross()));
        if (amount.exceeds(use.unconfirmed())) {
            return new Judging.Refused(new ConfirmationRefusal.AboveInvoice(use.unconfirmed()));
        }
        uses.put(claim.invoice(), use.withConfirmed(use.confirmed().plus(amount)));
        return judging;
    }

    private static int place(ReceivableId id, Verifying.Verified act) {
        return act.rows().stream().map(Row::subject).toList().indexOf(id.toString());
    }

    /// The batch that an act is of. What cannot be read is refused by [Acts#verify], with its field.
    private static String subjectOf(ActJson act) {
        try {
            return act.header() == null
                    ? ""
                    : ActHeader.parse(Bytes.ofBase64(act.header())).subject();
        } catch (Malformed _) {
            return "";
        }
    }

    /// The ledger holds it: from here on it is worth money to a bank.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActCommitted committed) {
        if (committed.type() != ActType.CONFIRM) {
            return;
        }
        for (var confirmation : confirmations.of(committed.act())) {
            receivables.save(inFlight(confirmation).committed(versionOf(confirmation.receivable(), committed)));
            confirmations.answered(confirmation, true);
        }
    }

    private static long versionOf(ReceivableId id, ActCommitted committed) {
        return committed.changes().stream()
                .filter(change -> change.object().equals(id.toString()))
                .mapToLong(LedgerEvent.Change::version)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("act " + committed.act() + " did not change " + id));
    }

    /// The ledger has refused: what stood before stands again, with the reason beside it.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActRefused refused) {
        if (refused.type() != ActType.CONFIRM) {
            return;
        }
        for (var confirmation : confirmations.of(refused.act())) {
            var waiting = inFlight(confirmation);
            var claim = waiting.claim();
            receivables.save(waiting.refused(refused.refusal() + ": " + refused.message()));
            confirmations.answered(confirmation, false);
            var use = invoices.lock(claim.invoice(), claim.gross());
            invoices.save(use.withConfirmed(use.confirmed().minus(waiting.amount())));
        }
    }

    private Receivable.InFlight inFlight(ConfirmationStore.Confirmation confirmation) {
        if (receivables.lock(confirmation.receivable()).orElseThrow() instanceof Receivable.InFlight waiting
                && waiting.awaited().equals(confirmation.act())) {
            return waiting;
        }
        throw new IllegalStateException(
                "receivable %s does not wait for act %s".formatted(confirmation.receivable(), confirmation.act()));
    }
}
