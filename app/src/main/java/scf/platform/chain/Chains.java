package scf.platform.chain;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.PartyKind;
import scf.schema.ids.ChainId;
import scf.schema.ids.EnterpriseId;

/// The chains and their members. The city registers a chain-master, the chain-master registers its members.
@Service
public class Chains {

    private final ChainStore store;
    private final Enterprises enterprises;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Chains(ChainStore store, Enterprises enterprises, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.enterprises = enterprises;
        this.events = events;
        this.clock = clock;
    }

    public Optional<Chain> find(ChainId id) {
        return store.find(id);
    }

    /// The chain that this enterprise leads, if it is a chain-master.
    public Optional<Chain> of(EnterpriseId master) {
        return store.of(master);
    }

    public Optional<Member> member(ChainId chain, EnterpriseId enterprise) {
        return store.member(chain, enterprise);
    }

    /// In the order of registration, after the given chain.
    public List<Chain> list(@Nullable ChainId after, int limit) {
        return store.list(after, limit);
    }

    /// The chains in which the enterprise is the master or a member.
    public List<Chain> around(EnterpriseId enterprise, @Nullable ChainId after, int limit) {
        return store.around(enterprise, after, limit);
    }

    public List<Member> members(ChainId chain, @Nullable EnterpriseId after, int limit) {
        return store.members(chain, after, limit);
    }

    @Transactional
    public ChainRegistering register(EnterpriseId master, String name, String industry) {
        store.lockMaster(master);
        if (!isEnterprise(master)) {
            return new ChainRegistering.NoSuchEnterprise();
        }
        var before = store.of(master);
        if (before.isPresent()) {
            return new ChainRegistering.LeadsOneAlready(before.get());
        }
        var chain = new Chain(ChainId.random(), master, name.strip(), industry.strip(), clock.instant());
        store.insert(chain);
        events.publishEvent(new ChainRegistered(chain));
        return new ChainRegistering.Registered(chain);
    }

    /// Adds a member.
    ///
    /// @param by who asks: only the master of the chain adds members to it
    @Transactional
    public Joining join(
            ChainId id, EnterpriseId by, EnterpriseId enterprise, int tier, @Nullable EnterpriseId inviter) {
        var chain = store.lock(id).filter(found -> found.master().equals(by)).orElse(null);
        if (chain == null) {
            return new Joining.NoSuchChain();
        }
        if (!isEnterprise(enterprise)) {
            return new Joining.NoSuchEnterprise();
        }
        if (enterprise.equals(chain.master())) {
            return new Joining.IsTheMaster();
        }
        if (tier > 1 && inviter == null) {
            return new Joining.InviterMissing();
        }
        if (tier == 1 && inviter != null) {
            return new Joining.InviterNotWanted();
        }
        if (inviter != null && !standsIn(id, inviter, tier - 1)) {
            return new Joining.InviterNotOneTierAbove();
        }
        var before = store.member(id, enterprise);
        if (before.isPresent()) {
            return new Joining.MemberBefore(before.get());
        }
        var member = new Member(id, enterprise, tier, inviter, clock.instant());
        store.insert(member, chain.master());
        return new Joining.Joined(member);
    }

    private boolean isEnterprise(EnterpriseId id) {
        return enterprises
                .find(id)
                .filter(party -> party.kind() == PartyKind.ENTERPRISE)
                .isPresent();
    }

    private boolean standsIn(ChainId chain, EnterpriseId enterprise, int tier) {
        return store.member(chain, enterprise)
                .filter(member -> member.tier() == tier)
                .isPresent();
    }
}
