package scf.platform.receivable;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.ConfirmRow;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.ActRefused;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.Preparing;
import scf.platform.ledger.Verifying;
import scf.platform.money.Money;
import scf.platform.trade.TradeDocuments;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;

/// The debtor's answer to a claim: confirmation (确权) by maker and checker, rejection, dispute.
///
/// A chain-master that is suspended from the whitelist confirms all the same: what it owes it owes.
@Service
@Transactional
public class Confirmations {

    private final ReceivableStore receivables;
    private final InvoiceStore invoices;
    private final ConfirmationStore confirmations;
    private final TradeDocuments documents;
    private final Acts acts;
    private final Clock clock;

    Confirmations(
            ReceivableStore receivables,
            InvoiceStore invoices,
            ConfirmationStore confirmations,
            TradeDocuments documents,
            Acts acts,
            Clock clock) {
        this.receivables = receivables;
        this.invoices = invoices;
        this.confirmations = confirmations;
        this.documents = documents;
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

    /// The maker has the act prepared that the checker is to sign. Nothing changes yet.
    public ConfirmationPreparing prepare(EnterpriseId debtor, String maker, ReceivableId id, Proposal proposal) {
        // 1. Find and lock.
        var found = receivables.lock(id).filter(each -> each.claim().isOf(debtor));
        if (found.isEmpty()) {
            return new ConfirmationPreparing.Refused(new ConfirmationRefusal.NoSuchReceivable());
        }

        // 2. Every reason to refuse.
        var receivable = found.get();
        if (!receivable.claim().debtor().equals(debtor)) {
            return new ConfirmationPreparing.Refused(new ConfirmationRefusal.NotTheDebtor());
        }
        if (!(receivable instanceof Receivable.Confirmable confirmable)) {
            return new ConfirmationPreparing.Refused(new ConfirmationRefusal.NotMatched(receivable.state()));
        }
        var amount = proposal.amount() == null ? confirmable.supported() : proposal.amount();
        var refusal = refusal(confirmable, amount, proposal.reason());
        if (refusal.isPresent()) {
            return new ConfirmationPreparing.Refused(refusal.get());
        }

        // 3. Do it.
        var draft = new Draft(
                ActType.CONFIRM,
                id.toString(),
                0,
                debtor,
                proposal.key(),
                maker,
                List.of(row(receivable.claim(), amount)));
        return switch (acts.prepare(draft)) {
            case Preparing.Refused refused -> new ConfirmationPreparing.NoKey(refused);
            case Preparing.Prepared prepared -> {
                var act = prepared.act();
                confirmations.prepared(
                        new ConfirmationStore.Confirmation(
                                new ActHash(act.hash()), id, amount.minor(), proposal.reason(), maker),
                        clock.instant());
                yield new ConfirmationPreparing.Prepared(act);
            }
        };
    }

    private ConfirmRow row(Claim claim, Money amount) {
        var invoice = documents.find(claim.invoice()).orElseThrow();
        return new ConfirmRow(
                claim.id().toString(),
                0,
                claim.debtor().toString(),
                claim.creditor().toString(),
                invoice.sellerIdentifier(),
                invoice.buyerIdentifier(),
                invoice.number(),
                invoice.issueDate(),
                claim.gross().minor(),
                amount.minor(),
                amount.currency().getCurrencyCode(),
                claim.dueDate());
    }

    /// The checker's signed act: the ledger is told, and the receivable waits for its answer.
    public ConfirmationTelling tell(EnterpriseId debtor, String checker, ReceivableId id, ActJson act) {
        // 1. Find and lock.
        var found = receivables.lock(id).filter(each -> each.claim().isOf(debtor));
        if (found.isEmpty()) {
            return new ConfirmationTelling.Refused(new ConfirmationRefusal.NoSuchReceivable());
        }

        // 2. Every reason to refuse.
        var receivable = found.get();
        if (!receivable.claim().debtor().equals(debtor)) {
            return new ConfirmationTelling.Refused(new ConfirmationRefusal.NotTheDebtor());
        }
        if (!(receivable instanceof Receivable.Confirmable confirmable)) {
            return new ConfirmationTelling.Refused(new ConfirmationRefusal.NotMatched(receivable.state()));
        }
        Verifying.Verified verified;
        switch (acts.verify(act, ActType.CONFIRM, id.toString(), debtor)) {
            case Verifying.Refused refused -> {
                return new ConfirmationTelling.NotTheAct(refused);
            }
            case Verifying.Verified signed -> verified = signed;
        }
        if (verified.preparedBy().equals(checker)) {
            return new ConfirmationTelling.Refused(new ConfirmationRefusal.MakerIsChecker());
        }
        var confirmation = confirmations.find(verified.hash()).orElseThrow();
        var amount = new Money(receivable.claim().gross().currency(), confirmation.amountMinor());
        var refusal = refusal(confirmable, amount, confirmation.reason());
        if (refusal.isPresent()) {
            return new ConfirmationTelling.Refused(refusal.get());
        }
        var use = invoices.lock(receivable.claim().invoice(), receivable.claim().gross());
        if (amount.exceeds(use.unconfirmed())) {
            return new ConfirmationTelling.Refused(new ConfirmationRefusal.AboveInvoice(use.unconfirmed()));
        }

        // 3. Do it. What is under way counts against the invoice as if it were confirmed.
        var confirming = confirmable.confirming(verified.hash(), amount);
        receivables.save(confirming);
        invoices.save(use.withConfirmed(use.confirmed().plus(amount)));
        confirmations.told(verified.hash(), checker, clock.instant());
        acts.tell(verified);
        return new ConfirmationTelling.Told(confirming);
    }

    /// Asked twice: of the maker's proposal, and again when it is signed, because documents may have come in
    /// between.
    private static Optional<ConfirmationRefusal> refusal(
            Receivable.Confirmable receivable, Money amount, @Nullable String reason) {
        var claimed = receivable.claim().amount();
        if (!amount.currency().equals(claimed.currency())) {
            return Optional.of(
                    new ConfirmationRefusal.OtherCurrency(claimed.currency().getCurrencyCode()));
        }
        if (!amount.isPositive()) {
            return Optional.of(new ConfirmationRefusal.NothingConfirmed());
        }
        if (amount.exceeds(claimed)) {
            return Optional.of(new ConfirmationRefusal.AboveClaim(claimed));
        }
        if (amount.exceeds(receivable.supported()) && reason == null) {
            return Optional.of(new ConfirmationRefusal.ReasonMissing(receivable.supported()));
        }
        return Optional.empty();
    }

    /// The debtor owes nothing of it. The invoice is free to be claimed anew.
    public Answering reject(EnterpriseId debtor, ReceivableId id, String reason) {
        var found = receivables.lock(id).filter(each -> each.claim().isOf(debtor));
        if (found.isEmpty()) {
            return new Answering.NoSuchReceivable();
        }
        var receivable = found.get();
        var claim = receivable.claim();
        if (!claim.debtor().equals(debtor)) {
            return new Answering.NotTheDebtor();
        }
        Receivable.Rejected rejected;
        switch (receivable) {
            case Receivable.Submitted submitted -> rejected = submitted.rejected(reason);
            case Receivable.Confirmable confirmable -> rejected = confirmable.rejected(reason);
            case Receivable.Confirming _, Receivable.OnLedger _, Receivable.Rejected _ -> {
                return new Answering.NotOpen(receivable.state());
            }
        }

        receivables.save(rejected);
        var use = invoices.lock(claim.invoice(), claim.gross());
        invoices.save(use.withClaimed(use.claimed().minus(claim.amount())));
        return new Answering.Answered(rejected);
    }

    /// The debtor disputes all of it. For a part it confirms the rest, which is a confirmation.
    public Answering dispute(EnterpriseId debtor, ReceivableId id, String reason) {
        var found = receivables.lock(id).filter(each -> each.claim().isOf(debtor));
        if (found.isEmpty()) {
            return new Answering.NoSuchReceivable();
        }
        var receivable = found.get();
        if (!receivable.claim().debtor().equals(debtor)) {
            return new Answering.NotTheDebtor();
        }
        if (!(receivable instanceof Receivable.Matched matched)) {
            return new Answering.NotOpen(receivable.state());
        }

        var disputed = matched.disputed(reason);
        receivables.save(disputed);
        return new Answering.Answered(disputed);
    }

    /// The ledger holds it: from here on it is worth money to a bank.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActCommitted committed) {
        if (committed.type() != ActType.CONFIRM) {
            return;
        }
        for (var confirmation : confirmations.find(committed.act()).stream().toList()) {
            receivables.save(confirming(confirmation).committed());
            confirmations.answered(confirmation.act(), true);
        }
    }

    /// The ledger has refused: what stood before stands again, with the reason beside it.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActRefused refused) {
        if (refused.type() != ActType.CONFIRM) {
            return;
        }
        for (var confirmation : confirmations.find(refused.act()).stream().toList()) {
            var confirming = confirming(confirmation);
            var claim = confirming.claim();
            receivables.save(confirming.refused(refused.refusal() + ": " + refused.message()));
            confirmations.answered(confirmation.act(), false);
            var use = invoices.lock(claim.invoice(), claim.gross());
            invoices.save(use.withConfirmed(use.confirmed().minus(confirming.amount())));
        }
    }

    private Receivable.Confirming confirming(ConfirmationStore.Confirmation confirmation) {
        if (receivables.lock(confirmation.receivable()).orElseThrow() instanceof Receivable.Confirming confirming
                && confirming.actHash().equals(confirmation.act())) {
            return confirming;
        }
        throw new IllegalStateException(
                "receivable %s does not wait for act %s".formatted(confirmation.receivable(), confirmation.act()));
    }
}
