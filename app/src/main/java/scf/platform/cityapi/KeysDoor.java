package scf.platform.cityapi;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.platform.enterprise.KeyChanging;
import scf.platform.enterprise.KeyDrafting;
import scf.platform.enterprise.KeyRegistry;
import scf.platform.enterprise.KeyRotation;
import scf.platform.enterprise.KeyStatus;
import scf.platform.enterprise.KeyUsage;
import scf.platform.enterprise.KeyWish;
import scf.platform.enterprise.Keys;
import scf.platform.enterprise.PartyKind;
import scf.platform.enterprise.PublicKeyText;
import scf.platform.enterprise.SigningKey;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// `/v1/keys`: keys for signed HTTP and keys for acts come, give way to others, and go. The page for clients is
/// `docs/api/keys.md`.
@RestController
@RequestMapping("/v1/keys")
class KeysDoor {

    private static final Duration USUAL_LIFE = Duration.ofDays(730);
    private static final int LONGEST_REASON = 200;

    private final Keys keys;
    private final KeyRegistry registry;
    private final Clock clock;

    KeysDoor(Keys keys, KeyRegistry registry, Clock clock) {
        this.keys = keys;
        this.registry = registry;
        this.clock = clock;
    }

    /// A public key as a JWK; what else a JWK may say of itself is read and not relied upon.
    record JwkJson(
            String kty,
            String crv,
            String x,
            @Nullable String y,
            @Nullable String kid,
            @Nullable String alg,
            @Nullable String use) {}

    /// @param usage `http` or `act`
    /// @param publicKey PEM, or base64 of the SubjectPublicKeyInfo; or else `jwk`
    /// @param user the named person or system that holds the private key
    /// @param proof base64 of the new key's signature over the stated message
    /// @param key for a key for acts: the act key with which the registrar signs, where it has several
    /// @param act for a key for acts: the signed act
    record KeyBody(
            EnterpriseId ownerId,
            String usage,
            KeyId kid,
            String algorithm,
            @Nullable String publicKey,
            @Nullable JwkJson jwk,
            String user,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            String proof,
            @Nullable KeyId key,
            @Nullable ActJson act) {}

    /// @param kid of the new key
    record RotationBody(
            KeyId kid,
            String algorithm,
            @Nullable String publicKey,
            @Nullable JwkJson jwk,
            @Nullable Instant notAfter,
            String proof,
            @Nullable ActJson act) {}

    record RevocationBody(
            String reason, @Nullable KeyId key, @Nullable ActJson act) {}

    /// @param user for the owner and the city
    record KeyJson(
            KeyId kid,
            EnterpriseId ownerId,
            String usage,
            String algorithm,
            String publicKey,
            @Nullable String user,
            KeyStatus status,
            Instant notBefore,
            Instant notAfter) {

        static KeyJson of(SigningKey key, Caller caller) {
            boolean mayKnowUser =
                    caller.kind() == PartyKind.CITY || caller.party().equals(key.owner());
            return new KeyJson(
                    key.kid(),
                    key.owner(),
                    key.usage().wire(),
                    key.algorithm().wire(),
                    key.publicKey().base64(),
                    mayKnowUser ? key.user() : null,
                    key.status(),
                    key.notBefore(),
                    key.notAfter());
        }
    }

    @PostMapping("/prepare")
    PreparedAct prepare(Caller caller, @RequestBody KeyBody body) {
        return drafted(registry.prepare(registrar(caller), wish(body), body.key()));
    }

    @PostMapping
    ResponseEntity<KeyJson> register(Caller caller, @RequestBody KeyBody body) {
        return changed(registry.register(registrar(caller), wish(body), body.act()), caller);
    }

    @PostMapping("/{kid}/rotation/prepare")
    PreparedAct prepareRotation(Caller caller, @PathVariable KeyId kid, @RequestBody RotationBody body) {
        return drafted(registry.prepareRotation(registrar(caller), rotation(kid, body)));
    }

    @PostMapping("/{kid}/rotation")
    ResponseEntity<KeyJson> rotate(Caller caller, @PathVariable KeyId kid, @RequestBody RotationBody body) {
        return changed(registry.rotate(registrar(caller), rotation(kid, body), body.act()), caller);
    }

    @PostMapping("/{kid}/revocation/prepare")
    PreparedAct prepareRevocation(Caller caller, @PathVariable KeyId kid, @RequestBody RevocationBody body) {
        return drafted(registry.prepareRevocation(registrar(caller), kid, reason(body), body.key()));
    }

    @PostMapping("/{kid}/revocation")
    ResponseEntity<KeyJson> revoke(Caller caller, @PathVariable KeyId kid, @RequestBody RevocationBody body) {
        return changed(registry.revoke(registrar(caller), kid, reason(body), body.act()), caller);
    }

