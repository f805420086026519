package scf.platform.receivable;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.money.Money;
import scf.schema.ids.ReceivableId;

/// The receivables of all chains: claims, matches, confirmations, and what of them stands in vouchers.
@Service
@Transactional
public class Receivables {

    private final ReceivableStore store;

    Receivables(ReceivableStore store) {
        this.store = store;
    }

    @Transactional(readOnly = true)
    public Optional<Receivable> find(ReceivableId id) {
        return store.find(id);
    }

    /// The receivable, locked until the transaction ends: for whoever decides on what it reads.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Receivable> lock(ReceivableId id) {
        return store.lock(id);
    }

    /// Puts a part of the confirmed amount into a voucher. The caller holds the lock and has compared with
    /// [Receivable.OnLedger#open]: more than that is an accident.
    @Transactional(propagation = Propagation.MANDATORY)
    public void vouchered(ReceivableId id, Money amount) {
        var receivable = onLedger(id);
        if (!amount.isPositive() || amount.exceeds(receivable.open())) {
            throw new IllegalStateException(
                    "%s of receivable %s is open, so %s cannot be vouchered".formatted(receivable.open(), id, amount));
        }
        store.save(receivable.withVouchered(receivable.vouchered().plus(amount)));
    }

    /// The way back: a voucher that was declined, expired or refused by the ledger frees its amount.
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(ReceivableId id, Money amount) {
        var receivable = onLedger(id);
        if (!amount.isPositive() || amount.exceeds(receivable.vouchered())) {
            throw new IllegalStateException("%s of receivable %s stands in vouchers, so %s cannot come back"
                    .formatted(receivable.vouchered(), id, amount));
        }
        store.save(receivable.withVouchered(receivable.vouchered().minus(amount)));
    }

    private Receivable.OnLedger onLedger(ReceivableId id) {
        if (store.lock(id).orElseThrow() instanceof Receivable.OnLedger receivable) {
            return receivable;
        }
        throw new IllegalStateException("receivable " + id + " is not confirmed on the ledger");
    }
}
