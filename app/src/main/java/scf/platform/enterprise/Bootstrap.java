package scf.platform.enterprise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Signatures;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// The first start of an empty store: the city and its first keys. Everybody else comes through a door that one of
/// these keys has signed.
///
/// Nobody can vouch for the first key. It stands in the ledger's genesis and in the configuration of the first start,
/// and whoever sets up the platform compares the two.
@Service
public class Bootstrap {

    private static final Duration LIFE = Duration.ofDays(730);

    private final EnterpriseStore enterprises;
    private final KeyStore keys;
    private final Signatures signatures;
    private final Clock clock;

    Bootstrap(EnterpriseStore enterprises, KeyStore keys, Signatures signatures, Clock clock) {
        this.enterprises = enterprises;
        this.keys = keys;
        this.signatures = signatures;
        this.clock = clock;
    }

    /// The city as the first start knows it.
    ///
    /// @param id the same as in the ledger's genesis
    /// @param keys one for acts, that of the genesis, and at least one for signed HTTP
    public record City(EnterpriseId id, Identifier identifier, String name, List<FirstKey> keys) {

        public City {
            keys = List.copyOf(keys);
        }
    }

    public record FirstKey(KeyId kid, KeyUsage usage, Algorithm algorithm, Bytes publicKey, String user) {}

    /// Founds the city in an empty store, and in a store that has one does nothing.
    ///
    /// @throws IllegalStateException if the store belongs to another city, or a first key is unsound
    @Transactional
    public void found(City city) {
        enterprises.lockRegister();
        var before = enterprises.city();
        if (before.isPresent()) {
            if (!before.get().id().equals(city.id())) {
                throw new IllegalStateException(
                        "this store belongs to the city " + before.get().id() + " and not to " + city.id());
            }
            return;
        }
        for (FirstKey key : city.keys()) {
            if (!signatures.accepts(key.algorithm(), key.publicKey())) {
                throw new IllegalStateException("the city's key " + key.kid() + " is not a sound key of "
                        + key.algorithm().wire());
            }
        }

        Instant now = clock.instant();
        enterprises.insert(new Enterprise(city.id(), PartyKind.CITY, city.name(), city.identifier(), null, now));
        for (FirstKey key : city.keys()) {
            var signing = new SigningKey(
                    key.kid(),
                    city.id(),
                    key.usage(),
                    key.algorithm(),
                    key.publicKey(),
                    key.user(),
                    KeyStatus.ACTIVE,
                    now,
                    now.plus(LIFE));
            keys.insert(signing, city.id(), now, null, null);
        }
    }
}
