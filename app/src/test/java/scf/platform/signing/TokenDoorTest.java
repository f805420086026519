package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
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
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.platform.PlatformTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The way to a token and with it, over real HTTP, by a client that is made of nothing but a JOSE library.
///
/// Every shortcut that RFC 7523, RFC 9449 and the FAPI 2.0 profile close is tried here.
@PlatformTest
@Import(ProbeDoor.class)
@TestPropertySource(properties = "scf.signing.explain=true")
class TokenDoorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BY_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    DSLContext sql;

    @Value("${scf.public-url}")
    String base;

    private Correspondent bank;
    private ECKey bound;

    @BeforeEach
    void a_bank_and_a_key_to_bind_its_tokens_to() throws JOSEException {
        bank = Correspondent.with(Algorithm.ECDSA_P256_SHA256, sql, http, base);
        bound = new ECKeyGenerator(Curve.P_256).generate();
    }

    @Test
    void a_client_that_proves_itself_and_its_key_gets_a_token_for_our_doors_alone() throws Exception {
        JsonNode answer = JSON.readTree(token(form(assertion()), tokenProof()).body());

        assertThat(answer.path("token_type").asString()).isEqualTo("DPoP");
        var claims = SignedJWT.parse(answer.path("access_token").asString()).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(base);
        assertThat(claims.getIssuer()).isEqualTo(base);
        assertThat(claims.getSubject()).isEqualTo(bank.party().toString());
        assertThat(claims.getJSONObjectClaim("cnf"))
                .containsEntry("jkt", bound.computeThumbprint().toString());
        assertThat(claims.getExpirationTime().toInstant())
                .isBeforeOrEqualTo(Instant.now().plusSeconds(300));
    }

    @Test
    void an_assertion_that_is_anothers_stale_for_others_or_unsigned_is_refused() throws Exception {
        var other = Correspondent.with(Algorithm.ECDSA_P256_SHA256, sql, http, base);
        var refused = new LinkedHashMap<String, String>();
        refused.put("signed by another party", assertion(other, claims -> {}));
        refused.put(
                "of another issuer",
                assertion(bank, claims -> claims.issuer(other.party().toString())));
        refused.put(
                "about another subject",
                assertion(bank, claims -> claims.subject(other.party().toString())));
        refused.put("for another server", assertion(bank, claims -> claims.audience("https://bank.example")));
        refused.put(
                "for us and another", assertion(bank, claims -> claims.audience(List.of(base, "https://x.example"))));
        refused.put("for the token endpoint", assertion(bank, claims -> claims.audience(base + "/oauth2/token")));
        refused.put("expired", assertion(bank, claims -> claims.expirationTime(inSeconds(-6))));
        refused.put("without an end", assertion(bank, claims -> claims.expirationTime(null)));
        refused.put("good for an hour", assertion(bank, claims -> claims.expirationTime(inSeconds(3600))));
        refused.put("not yet good", assertion(bank, claims -> claims.notBeforeTime(inSeconds(60))));
        refused.put("made in the future", assertion(bank, claims -> claims.issueTime(inSeconds(60))));
        refused.put("without an id", assertion(bank, claims -> claims.jwtID(null)));
        refused.put("with an id that is guessed", assertion(bank, claims -> claims.jwtID("1")));
        refused.put("unsigned", unsigned());
        refused.put("not a JWT", "token");

        for (var attempt : refused.entrySet()) {
            var answer = token(form(attempt.getValue()), tokenProof());
            assertThat(error(answer)).as(attempt.getKey()).isEqualTo("invalid_client");
            assertThat(answer.statusCode()).as(attempt.getKey()).isEqualTo(401);
        }
    }

    @Test
    void of_twelve_uses_of_one_assertion_at_once_one_gets_a_token() throws Exception {
        String assertion = assertion();
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 12; i++) {
            calls.add(() -> token(form(assertion), tokenProof()).statusCode());
        }

        assertThat(atOnce(calls)).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 401);
    }

    @Test
    void no_proof_no_token_and_a_proof_counts_once() throws Exception {
        assertThat(error(token(form(assertion()), null))).isEqualTo("invalid_dpop_proof");
        assertThat(error(token(form(assertion()), proof("POST", base + "/v1/loans", null, bound))))
                .isEqualTo("invalid_dpop_proof");
        assertThat(error(token(form(assertion()), proof("GET", base + "/oauth2/token", null, bound))))
                .isEqualTo("invalid_dpop_proof");

        String proof = tokenProof();
        assertThat(token(form(assertion()), proof).statusCode()).isEqualTo(200);
        assertThat(error(token(form(assertion()), proof))).isEqualTo("invalid_dpop_proof");
    }

    @Test
    void there_is_one_grant_and_one_way_to_prove_oneself() throws Exception {
        for (String grant : List.of(
                "password",
                "authorization_code",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:token-exchange")) {
            var answer = token(form(assertion()).replace("client_credentials", encoded(grant)), tokenProof());
            assertThat(answer.statusCode()).as(grant).isEqualTo(400);
        }
        for (String proven : List.of("", "&client_secret=guess")) {
            var answer = token("grant_type=client_credentials&client_id=" + bank.party() + proven, tokenProof());
            assertThat(answer.statusCode()).as(proven).isBetween(400, 401);
            assertThat(answer.body()).doesNotContain("access_token");
        }
    }

    /// PAR (RFC 9126) and `iss` (RFC 9207) guard a flow through a browser; none is served, so none can be led astray.
    @Test
    void what_systems_do_not_need_is_neither_served_nor_announced() throws Exception {
        for (String path : List.of(
                "/oauth2/authorize",
                "/oauth2/par",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/device_authorization",
                "/oauth2/device_verification",
                "/connect/register",
                "/userinfo")) {
            for (String method : List.of("GET", "POST")) {
                var answer = http.send(
                        HttpRequest.newBuilder(URI.create(base + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(method + " " + path).isBetween(400, 499);
            }
        }
        var metadata = http.send(
                HttpRequest.newBuilder(URI.create(base + "/.well-known/oauth-authorization-server"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(metadata.statusCode()).as(metadata.body()).isEqualTo(200);
        JsonNode told = JSON.readTree(metadata.body());
        assertThat(told.path("issuer").asString()).isEqualTo(base);
        assertThat(told.path("grant_types_supported").toString()).isEqualTo("[\"client_credentials\"]");
        assertThat(told.path("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"private_key_jwt\"]");
        assertThat(told.has("authorization_endpoint")).isFalse();
        assertThat(told.has("pushed_authorization_request_endpoint")).isFalse();
    }

    @Test
    void a_token_is_worth_nothing_without_its_key_and_for_another_call() throws Exception {
        String token = accessToken();
        ECKey thief = new ECKeyGenerator(Curve.P_256).generate();
        String here = base + "/v1/enterprises/" + bank.party();

        assertThat(read(Map.of("authorization", "DPoP " + token, "dpop", proof("GET", here, token, bound))))
                .isEqualTo("200");
        assertThat(read(Map.of("authorization", "Bearer " + token))).isEqualTo("access_token_required");
        assertThat(read(Map.of("authorization", "Bearer " + token, "dpop", proof("GET", here, token, bound))))
                .isEqualTo("access_token_required");
        assertThat(read(Map.of("authorization", "DPoP " + token))).isEqualTo("access_token_required");

        var refused = new HashMap<String, String>();
        refused.put("with another key", proof("GET", here, token, thief));
        refused.put("for another method", proof("POST", here, token, bound));
        refused.put("for another address", proof("GET", base + "/v1/loans", token, bound));
        refused.put("for another token", proof("GET", here, "another", bound));
        refused.put("for no token", proof("GET", here, null, bound));
        for (var attempt : refused.entrySet()) {
            assertThat(read(Map.of("authorization", "DPoP " + token, "dpop", attempt.getValue())))
                    .as(attempt.getKey())
                    .isEqualTo("access_token_invalid");
        }
        assertThat(read(Map.of("authorization", "DPoP " + unsigned(), "dpop", proof("GET", here, unsigned(), bound))))
                .as("a token without a signature")
                .isEqualTo("access_token_invalid");
    }

    @Test
    void of_twelve_uses_of_one_proof_at_once_one_is_let_in() throws Exception {
        String token = accessToken();
        String proof = proof("GET", base + "/v1/enterprises/" + bank.party(), token, bound);
        var calls = new ArrayList<Callable<String>>();
        for (int i = 0; i < 12; i++) {
            calls.add(() -> read(Map.of("authorization", "DPoP " + token, "dpop", proof)));
        }

        assertThat(atOnce(calls))
                .containsOnlyOnce("200")
                .allMatch(answer -> answer.equals("200") || answer.equals("access_token_invalid"));
    }

    /// The status of a good answer, or the code of the problem.
    private String read(Map<String, String> credentials) {
        var client = new SignedClient(
                http, URI.create(base), bank.key(), Clock.systemUTC(), (method, target) -> credentials);
        var answer = client.get("/v1/enterprises/" + bank.party());
        return answer.status() == 200
                ? "200"
                : JSON.readTree(answer.text()).path("code").asString();
    }

    private String accessToken() throws Exception {
        return JSON.readTree(token(form(assertion()), tokenProof()).body())
                .path("access_token")
                .asString();
    }

    private HttpResponse<String> token(String form, @Nullable String proof) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (proof != null) {
            request.header("DPoP", proof);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String error(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("error").asString();
    }

    private String form(String assertion) {
        return "grant_type=client_credentials&client_id=" + bank.party() + "&client_assertion_type="
                + encoded(BY_ASSERTION) + "&client_assertion=" + assertion;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String assertion() {
        return assertion(bank, claims -> {});
    }

    private String assertion(Correspondent signer, Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(bank.party().toString())
                .subject(bank.party().toString())
                .audience(base)
                .issueTime(inSeconds(0))
                .expirationTime(inSeconds(60))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(signer.key().kid().value())
                .build();
        String text = header.toBase64URL() + "." + claims.build().toPayload().toBase64URL();
        return text + "." + Base64URL.encode(signer.key().sign(Bytes.utf8(text)).toArray());
    }

    private String unsigned() {
        var claims = new JWTClaimsSet.Builder()
                .issuer(bank.party().toString())
                .subject(bank.party().toString())
                .audience(base)
                .expirationTime(inSeconds(60))
                .jwtID("an-id-of-sixteen-characters")
                .build();
        return Base64URL.encode("{\"alg\":\"none\"}") + "." + claims.toPayload().toBase64URL() + ".";
    }

    private String tokenProof() {
        return proof("POST", base + "/oauth2/token", null, bound);
    }

    private static String proof(String method, String target, @Nullable String token, ECKey key) {
        try {
            var claims = new JWTClaimsSet.Builder()
                    .claim("htm", method)
                    .claim("htu", target)
                    .issueTime(inSeconds(0))
                    .jwtID(UUID.randomUUID().toString());
            if (token != null) {
                claims.claim("ath", Base64URL.encode(sha256(token)).toString());
            }
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("dpop+jwt"))
                    .jwk(key.toPublicJWK())
                    .build();
            var proof = new SignedJWT(header, claims.build());
            proof.sign(new ECDSASigner(key));
            return proof.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Date inSeconds(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
            return answers;
        }
    }
}
