package scf.platform.signing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Our public keys, for whoever wants to check our answers. Open: a key that must be asked for cannot be checked first.
///
/// Two sets, because common libraries throw away a whole set in which one key is SM2.
@RestController
class WellKnownKeys {

    private static final CacheControl AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final PlatformKeys keys;

    WellKnownKeys(PlatformKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> intl() {
        return set(Suite.INTL);
    }

    @GetMapping("/.well-known/jwks-sm.json")
    ResponseEntity<Map<String, Object>> gm() {
        return set(Suite.GM);
    }

    private ResponseEntity<Map<String, Object>> set(Suite suite) {
        return ResponseEntity.ok()
                .cacheControl(AN_HOUR)
                .body(Map.of("keys", List.of(PublicKeys.jwk(keys.publicKey(suite)))));
    }
}
