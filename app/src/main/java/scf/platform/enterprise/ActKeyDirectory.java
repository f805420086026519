package scf.platform.enterprise;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import scf.platform.ledger.ActKey;
import scf.platform.ledger.ActKeys;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// What the ledger room may know of the keys: those that sign acts now.
@Component
class ActKeyDirectory implements ActKeys {

    private final KeyStore store;
    private final Clock clock;

    ActKeyDirectory(KeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<ActKey> active(KeyId kid) {
        return store.find(kid)
                .filter(key -> key.usage() == KeyUsage.ACT && key.signsAt(clock.instant()))
                .map(ActKeyDirectory::read);
    }

    @Override
    public List<ActKey> activeOf(EnterpriseId owner) {
        return store.active(owner, KeyUsage.ACT, clock.instant())
                .map(ActKeyDirectory::read)
                .toList();
    }

    private static ActKey read(SigningKey key) {
        return new ActKey(key.kid(), key.owner(), key.algorithm(), key.publicKey());
    }
}
