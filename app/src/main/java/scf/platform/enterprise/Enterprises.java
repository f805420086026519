package scf.platform.enterprise;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.schema.ids.EnterpriseId;

/// The register of parties (主体). The city registers them; everybody else only finds them.
@Service
public class Enterprises {

    private final EnterpriseStore store;
    private final Clock clock;

    Enterprises(EnterpriseStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Optional<Enterprise> find(EnterpriseId id) {
        return store.find(id);
    }

    public Optional<Enterprise> find(Identifier identifier) {
        return store.find(identifier);
    }

    /// A party that must exist because a row of ours refers to it.
    public Enterprise known(EnterpriseId id) {
        return store.find(id).orElseThrow(() -> new IllegalStateException("no party " + id));
    }

    /// The city, once it is there: the first start of an empty store registers it.
    public Optional<Enterprise> city() {
        return store.city();
    }

    /// In the order of registration, after the given party.
    public List<Enterprise> list(@Nullable EnterpriseId after, int limit) {
        return store.list(after, limit);
    }

    @Transactional
    public Registering register(PartyKind kind, Identifier identifier, String name, @Nullable EnterpriseSize size) {
        store.lockRegister();
        if (kind == PartyKind.ENTERPRISE && size == null) {
            return new Registering.SizeMissing();
        }
        if (kind == PartyKind.CITY && store.city().isPresent()) {
            return new Registering.CityExists();
        }
        var before = store.find(identifier);
        if (before.isPresent()) {
            return new Registering.IdentifierTaken(before.get().id());
        }
        var enterprise = new Enterprise(EnterpriseId.random(), kind, name.strip(), identifier, size, clock.instant());
        store.insert(enterprise);
        return new Registering.Registered(enterprise);
    }
}
