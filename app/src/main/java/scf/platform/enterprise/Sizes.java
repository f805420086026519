package scf.platform.enterprise;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.schema.ids.EnterpriseId;

/// The sizes of enterprises (大中小微) by the day: the law on payment terms judges by the one of the contract's day, and
/// what becomes of the enterprise later changes nothing (条例 art 3).
@Service
public class Sizes {

    private final SizeStore store;
    private final Enterprises enterprises;
    private final BusinessDates businessDates;
    private final Clock clock;

    Sizes(SizeStore store, Enterprises enterprises, BusinessDates businessDates, Clock clock) {
        this.store = store;
        this.enterprises = enterprises;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// The size of that day; the one of the registration before anything else was declared.
    public Optional<EnterpriseSize> on(EnterpriseId enterprise, LocalDate day) {
        return Optional.ofNullable(store.on(List.of(enterprise), day).get(enterprise))
                .or(() -> Optional.ofNullable(enterprises.known(enterprise).size()));
    }

    /// The sizes of today, of those that have one.
    public Map<EnterpriseId, EnterpriseSize> today(Collection<Enterprise> some) {
        var sizes = new HashMap<EnterpriseId, EnterpriseSize>();
        for (var enterprise : some) {
            var registered = enterprise.size();
            if (registered != null) {
                sizes.put(enterprise.id(), registered);
            }
        }
        sizes.putAll(store.on(some.stream().map(Enterprise::id).toList(), businessDates.today()));
        return sizes;
    }

    /// What was declared since the registration, by the day from which it counts.
    public List<DeclaredSize> declared(EnterpriseId enterprise, @Nullable LocalDate after, int limit) {
        return store.of(enterprise, after, limit);
    }

    @Transactional
    public Resizing declare(EnterpriseId enterprise, EnterpriseSize size, LocalDate from, String user) {
        var party = enterprises.lock(enterprise).orElse(null);
        if (party == null) {
            return new Resizing.NoSuchEnterprise();
        }
        if (party.kind() != PartyKind.ENTERPRISE) {
            return new Resizing.HasNoSize(party.kind());
        }
        if (from.isBefore(businessDates.today())) {
            return new Resizing.ReachesBack(businessDates.today());
        }
        var declared = new DeclaredSize(size, from);
        var before = store.from(enterprise, from);
        if (before.isPresent()) {
            return before.get().equals(declared)
                    ? new Resizing.Declared(declared)
                    : new Resizing.DeclaredBefore(before.get());
        }

        store.insert(enterprise, declared, user, clock.instant());
        return new Resizing.Declared(declared);
    }
}
