package scf.platform.enterprise;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import scf.contract.KeyState;
import scf.contract.KeyTerms;
import scf.contract.LedgerEvent;
import scf.gateway.Held;
import scf.platform.ledger.Difference;
import scf.platform.ledger.Mirror;
import scf.schema.ids.KeyId;

/// Keys for acts, as they are held against the ledger: whose key verifies an act is what every signature rests
/// on.
@Component
class KeyMirror implements Mirror {

    private final KeyStore store;

    KeyMirror(KeyStore store) {
        this.store = store;
    }

    @Override
    public LedgerEvent.Kind kind() {
        return LedgerEvent.Kind.KEY;
    }

    @Override
    public List<String> namesAfter(String name, int limit) {
        return store.actKeysAfter(name, limit).stream().map(KeyId::value).toList();
    }

    @Override
    public boolean knows(String name) {
        return find(name).isPresent();
    }

    private Optional<SigningKey> find(String kid) {
        return store.find(new KeyId(kid)).filter(key -> key.usage() == KeyUsage.ACT);
    }

    @Override
    public Compared compare(String name, Optional<Held> onLedger) {
        SigningKey key = find(name).orElse(null);
        KeyState state = onLedger.map(held -> KeyState.parse(held.state())).orElse(null);
        boolean waits = key != null && (key.status() == KeyStatus.REGISTERING || key.status() == KeyStatus.REVOKING);
        var words = new Difference.Collector().words("state", standingOf(key), standingOf(state));
        if (key != null && state != null) {
            var terms = KeyTerms.parse(onLedger.orElseThrow().terms());
            words.words("algorithm", key.algorithm(), state.algorithm())
                    .words("publicKey", key.publicKey().hex(), state.publicKey().hex())
                    .words("owner", key.owner(), terms.owner());
            // Who vouched for the first of a row of keys stands on the ledger behind all of them.
            if (!store.isSuccessor(key.kid())) {
                words.words("registrar", store.registrarOf(key.kid()), terms.registrar());
            }
        }
        return new Compared(
                waits,
                standingOf(key) == null ? Side.NOTHING : Side.of(false, "", 0),
                state == null ? Side.NOTHING : Side.of(false, "", 0),
                words.found());
    }

    /// In the ledger's words; what it has not heard of, or has refused, stands nowhere.
    private static KeyState.@Nullable Standing standingOf(@Nullable SigningKey key) {
        return key == null
                ? null
                : switch (key.status()) {
                    case REGISTERING, REFUSED -> null;
                    case ACTIVE, REVOKING -> KeyState.Standing.ACTIVE;
                    case REVOKED -> KeyState.Standing.REVOKED;
                };
    }

    /// A key that gave its place to another has ended, for us, like one that was revoked.
    private static KeyState.@Nullable Standing standingOf(@Nullable KeyState state) {
        return state == null
                ? null
                : switch (state.state()) {
                    case ACTIVE -> KeyState.Standing.ACTIVE;
                    case ROTATED, REVOKED -> KeyState.Standing.REVOKED;
                };
    }
}
