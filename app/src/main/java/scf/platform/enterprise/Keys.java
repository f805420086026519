package scf.platform.enterprise;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// The directory of public keys (公钥目录).
@Service
public class Keys {

    private final KeyStore store;
    private final Clock clock;

    Keys(KeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Optional<SigningKey> find(KeyId kid) {
        return store.find(kid);
    }

    /// The key with which the party signs acts now: the one it names, else its newest.
    public Optional<SigningKey> activeActKey(EnterpriseId owner, @Nullable KeyId kid) {
        return store.active(owner, KeyUsage.ACT, clock.instant())
                .filter(key -> kid == null || key.kid().equals(kid))
                .findFirst();
    }

    /// In the order of registration, after the given key.
    public List<SigningKey> of(EnterpriseId owner, @Nullable KeyId after, int limit) {
        return store.of(owner, after, limit);
    }
}
