package scf.platform.signing;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import scf.contract.Bytes;
import scf.platform.storage.SecretBox;
import scf.schema.ids.KeyId;

/// The platform's own keys, one per suite: drawn at the first start, the same ever after.
@Component
class PlatformKeys {

    private final Map<Suite, MessageKey> keys = new EnumMap<>(Suite.class);

    /// A key as it lies in the database.
    record Sealed(KeyId kid, Suite suite, Bytes publicKey, Bytes sealedPrivateKey) {}

    PlatformKeys(PlatformKeyStore store, SecretBox box, Clock clock) {
        for (Suite suite : Suite.values()) {
            if (store.find(suite).isEmpty()) {
                store.insertUnlessThere(drawn(suite, box), clock.instant());
            }
            // Whatever lies there now: another node may have been first.
            var sealed = store.find(suite).orElseThrow();
            byte[] opened =
                    box.open(sealed.kid().value(), sealed.sealedPrivateKey().toArray());
            keys.put(suite, MessageKey.ofPkcs8(sealed.kid(), suite.ours(), opened));
        }
    }

    private static Sealed drawn(Suite suite, SecretBox box) {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        var kid = new KeyId("platform-" + suite.name().toLowerCase(Locale.ROOT) + "-" + mark);
        var key = MessageKey.draw(kid, suite.ours());
        return new Sealed(kid, suite, key.publicKey(), Bytes.of(box.seal(kid.value(), key.pkcs8())));
    }

    MessageKey of(Suite suite) {
        return Objects.requireNonNull(keys.get(suite));
    }

    PublicKeys.PublicKey publicKey(Suite suite) {
        var key = of(suite);
        return new PublicKeys.PublicKey(key.kid().value(), key.algorithm(), key.publicKey());
    }

    Optional<PublicKeys.PublicKey> publicKey(String kid) {
        return keys.keySet().stream()
                .map(this::publicKey)
                .filter(key -> key.kid().equals(kid))
                .findFirst();
    }
}
