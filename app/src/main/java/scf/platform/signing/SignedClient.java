package scf.platform.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Bytes;
import tools.jackson.databind.json.JsonMapper;

/// A caller of the signed API: signs what it asks and believes no answer that is not signed by the platform.
///
/// It talks real HTTP, so it can stand wherever a bank's or an enterprise's own system would stand.
public final class SignedClient {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String base;
    private final MessageKey key;
    private final Clock clock;
    private final BiFunction<String, String, Map<String, String>> credentials;
    private PublicKeys platform = PublicKeys.of(List.of());

    /// An answer whose signature was checked against the request.
    public record Answer(int status, Map<String, List<String>> headers, Bytes body) {

        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        public String text() {
            return body.utf8();
        }
    }

    /// The answer is not the platform's, or not the answer to this request.
    public static final class NotSigned extends RuntimeException {
        NotSigned(String message) {
            super(message);
        }
    }

    /// A caller that signs, and shows nothing beside the signature.
    ///
    /// @param base the public base URL of the platform
    public SignedClient(HttpClient http, URI base, MessageKey key, Clock clock) {
        this(http, base, key, clock, (_, _) -> Map.of());
    }

    /// A party as it calls in its own suite: with an access token beside the signature, or for SM2 keys without.
    ///
    /// @param party the party's id, which is also its client id
    public static SignedClient of(HttpClient http, URI base, String party, MessageKey key, Clock clock) {
        return switch (Suite.of(key.algorithm())) {
            case INTL -> new SignedClient(http, base, key, clock, new BoundTokens(http, base, party, key, clock)::show);
            case GM -> new SignedClient(http, base, key, clock);
        };
    }

    /// A caller that also shows an access token.
    ///
    /// @param credentials further fields for a method and a target URI: `authorization` and `dpop`; all are signed
    public SignedClient(
            HttpClient http,
            URI base,
            MessageKey key,
            Clock clock,
            BiFunction<String, String, Map<String, String>> credentials) {
        this.http = http;
        this.base = base.toString().replaceAll("/+$", "");
        this.key = key;
        this.clock = clock;
        this.credentials = credentials;
    }

    public Answer get(String target) {
        return call("GET", target, Map.of(), null);
    }

    /// Under a new Idempotency-Key.
    public Answer post(String target, String json) {
        return post(target, json, UUID.randomUUID().toString());
    }

    public Answer post(String target, String json, String idempotencyKey) {
        return call(
                "POST",
                target,
                Map.of("Content-Type", "application/json", "Idempotency-Key", "\"" + idempotencyKey + "\""),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /// Any method, any body.
    ///
    /// @param target path and query, raw
    public Answer call(String method, String target, Map<String, String> headers, byte @Nullable [] body) {
        return send(sign(method, target, headers, body));
    }

    /// The request as it would be sent, signed now.
    RequestMessage sign(String method, String target, Map<String, String> headers, byte @Nullable [] body) {
        var fields = new Fields();
        headers.forEach(fields::add);
        String targetUri = base + target;
        credentials.apply(method, targetUri).forEach(fields::set);
        var request = new RequestMessage(method, targetUri, fields, body == null ? Bytes.EMPTY : Bytes.of(body));
        if (request.hasBody()) {
            fields.set(
                    "content-digest",
                    ContentDigest.of(Suite.of(key.algorithm()).digests().getFirst(), request.body()));
        }
        long now = clock.instant().getEpochSecond();
        byte[] nonce = new byte[18];
        RANDOM.nextBytes(nonce);
        String terms = ";created=" + now + ";expires=" + (now + LIFE.toSeconds()) + ";nonce=\""
                + Base64.getUrlEncoder().encodeToString(nonce) + "\";keyid=\"" + key.kid() + "\";tag=\""
                + RequestProfile.TAG + "\"";
        sign(request, RequestProfile.mandatory(request), terms, key);
        return request;
    }

    /// Adds a signature over these components with these terms.
    static void sign(RequestMessage request, List<String> covered, String terms, MessageKey key) {
        var components = covered.stream().map(Component::named).toList();
        String written =
                components.stream().map(Component::identifier).collect(Collectors.joining(" ", "(", ")")) + terms;
        Bytes text = SignatureBase.of(request, components, written).orElseThrow();
        request.fields().set("signature-input", "sig1=" + written);
        request.fields().set("signature", "sig1=:" + key.sign(text).base64() + ":");
    }

    /// Sends a request as it stands, and checks the answer.
    Answer send(RequestMessage request) {
        var sent = HttpRequest.newBuilder(URI.create(request.targetUri()))
                .timeout(Duration.ofMinutes(1))
                .method(
                        request.method(),
                        request.hasBody()
                                ? HttpRequest.BodyPublishers.ofByteArray(
                                        request.body().toArray())
                                : HttpRequest.BodyPublishers.noBody());
        request.fields().forEach(sent::header);
        var answer = exchange(sent.build());
        var response = new ResponseMessage(
                answer.statusCode(), Fields.of(answer.headers().map()), Bytes.of(answer.body()));
        flaw(response, request).ifPresent(flaw -> {
            throw new NotSigned(request.method() + " " + request.targetUri() + " answered " + answer.statusCode()
                    + ", but " + flaw);
        });
        return new Answer(answer.statusCode(), lowerCase(answer.headers().map()), response.body());
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        var lower = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), values));
        return lower;
    }

    /// A key that is not known may be new: the sets are fetched once more before an answer is given up.
    private synchronized Optional<String> flaw(ResponseMessage response, RequestMessage request) {
        var signatures = new BouncyCastleSignatures();
        var flaw = ResponseProfile.flaw(response, request, platform, signatures);
        if (flaw.isPresent()) {
            platform = published();
            return ResponseProfile.flaw(response, request, platform, signatures);
        }
        return flaw;
    }

    private PublicKeys published() {
        var keys = new ArrayList<PublicKeys.PublicKey>();
        for (String set : List.of("/.well-known/jwks.json", "/.well-known/jwks-sm.json")) {
            var answer = exchange(HttpRequest.newBuilder(URI.create(base + set)).build());
            for (var jwk : JSON.readTree(answer.body()).path("keys")) {
                var members = new LinkedHashMap<String, String>();
                jwk.properties()
                        .forEach(member ->
                                members.put(member.getKey(), member.getValue().asString()));
                keys.add(PublicKeys.ofJwk(members));
            }
        }
        return PublicKeys.of(keys);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer", e);
        }
    }
}
