package scf.platform.creditline;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.enterprise.Enterprises;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// What a bank limits across its lines. Whoever draws on a line takes of these limits too, and the least room binds.
@Service
public class CrossCuts {

    private final CrossCutStore store;
    private final CreditLineStore lines;
    private final Enterprises enterprises;
    private final Clock clock;

    CrossCuts(CrossCutStore store, CreditLineStore lines, Enterprises enterprises, Clock clock) {
        this.store = store;
        this.lines = lines;
        this.enterprises = enterprises;
        this.clock = clock;
    }

    /// The bank's limits of this level in the order in which they were set, after the given one; a guarantor's are
    /// those of every bank that it has promised to.
    public List<CrossCut> of(EnterpriseId bankOrGuarantor, Level level, @Nullable NodeId after, int limit) {
        return store.of(bankOrGuarantor, level, after, limit);
    }

    /// Sets the limit, for the first time or anew. What has been drawn before counts from the first moment on; a limit
    /// below it lets nothing more out.
    @Transactional
    public CrossCutting set(EnterpriseId bank, CrossCut.Wanted wanted) {
        if (enterprises.find(wanted.party()).isEmpty()) {
            return new CrossCutting.NoSuchParty();
        }
        if (wanted.effectiveTo().isBefore(wanted.effectiveFrom())) {
            return new CrossCutting.PeriodUpsideDown();
        }
        // Nothing moves on any line of the bank while it is counted what has moved.
        lines.lockBank(bank);
        store.lockAllOf(bank);
        var suppliers = store.supplierLimits(bank, wanted.limit().currency());
        for (NodeId covered : wanted.covers()) {
            if (!suppliers.contains(covered)) {
                return new CrossCutting.NotToBeCovered(covered);
            }
        }

        Instant now = clock.instant();
        var id = store.begin(bank, wanted, now);
        store.cover(id, wanted.covers());
        store.live(bank, id, wanted).forEach(hold -> store.count(id, hold, now));
        store.limit(id, wanted);
        return new CrossCutting.Set(store.find(id));
    }
}
