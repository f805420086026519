package scf.platform.enterprise;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.schema.ids.EnterpriseId;

/// The register of parties (主体). The city registers them; everybody else only finds them.
@Service
public class Enterprises {

    private final EnterpriseStore store;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final PartyKind provider;

    /// @param provider who provides this system: the city, unless the deployment says that a bank does
    Enterprises(
            EnterpriseStore store,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${scf.provided-by:CITY}") PartyKind provider) {
        this.store = store;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.events = events;
        this.clock = clock;
        this.provider = provider;
    }

    public Optional<Enterprise> find(EnterpriseId id) {
        return store.find(id);
    }

    public Optional<Enterprise> find(Identifier identifier) {
        return store.find(identifier);
    }

    /// The same, for whoever changes something of it.
    Optional<Enterprise> lock(EnterpriseId id) {
        return store.lock(id);
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
        if (kind == PartyKind.BANK) {
            offeredTo(enterprise);
            events.publishEvent(new BankRegistered(enterprise));
        }
        return new Registering.Registered(enterprise);
    }

    /// A system that a bank provides is that bank's own: where this is one, a second bank on it is reported.
    private void offeredTo(Enterprise bank) {
        var today = businessDates.today();
        boolean thirdParty = provider == PartyKind.BANK && store.banks() > 1;
        rulebook.at(today, RuleCode.R_10)
                .ifPresent(rule -> verdicts.record(
                        rule,
                        Subject.of(bank.id()),
                        thirdParty ? Outcome.WARNED : Outcome.PASSED,
                        Figures.of("provided_by", provider).and("banks", store.banks())));
    }
}
