package scf.platform.enterprise;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;

/// The bank accounts of the parties: named by their owner, verified by the bank that keeps them.
@Service
public class Accounts {

    private final AccountStore store;
    private final Enterprises enterprises;
    private final Clock clock;

    Accounts(AccountStore store, Enterprises enterprises, Clock clock) {
        this.store = store;
        this.enterprises = enterprises;
        this.clock = clock;
    }

    /// The account, if it is this owner's and its bank has verified it: the only kind that money is paid to.
    public Optional<Account> verified(EnterpriseId owner, AccountId id) {
        return find(owner, id).filter(Account::verified);
    }

    public Optional<Account> find(EnterpriseId owner, AccountId id) {
        return store.find(id).filter(account -> account.owner().equals(owner));
    }

    public List<Account> of(EnterpriseId owner, @Nullable AccountId after, int limit) {
        return store.of(owner, after, limit);
    }

    /// The verified account of that number at that bank, whoever owns it.
    public Optional<Account> keptBy(EnterpriseId bank, String number) {
        return store.keptBy(bank, number);
    }

    @Transactional
    public AccountNaming name(EnterpriseId owner, String name, String number, String bankCode, EnterpriseId bank) {
        store.lockOwner(owner);
        if (enterprises
                .find(bank)
                .filter(party -> party.kind() == PartyKind.BANK)
                .isEmpty()) {
            return new AccountNaming.NoSuchBank();
        }
        var before = store.find(owner, bankCode, number);
        if (before.isPresent()) {
            return new AccountNaming.NamedBefore(before.get());
        }
        var account =
                new Account(AccountId.random(), owner, name.strip(), number, bankCode, bank, clock.instant(), null);
        store.insert(account);
        return new AccountNaming.Named(account);
    }

    @Transactional
    public AccountVerifying verify(EnterpriseId owner, AccountId id, EnterpriseId bank, String user) {
        store.lockBank(bank);
        var account = find(owner, id).filter(named -> named.bank().equals(bank)).orElse(null);
        if (account == null) {
            return new AccountVerifying.NoSuchAccount();
        }
        if (account.verified()) {
            return new AccountVerifying.VerifiedBefore(account);
        }
        var rival = store.verified(account.bankCode(), account.number());
        if (rival.isPresent()) {
            return new AccountVerifying.VerifiedForAnother(rival.get().owner());
        }
        return new AccountVerifying.Verified(store.verify(id, clock.instant(), user));
    }
}
