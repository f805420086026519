package scf.platform.receivable;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;

/// How a claim ends, or stops, without a confirmation: the debtor rejects or disputes it, the creditor takes it back.
@Service
@Transactional
public class Answers {

    private final ReceivableStore receivables;
    private final InvoiceStore invoices;
    private final ConfirmationClock days;

    Answers(ReceivableStore receivables, InvoiceStore invoices, ConfirmationClock days) {
        this.receivables = receivables;
        this.invoices = invoices;
        this.days = days;
    }

    /// The debtor owes nothing of it. The invoice is free to be claimed anew.
    public Answering reject(EnterpriseId debtor, ReceivableId id, Reason reason) {
        var found = receivables.lock(id);
        var refusal = refusal(
                found,
                debtor,
                ReceivableStates.Event.REJECT,
                claim -> claim.debtor().equals(debtor));
        if (refusal.isPresent()) {
            return refusal.get();
        }

        var receivable = found.orElseThrow();
        var rejected = new Receivable.Rejected(receivable.claim(), supported(receivable), reason);
        receivables.save(rejected);
        free(receivable.claim());
        days.refused(receivable, reason);
        return new Answering.Answered(rejected);
    }

    /// The debtor disputes all of it. For a part it confirms the rest, which is a confirmation.
    public Answering dispute(EnterpriseId debtor, ReceivableId id, Reason reason) {
        var found = receivables.lock(id);
        var refusal = refusal(
                found,
                debtor,
                ReceivableStates.Event.DISPUTE,
                claim -> claim.debtor().equals(debtor));
        if (refusal.isPresent()) {
            return refusal.get();
        }

        var matched = (Receivable.Matched) found.orElseThrow();
        var disputed = matched.disputed(reason);
        receivables.save(disputed);
        days.refused(matched, reason);
        return new Answering.Answered(disputed);
    }

    /// The creditor takes its claim back while the debtor has confirmed nothing of it.
    public Answering withdraw(EnterpriseId creditor, ReceivableId id, String reason) {
        var found = receivables.lock(id);
        var refusal = refusal(
                found,
                creditor,
                ReceivableStates.Event.WITHDRAW,
                claim -> claim.creditor().equals(creditor));
        if (refusal.isPresent()) {
            return refusal.get();
        }

        var receivable = found.orElseThrow();
        var withdrawn = new Receivable.Withdrawn(receivable.claim(), supported(receivable), reason);
        receivables.save(withdrawn);
        free(receivable.claim());
        return new Answering.Answered(withdrawn);
    }

    private static Optional<Answering> refusal(
            Optional<Receivable> found, EnterpriseId caller, ReceivableStates.Event event, Predicate<Claim> mayAct) {
        var own = found.filter(receivable -> receivable.claim().isOf(caller));
        if (own.isEmpty()) {
            return Optional.of(new Answering.NoSuchReceivable());
        }
        if (!mayAct.test(own.get().claim())) {
            return Optional.of(
                    event == ReceivableStates.Event.WITHDRAW
                            ? new Answering.NotTheCreditor()
                            : new Answering.NotTheDebtor());
        }
        return ReceivableStates.refuses(own.get(), event)
                ? Optional.of(new Answering.NotOpen(own.get().state().shown()))
                : Optional.empty();
    }

    private static @Nullable Money supported(Receivable receivable) {
        return receivable instanceof Receivable.Confirmable confirmable ? confirmable.supported() : null;
    }

    private void free(Claim claim) {
        var use = invoices.lock(claim.invoice(), claim.gross());
        invoices.save(use.withClaimed(use.claimed().minus(claim.amount())));
    }
}
