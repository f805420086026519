package scf.platform.creditline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.chain.Chains;
import scf.platform.money.Money;
import scf.platform.whitelist.Standing;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.VoucherNo;

/// The issuing quota (开立额度) of each chain-master, across all banks: 银发〔2025〕77号 wants nobody to be credited by
/// every bank as if by the only one.
///
/// A voucher takes of its issuer's quota when it is issued. What it took is used once the payee accepts it, free again
/// when it is declined, expires or is refused, and comes back when the voucher is paid, in whole or leaf by leaf.
@Service
public class Quotas {

    private final QuotaStore store;
    private final Chains chains;
    private final Whitelist whitelist;
    private final BusinessDates businessDates;
    private final Clock clock;

    Quotas(QuotaStore store, Chains chains, Whitelist whitelist, BusinessDates businessDates, Clock clock) {
        this.store = store;
        this.chains = chains;
        this.whitelist = whitelist;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// A chain-master's quotas, one per currency.
    public List<IssuingQuota> of(EnterpriseId master) {
        return store.of(master);
    }

    /// Whether this bank lends to the chain-master's chain, and so may see what is out in its name.
    public boolean lendsTo(EnterpriseId bank, EnterpriseId master) {
        return store.hasLine(bank, master);
    }

    /// Sets the quota of a chain-master, for the first time or anew. What is out stays out, also above a new limit.
    @Transactional
    public QuotaSetting set(EnterpriseId master, Money limit, LocalDate effectiveFrom, LocalDate effectiveTo) {
        if (chains.of(master).isEmpty()) {
            return new QuotaSetting.NotAChainMaster();
        }
        if (effectiveTo.isBefore(effectiveFrom)) {
            return new QuotaSetting.PeriodUpsideDown();
        }
        var quota = store.lock(master, limit.currency(), businessDates.today(), clock.instant());
        boolean raised = quota.limit() == null || limit.exceeds(quota.limit());
        if (raised && whitelist.standing(master) instanceof Standing.NotListed refused) {
            return new QuotaSetting.NotListed(refused);
        }

        store.limit(quota.id(), limit, effectiveFrom, effectiveTo);
        return new QuotaSetting.Set(store.find(master, limit.currency()).orElseThrow());
    }

    /// Whether a voucher over this amount would fit today; nothing is taken by asking.
    public Issuable peek(EnterpriseId master, Money amount) {
        return store.find(master, amount.currency())
                .map(quota -> judge(quota, amount))
                .orElseGet(Issuable.Fits::new);
    }

    /// Takes the amount for a voucher, or says by how much it is too much. It is asked last: what it finds, it takes.
    @Transactional(propagation = Propagation.MANDATORY)
    public Issuable reserve(EnterpriseId master, VoucherNo voucher, Money amount) {
        var quota = store.lock(master, amount.currency(), businessDates.today(), clock.instant());
        if (judge(quota, amount) instanceof Issuable.Binds binds) {
            return binds;
        }

        return new Issuable.Taken(store.take(quota, voucher, amount, clock.instant()));
    }

    private Issuable judge(IssuingQuota quota, Money amount) {
        var available = quota.available(businessDates.today());
        return available != null && amount.exceeds(available)
                ? new Issuable.Binds(available, amount.minus(available))
                : new Issuable.Fits();
    }

    /// The payee has accepted: the issuer owes what was reserved.
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(VoucherNo voucher) {
        resolve(voucher, HoldState.POSTED);
    }

    /// Declined, expired, or refused by the ledger: it never came to be owed.
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(VoucherNo voucher) {
        resolve(voucher, HoldState.RELEASED);
    }

    private void resolve(VoucherNo voucher, HoldState as) {
        store.lock(voucher).ifPresent(taken -> {
            if (taken.state() != HoldState.PENDING) {
                throw new IllegalStateException("voucher %s takes nothing that could become %s: what it took is %s"
                        .formatted(voucher, as, taken.state()));
            }
            store.resolve(taken, as, clock.instant());
        });
    }

    /// So much of the root is owed no longer: a leaf of it was paid, or the whole was voided.
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(VoucherNo root, Money amount) {
        store.lock(root).ifPresent(taken -> {
            if (taken.state() != HoldState.POSTED || amount.exceeds(taken.outstanding())) {
                throw new IllegalStateException("of voucher %s %s cannot be settled: %s of its quota is %s"
                        .formatted(root, amount, taken.outstanding(), taken.state()));
            }
            store.restore(taken, amount, clock.instant());
        });
    }
}
