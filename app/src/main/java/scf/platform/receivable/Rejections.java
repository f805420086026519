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
import scf.contract.RejectRow;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.ActRefused;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.Preparing;
import scf.platform.ledger.Verifying;
import scf.platform.trade.TradeDocuments;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.ReceivableId;

/// A rejection that the debtor signs (拒绝确权): it stands on the ledger, so that nobody later says another invoice was
/// meant, and what was rejected there is never confirmed. A rejection without an act is [Answers#reject].
@Service
@Transactional
public class Rejections {

    private final RejectionStore rejections;
    private final ReceivableStore receivables;
    private final InvoiceStore invoices;
    private final TradeDocuments documents;
    private final ConfirmationClock days;
    private final Acts acts;
    private final Clock clock;

    Rejections(
            RejectionStore rejections,
            ReceivableStore receivables,
            InvoiceStore invoices,
            TradeDocuments documents,
            ConfirmationClock days,
            Acts acts,
            Clock clock) {
        this.rejections = rejections;
        this.receivables = receivables;
        this.invoices = invoices;
        this.documents = documents;
        this.days = days;
        this.acts = acts;
        this.clock = clock;
    }

    /// The maker has the act prepared that the checker is to sign. Nothing changes yet.
    public RejectionPreparing prepare(
            EnterpriseId debtor, String maker, ReceivableId id, Reason reason, @Nullable KeyId key) {
        var found = receivables.lock(id);
        var refusal = refusal(debtor, found);
        if (refusal.isPresent()) {
            return new RejectionPreparing.Refused(refusal.get());
        }

        var row = row(found.orElseThrow().claim(), reason);
        var draft = new Draft(ActType.REJECT, id.toString(), 0, debtor, key, maker, List.of(row));
        return switch (acts.prepare(draft)) {
            case Preparing.Refused refused -> new RejectionPreparing.NoKey(refused);
            case Preparing.Prepared prepared -> {
                var hash = new ActHash(prepared.act().hash());
                rejections.prepared(new RejectionStore.Rejection(hash, id, reason, maker), clock.instant());
                yield new RejectionPreparing.Prepared(prepared.act());
            }
        };
    }

    private RejectRow row(Claim claim, Reason reason) {
        var invoice = documents.find(claim.invoice()).orElseThrow();
        return new RejectRow(
                claim.id().toString(),
                0,
                claim.debtor().toString(),
                claim.creditor().toString(),
                invoice.sellerIdentifier(),
                invoice.buyerIdentifier(),
                invoice.number(),
                invoice.issueDate(),
                claim.gross().minor(),
                claim.gross().currency().getCurrencyCode(),
                claim.dueDate(),
                reason.code() + ": " + reason.words());
    }

    /// The checker's signed act: the ledger is told, and the receivable waits for its answer.
    public RejectionTelling tell(EnterpriseId debtor, String checker, ReceivableId id, ActJson act) {
        var found = receivables.lock(id);
        var refusal = refusal(debtor, found);
        if (refusal.isPresent()) {
            return new RejectionTelling.Refused(refusal.get());
        }
        var verifying = acts.verify(act, ActType.REJECT, id.toString(), debtor);
        if (verifying instanceof Verifying.Refused why) {
            return new RejectionTelling.NotTheAct(why);
        }
        var verified = (Verifying.Verified) verifying;
        if (verified.preparedBy().equals(checker)) {
            return new RejectionTelling.Refused(new RejectionRefusal.MakerIsChecker());
        }

        var rejecting = rejecting(found.orElseThrow(), verified.hash());
        receivables.save(rejecting);
        days.refused(
                found.orElseThrow(),
                rejections.find(verified.hash()).orElseThrow().reason());
        acts.tell(verified);
        return new RejectionTelling.Told(rejecting);
    }

    private static Receivable.Rejecting rejecting(Receivable receivable, ActHash act) {
        var claim = receivable.claim();
        return switch (receivable) {
            case Receivable.Matched matched -> new Receivable.Rejecting(claim, matched.supported(), null, act);
            case Receivable.Disputed disputed ->
                new Receivable.Rejecting(claim, disputed.supported(), disputed.reason(), act);
            case Receivable other -> new Receivable.Rejecting(other.claim(), null, null, act);
        };
    }

    private static Optional<RejectionRefusal> refusal(EnterpriseId debtor, Optional<Receivable> found) {
        var own = found.filter(receivable -> receivable.claim().isOf(debtor));
        if (own.isEmpty()) {
            return Optional.of(new RejectionRefusal.NoSuchReceivable());
        }
        if (!own.get().claim().debtor().equals(debtor)) {
            return Optional.of(new RejectionRefusal.NotTheDebtor());
        }
        return ReceivableStates.refuses(own.get(), ReceivableStates.Event.SIGN_REJECTION)
                ? Optional.of(new RejectionRefusal.NotOpen(own.get().state().shown()))
                : Optional.empty();
    }

    /// The ledger holds it: the invoice is free to be claimed anew.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActCommitted committed) {
        if (committed.type() != ActType.REJECT) {
            return;
        }
        rejections.find(committed.act()).ifPresent(rejection -> {
            var rejecting = rejecting(rejection);
            var claim = rejecting.claim();
            receivables.save(rejecting.committed(rejection.reason()));
            var use = invoices.lock(claim.invoice(), claim.gross());
            invoices.save(use.withClaimed(use.claimed().minus(claim.amount())));
        });
    }

    /// The ledger has refused: what stood before stands again.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActRefused refused) {
        if (refused.type() != ActType.REJECT) {
            return;
        }
        rejections
                .find(refused.act())
                .ifPresent(rejection ->
                        receivables.save(rejecting(rejection).refused(refused.refusal() + ": " + refused.message())));
    }

    private Receivable.Rejecting rejecting(RejectionStore.Rejection rejection) {
        if (receivables.lock(rejection.receivable()).orElseThrow() instanceof Receivable.Rejecting rejecting
                && rejecting.awaited().equals(rejection.act())) {
            return rejecting;
        }
        throw new IllegalStateException(
                "receivable %s does not wait for act %s".formatted(rejection.receivable(), rejection.act()));
    }
}
