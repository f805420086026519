package scf.platform.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.schema.ids.KeyId;
import tools.jackson.databind.json.JsonMapper;

/// How a caller of the INTL suite comes by its access token and shows it: `private_key_jwt`, client credentials, DPoP.
///
/// The token is bound to a P-256 key that lives as long as this object; each call carries a proof made for it alone.
final class BoundTokens {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final HttpClient http;
    private final String base;
    private final String party;
    private final MessageKey key;
    private final MessageKey bound = MessageKey.draw(new KeyId("dpop-key"), Algorithm.ECDSA_P256_SHA256);
    private final Clock clock;
    private @Nullable Token token;

    private record Token(String value, Instant renewAt) {}

    BoundTokens(HttpClient http, URI base, String party, MessageKey key, Clock clock) {
        this.http = http;
        this.base = base.toString().replaceAll("/+$", "");
        this.party = party;
        this.key = key;
        this.clock = clock;
    }

    /// The two fields that a call to this target shows.
    Map<String, String> show(String method, String targetUri) {
        String value = value();
        return Map.of("authorization", "DPoP " + value, "dpop", proof(method, targetUri, value));
    }

    private synchronized String value() {
        Token held = token;
        if (held == null || !clock.instant().isBefore(held.renewAt())) {
            held = ask();
            token = held;
        }
        return held.value();
    }

    private Token ask() {
        String endpoint = base + "/oauth2/token";
        Instant now = clock.instant();
        var form = new StringBuilder("grant_type=client_credentials&client_id=" + party);
        form.append("&client_assertion_type=").append(URLEncoder.encode(ASSERTION, StandardCharsets.UTF_8));
        form.append("&client_assertion=").append(assertion(now));
        var request = HttpRequest.newBuilder(URI.create(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("DPoP", proof("POST", endpoint, null))
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("No token: " + answer.statusCode() + " " + answer.body());
            }
            var json = JSON.readTree(answer.body());
            long life = json.path("expires_in").asLong(60);
            return new Token(json.path("access_token").asString(), now.plusSeconds(life / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a token", e);
        }
    }

    /// RFC 7523: the party says that it is itself, signed with its HTTP key, for the platform alone and for a minute.
    private String assertion(Instant now) {
        var header = new LinkedHashMap<String, Object>();
        header.put("typ", "JWT");
        header.put("alg", key.algorithm() == Algorithm.ED25519 ? "EdDSA" : "ES256");
        header.put("kid", key.kid().value());
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", party);
        claims.put("sub", party);
        claims.put("aud", base);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 60);
        claims.put("jti", UUID.randomUUID().toString());
        return jwt(header, claims, key);
    }

    /// RFC 9449: for this method and this URL (without its query), and for this token once there is one.
    private String proof(String method, String targetUri, @Nullable String forToken) {
        var jwk = PublicKeys.jwk(new PublicKeys.PublicKey("", bound.algorithm(), bound.publicKey()));
        var header = new LinkedHashMap<String, Object>();
        header.put("typ", "dpop+jwt");
        header.put("alg", "ES256");
        header.put("jwk", Map.of("kty", "EC", "crv", "P-256", "x", jwk.get("x"), "y", jwk.get("y")));
        int query = targetUri.indexOf('?');
        var claims = new LinkedHashMap<String, Object>();
        claims.put("htm", method);
        claims.put("htu", query < 0 ? targetUri : targetUri.substring(0, query));
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        if (forToken != null) {
            claims.put("ath", base64(sha256(forToken)));
        }
        return jwt(header, claims, bound);
    }

    private static String jwt(Map<String, Object> header, Map<String, Object> claims, MessageKey key) {
        String text = base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
        return text + "." + base64(key.sign(Bytes.utf8(text)).toArray());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