    private static KeyRegistry.Registrar registrar(Caller caller) {
        return new KeyRegistry.Registrar(caller.party(), caller.kind(), caller.user(), caller.key());
    }

    private static String reason(RevocationBody body) {
        return BodyFields.text("/reason", body.reason(), 1, LONGEST_REASON);
    }

    private KeyWish wish(KeyBody body) {
        Instant from = body.notBefore() == null ? clock.instant() : body.notBefore();
        return new KeyWish(
                body.kid(),
                body.ownerId(),
                BodyFields.typed("/usage", "usage", KeyProblems.SOURCE, () -> KeyUsage.ofWire(body.usage())),
                algorithm(body.algorithm()),
                publicKey(body.publicKey(), body.jwk()),
                BodyFields.text("/user", body.user(), 1, 64),
                from,
                body.notAfter() == null ? from.plus(USUAL_LIFE) : body.notAfter(),
                proof(body.proof()));
    }

    private KeyRotation rotation(KeyId old, RotationBody body) {
        return new KeyRotation(
                old,
                body.kid(),
                algorithm(body.algorithm()),
                publicKey(body.publicKey(), body.jwk()),
                proof(body.proof()),
                body.notAfter() == null ? clock.instant().plus(USUAL_LIFE) : body.notAfter());
    }

    private static Algorithm algorithm(String wire) {
        return List.of(Algorithm.values()).stream()
                .filter(algorithm -> algorithm.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> KeyProblems.of(
                        422,
                        "unknown_algorithm",
                        "/algorithm",
                        "The algorithms are ecdsa-p256-sha256, ed25519, sm2-sm3 and sm2-sm3-asn1."));
    }

    private static Bytes publicKey(@Nullable String text, @Nullable JwkJson jwk) {
        if (text != null && jwk == null) {
            return BodyFields.typed("/publicKey", "public_key", KeyProblems.SOURCE, () -> PublicKeyText.read(text));
        }
        if (jwk != null && text == null) {
            String y = jwk.y() == null ? "" : jwk.y();
            return BodyFields.typed(
                    "/jwk", "public_key", "RFC 7517", () -> PublicKeyText.ofJwk(jwk.kty(), jwk.crv(), jwk.x(), y));
        }
        throw KeyProblems.of(422, "one_public_key", "/publicKey", "Either publicKey or jwk, and not both.");
    }

    private static Bytes proof(String base64) {
        return BodyFields.typed("/proof", "proof", KeyProblems.SOURCE, () -> Bytes.ofBase64(base64));
    }

    private static PreparedAct drafted(KeyDrafting drafting) {
        return switch (drafting) {
            case KeyDrafting.Prepared(var act) -> act;
            case KeyDrafting.Refused(var why) -> throw KeyProblems.of(why);
            case KeyDrafting.NoKey(var why) -> throw ActsProblems.of(why);
            case KeyDrafting.NothingToSign _ ->
                throw KeyProblems.of(
                        409, "nothing_to_sign", "/usage", "A key for signed HTTP needs no act; make the call itself.");
        };
    }

    private static ResponseEntity<KeyJson> changed(KeyChanging changing, Caller caller) {
        return switch (changing) {
            case KeyChanging.Done(var key) -> ResponseEntity.created(place(key)).body(KeyJson.of(key, caller));
            case KeyChanging.Waiting(var key) ->
                ResponseEntity.accepted().location(place(key)).body(KeyJson.of(key, caller));
            case KeyChanging.Refused(var why) -> throw KeyProblems.of(why);
            case KeyChanging.NotTheAct(var why) -> throw ActsProblems.of(why);
            case KeyChanging.ActMissing _ ->
                throw KeyProblems.of(
                        422,
                        "act_missing",
                        "/act",
                        "A step on a key for acts carries the act that was prepared for it.");
        };
    }

    private static URI place(SigningKey key) {
        return URI.create("/v1/keys/" + key.kid());
    }

    /// Public keys are public: whoever checks a signature needs them, also long after.
    @GetMapping("/{kid}")
    KeyJson one(Caller caller, @PathVariable KeyId kid) {
        return keys.find(kid).map(key -> KeyJson.of(key, caller)).orElseThrow(Problem::notFound);
    }

    /// The caller's own keys.
    @GetMapping
    Page<KeyJson> list(Caller caller, Paging paging) {
        var after = paging.after().map(row -> new KeyId(row.id())).orElse(null);
        return paging.page(
                        keys.of(caller.party(), after, paging.limit() + 1),
                        row -> new Position(row.notBefore(), row.kid().value()))
                .map(key -> KeyJson.of(key, caller));
    }
}
