package scf.platform.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;
import scf.platform.storage.SecretBox;

/// The P-256 key that signs access tokens: drawn at the first start, sealed in the database, the same on all instances.
@Component
@DependsOn("flywayInitializer")
class TokenKey {

    private static final String PURPOSE = "access-token-key";

    private final ECKey key;

    TokenKey(TokenStore store, SecretBox box, Clock clock) {
        Optional<byte[]> found = store.sealedKey();
        if (found.isEmpty()) {
            ECKey drawn = draw();
            store.keepUnlessThere(
                    drawn.getKeyID(),
                    box.seal(PURPOSE, drawn.toJSONString().getBytes(StandardCharsets.UTF_8)),
                    clock.instant());
            // Another instance may have been quicker: the one that the table has taken is everybody's.
            found = store.sealedKey();
        }
        this.key = opened(box, found.orElseThrow());
    }

    ECKey key() {
        return key;
    }

    private static ECKey draw() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID("tokens-" + UUID.randomUUID())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey opened(SecretBox box, byte[] locked) {
        try {
            return ECKey.parse(new String(box.open(PURPOSE, locked), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("The token key in the database is not a key", e);
        }
    }
}
