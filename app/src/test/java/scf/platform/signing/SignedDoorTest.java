package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.platform.PlatformTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The signed door over real HTTP: what comes in, what is refused, and that every refusal is signed too.
///
/// Each answer here was checked by [SignedClient] against the platform's published keys and the request that it
/// answers: an unsigned refusal would not reach the assertions.
@PlatformTest
@Import(ProbeDoor.class)
@TestPropertySource(
        properties = {
            "scf.signing.explain=true",
            "scf.signing.rate-limits.unknown=60",
            "scf.signing.trusted-proxies=127.0.0.1,::1"
        })
class SignedDoorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    DSLContext sql;

    @Autowired
    ProbeDoor door;

    @Value("${scf.public-url}")
    String base;

    private String words = "";

    @BeforeEach
    void words_of_its_own_for_every_test() {
        words = "words " + UUID.randomUUID();
    }

    private Correspondent bank(Algorithm algorithm) {
        return Correspondent.with(algorithm, sql, http, base);
    }

    private static JsonNode problem(SignedClient.Answer answer) {
        assertThat(answer.header("content-type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.text());
        assertThat(problem.path("type").asString())
                .isEqualTo("urn:scf:problem:" + problem.path("code").asString());
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("instance").asString()).startsWith("urn:uuid:");
        return problem;
    }

    /// Refused for this reason; and nothing was written.
    private void isRefused(SignedClient.Answer answer, int status, String code) {
        assertThat(problem(answer).path("code").asString()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(door.written(words)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void a_signed_call_is_answered_and_the_answer_is_signed_in_the_callers_suite(Algorithm algorithm) {
        var answer = bank(algorithm).client().post("/v1/notes", "{\"words\":\"" + words + "\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(JSON.readTree(answer.text()).path("by").asString()).isEqualTo("treasury system");
        assertThat(answer.header("signature-input").orElseThrow())
                .contains(Suite.of(algorithm) == Suite.GM ? "platform-gm-" : "platform-intl-");
        assertThat(answer.header("content-digest").orElseThrow())
                .startsWith(Suite.of(algorithm) == Suite.GM ? "sm3=" : "sha-256=");
        assertThat(answer.header("ratelimit-policy")).contains("\"write\";q=60000;w=60, \"read\";q=6000;w=60");
        assertThat(answer.header("ratelimit").orElseThrow()).startsWith("\"write\";r=");
        assertThat(answer.header("date")).isPresent();
        assertThat(door.written(words)).isOne();
    }

    @Test
    void without_a_signature_nothing_is_open_and_the_refusal_is_signed_with_the_international_key() {
        var client = bank(Algorithm.SM2_SM3).client();
        for (String path :
                List.of("/v1/notes", "/v1/nothing", "/", "/error", "/actuator/env", "/practice/..;/v1/notes")) {
            var answer = client.send(new RequestMessage("GET", base + path, new Fields(), Bytes.EMPTY));
            isRefused(answer, 401, "signature_required");
            assertThat(answer.header("signature-input").orElseThrow()).contains("platform-intl-");
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void a_message_with_any_covered_part_changed_is_refused(Algorithm algorithm) {
        var bank = bank(algorithm);
        for (var change : changes().entrySet()) {
            var changed = change.getValue().apply(bank.writing(words));
            var answer = bank.client().send(changed);
            assertThat(answer.status()).as(change.getKey()).isEqualTo(401);
            isRefused(answer, 401, change.getKey().startsWith("body") ? "digest_mismatch" : "signature_wrong");
        }
    }

    private static Map<String, UnaryOperator<RequestMessage>> changes() {
        return Map.of(
                "method", sent -> new RequestMessage("PATCH", sent.targetUri(), sent.fields(), sent.body()),
                "path", sent -> new RequestMessage("POST", sent.targetUri() + "x", sent.fields(), sent.body()),
                "query", sent -> new RequestMessage("POST", sent.targetUri() + "?a=1", sent.fields(), sent.body()),
                "body",
                        sent -> new RequestMessage(
                                "POST",
                                sent.targetUri(),
                                sent.fields(),
                                sent.body().plus(Bytes.utf8(" "))),
                "content-digest", with("content-digest", ContentDigest.of("sha-256", Bytes.utf8("other"))),
                "content-type", with("content-type", "application/json;charset=utf-8"),
                "idempotency-key", with("idempotency-key", "another-key-than-signed"),
                "signature",
                        sent -> {
                            String signature =
                                    sent.fields().combined("signature").orElseThrow();
                            char at = signature.charAt(12);
                            sent.fields()
                                    .set(
                                            "signature",
                                            signature.substring(0, 12)
                                                    + (at == 'A' ? 'B' : 'A')
                                                    + signature.substring(13));
                            return sent;
                        },
                "nonce", term("nonce=\"", "nonce=\"x"),
                "created",
                        sent -> {
                            String input =
                                    sent.fields().combined("signature-input").orElseThrow();
                            long created = Long.parseLong(input.replaceAll(".*created=(\\d+).*", "$1"));
                            sent.fields()
                                    .set(
                                            "signature-input",
                                            input.replace("created=" + created, "created=" + (created - 1)));
                            return sent;
                        });
    }

    private static UnaryOperator<RequestMessage> with(String name, String value) {
        return sent -> {
            sent.fields().set(name, value);
            return sent;
        };
    }

    private static UnaryOperator<RequestMessage> term(String from, String to) {
        return sent -> {
            String input = sent.fields().combined("signature-input").orElseThrow();
            sent.fields().set("signature-input", input.replace(from, to));
            return sent;
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ED25519", "SM2_SM3"})
    void a_message_that_leaves_any_mandatory_component_uncovered_is_refused(Algorithm algorithm) {
        var bank = bank(algorithm);
        var mandatory = RequestProfile.mandatory(bank.writing(words));
        assertThat(mandatory).contains("@method", "@target-uri", "content-digest", "content-type", "idempotency-key");
        assertThat(mandatory.contains("authorization") && mandatory.contains("dpop"))
                .isEqualTo(algorithm == Algorithm.ED25519);
        for (String left : mandatory) {
            var covered = new ArrayList<>(mandatory);
            covered.remove(left);
            var message = bank.writing(words);
            SignedClient.sign(message, covered, terms(bank, 0, 60), bank.key());
            isRefused(bank.client().send(message), 401, "component_missing");
        }
    }

    /// created and expires, in seconds from now.
    private static String terms(Correspondent bank, long created, long expires) {
        long now = Instant.now().getEpochSecond();
        return ";created=" + (now + created) + ";expires=" + (now + expires) + ";nonce=\"" + UUID.randomUUID()
                + "\";keyid=\"" + bank.key().kid() + "\";tag=\"fapi-2-request\"";
    }

    private RequestMessage signed(Correspondent bank, String terms) {
        var message = bank.writing(words);
        SignedClient.sign(message, RequestProfile.mandatory(message), terms, bank.key());
        return message;
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ECDSA_P256_SHA256", "SM2_SM3_ASN1"})
    void each_term_of_a_signature_is_demanded(Algorithm algorithm) {
        var bank = bank(algorithm);
        String good = terms(bank, 0, 60);
        for (String name : List.of("created", "expires", "nonce", "keyid")) {
            var without = signed(bank, good.replaceAll(";" + name + "=[^;]+", ""));
            isRefused(bank.client().send(without), 401, "parameter_missing");
        }
        isRefused(bank.client().send(signed(bank, good.replaceAll(";tag=.*", ""))), 401, "signature_required");
        isRefused(
                bank.client().send(signed(bank, good.replaceAll("nonce=\"[^\"]+\"", "nonce=\"short\""))),
                401,
                "parameter_malformed");
        isRefused(bank.client().send(signed(bank, good + ";alg=\"hmac-sha256\"")), 401, "algorithm_mismatch");
        assertThat(bank.client()
                        .send(signed(bank, terms(bank, 0, 60) + ";alg=\"" + algorithm.wire() + "\""))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ED25519", "SM2_SM3"})
    void a_message_out_of_its_time_is_refused_and_told_the_servers_time(Algorithm algorithm) {
        var bank = bank(algorithm);
        var untimely = Map.of(
                terms(bank, -60, -1), "signature_expired",
                terms(bank, -320, 60), "signature_expired",
                terms(bank, 30, 60), "signature_not_yet_valid",
                terms(bank, 0, 400), "signature_lives_too_long",
                terms(bank, 3, 3), "signature_lives_too_long");
        untimely.forEach((terms, code) -> {
            var answer = bank.client().send(signed(bank, terms));
            isRefused(answer, 401, code);
            assertThat(Instant.parse(problem(answer).path("server_time").asString()))
                    .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(30));
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ED25519", "SM2_SM3"})
    void a_message_counts_once(Algorithm algorithm) {
        var bank = bank(algorithm);
        var message = bank.writing(words);
        assertThat(bank.client().send(message).status()).isEqualTo(201);

        var answer = bank.client().send(message);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(problem(answer).path("code").asString())
                .isIn(
                        "nonce_replayed",
                        "access_token_invalid"); // a DPoP proof, too, counts once, and is looked at first
        assertThat(door.written(words)).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ED25519", "SM2_SM3"})
    void nobody_signs_with_anothers_key_or_an_unknown_one(Algorithm algorithm) {
        var bank = bank(algorithm);
        var thief = bank(algorithm);
        var message = bank.writing(words);
        SignedClient.sign(message, RequestProfile.mandatory(message), terms(bank, 0, 60), thief.key());
        isRefused(bank.client().send(message), 401, "signature_wrong");

        var unknown = signed(bank, terms(bank, 0, 60).replace(bank.key().kid().value(), "nobody-knows-it"));
        isRefused(bank.client().send(unknown), 401, "key_unknown");

        sql.execute(
                "update enterprise.keys set not_after = now() where kid = ?",
                bank.key().kid().value());
        isRefused(bank.client().send(bank.writing(words)), 401, "key_unknown");
    }

    @Test
    void a_token_of_another_party_and_no_token_at_all_are_refused() {
        var bank = bank(Algorithm.ED25519);
        var other = bank(Algorithm.ED25519);
        var bare = new SignedClient(http, java.net.URI.create(base), bank.key(), java.time.Clock.systemUTC());
        isRefused(bare.post("/v1/notes", "{\"words\":\"" + words + "\"}"), 401, "access_token_required");

        var borrowed = new SignedClient(
                http,
                java.net.URI.create(base),
                bank.key(),
                java.time.Clock.systemUTC(),
                new BoundTokens(
                        http,
                        java.net.URI.create(base),
                        other.party().toString(),
                        other.key(),
                        java.time.Clock.systemUTC())::show);
        isRefused(borrowed.post("/v1/notes", "{\"words\":\"" + words + "\"}"), 401, "access_token_invalid");
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ECDSA_P256_SHA256", "SM2_SM3"})
    void what_can_be_read_in_two_ways_is_refused(Algorithm algorithm) {
        var bank = bank(algorithm);
        var twice = bank.writing(words);
        String input = twice.fields().combined("signature-input").orElseThrow();
        String signature = twice.fields().combined("signature").orElseThrow();
        twice.fields().set("signature-input", input + ", " + input.replace("sig1=", "sig2="));
        twice.fields().set("signature", signature + ", " + signature.replace("sig1=", "sig2="));
        isRefused(bank.client().send(twice), 401, "signature_ambiguous");

        var same = bank.writing(words);
        same.fields()
                .set(
                        "signature-input",
                        same.fields().combined("signature-input").orElseThrow() + ", " + input);
        isRefused(bank.client().send(same), 401, "signature_malformed");

        for (String strange : List.of("\"@method\";sf", "\"@what\"", "\"Content-Type\"", "\"@method\"")) {
            var message = bank.writing(words);
            message.fields().set("signature-input", input.replace("(", "(" + strange + " "));
            isRefused(bank.client().send(message), 401, "signature_malformed");
        }
        for (String elsewhere : List.of("\"@method\";req", "\"@status\"")) {
            var message = bank.writing(words);
            message.fields().set("signature-input", input.replace("(", "(" + elsewhere + " "));
            isRefused(bank.client().send(message), 401, "component_not_allowed");
        }
        var foreign = bank.writing(words);
        foreign.fields().set("content-digest", "md5=:Sd/dVLAcvNLSq16eXua5uQ==:");
        SignedClient.sign(foreign, RequestProfile.mandatory(foreign), terms(bank, 0, 60), bank.key());
        isRefused(bank.client().send(foreign), 401, "digest_unknown");
    }

    @Test
    void refusals_of_the_web_server_and_of_the_framework_are_signed_problems_too() {
        var bank = bank(Algorithm.SM2_SM3);
        var client = bank.client();
        isRefused(client.get("/v1/nothing/here"), 404, "not_found");
        isRefused(client.get("/v1/notes/not-an-id"), 404, "not_found");
        isRefused(client.get("/v1/notes/%2e%2e/%2e%2e"), 400, "bad_request");
        isRefused(
                client.call("PATCH", "/v1/notes", keyed("application/json"), Correspondent.body(words)),
                405,
                "method_not_allowed");
        isRefused(
                client.call("POST", "/v1/notes", keyed("text/plain"), Correspondent.body(words)),
                415,
                "unsupported_media_type");
        isRefused(
                client.call("POST", "/v1/notes", keyed("application/json"), new byte[BufferedRequest.MOST + 1]),
                413,
                "content_too_large");
        isRefused(client.get("/v1/notes?limit=201"), 400, "limit_invalid");
        isRefused(client.get("/v1/notes?cursor=made-up"), 400, "cursor_invalid");
    }

    private static Map<String, String> keyed(String type) {
        return Map.of("Content-Type", type, "Idempotency-Key", UUID.randomUUID().toString());
    }

    @Test
    void bad_input_is_told_the_field_and_the_rule() {
        var client = bank(Algorithm.SM2_SM3).client();
        var told = Map.of(
                "{\"words\":\"x\",\"colour\":\"red\"}", List.of("unknown_field", "/colour"),
                "{\"words\":\"x\",\"times\":\"many\"}", List.of("wrong_type", "/times"),
                "{\"words\":\"x\",\"parts\":[{\"name\":\"a\"},{}]}", List.of("missing", "/parts/1/name"),
                "{}", List.of("missing", "/words"),
                "{\"words\":null}", List.of("missing", "/words"),
                "{\"words\":\"x\"", List.of("malformed_json", ""),
                "{\"words\":\"x\",\"words\":\"y\"}", List.of("malformed_json", ""),
                "{\"words\":\"x\"} 1", List.of("malformed_json", ""),
                "[]", List.of("wrong_type", ""));
        told.forEach((json, expected) -> {
            var answer = client.post("/v1/notes", json);
            assertThat(answer.status()).as(json).isEqualTo(400);
            var problem = problem(answer);
            assertThat(problem.path("code").asString()).as(json).isEqualTo(expected.getFirst());
            var error = problem.path("errors").path(0);
            assertThat(error.path("field").asString()).as(json).isEqualTo(expected.getLast());
            assertThat(error.path("rule").asString()).isNotBlank();
            assertThat(error.path("source").asString()).isNotBlank();
            assertThat(error.path("message").asString()).isNotBlank();
        });
    }

    @Test
    void what_breaks_on_our_side_says_nothing_of_ours_and_leaves_nothing_behind() {
        var answer = bank(Algorithm.ED25519).client().post("/v1/notes", "{\"words\":\"broken\"}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(problem(answer).path("code").asString()).isEqualTo("unexpected");
        assertThat(answer.text()).doesNotContain("secret", "Exception", "scf.platform");
        assertThat(door.written("broken")).isZero();
    }

    @Test
    void another_host_is_told_so_by_a_signed_answer_and_only_tomcats_own_refusals_are_unsigned() throws IOException {
        int port = java.net.URI.create(base).getPort();
        assertThat(raw(port, "GET /v1/notes HTTP/1.1\r\nHost: evil.example\r\nSignature: sig1=:AAAA:\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("misdirected_request", "Signature-Input: sig1=(", "\"signature\";req");
        assertThat(raw(port, "GET /v1/no tes HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("Signature-Input");
    }

    private static String raw(int port, String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_same_key_and_content_is_answered_the_same_and_done_once() {
        var client = bank(Algorithm.SM2_SM3).client();
        var first = client.post("/v1/notes", "{\"words\":\"" + words + "\"}", "the-only-key");
        var second = client.post("/v1/notes", "{\"words\":\"" + words + "\"}", "the-only-key");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("location")).isEqualTo(first.header("location"));
        assertThat(second.header("content-type")).isEqualTo(first.header("content-type"));
        assertThat(first.header("idempotency-replayed")).isEmpty();
        assertThat(second.header("idempotency-replayed")).contains("true");
        assertThat(second.header("signature-input").orElseThrow()).contains("\"idempotency-replayed\"");
        assertThat(second.header("signature")).isNotEqualTo(first.header("signature"));
        assertThat(door.written(words)).isOne();

        var other = client.post("/v1/notes", "{\"words\":\"something else\"}", "the-only-key");
        assertThat(other.status()).isEqualTo(422);
        assertThat(problem(other).path("code").asString()).isEqualTo("idempotency_key_reused");
        // Another party's key of the same name is another key, and shows nothing of the first party's.
        var elsewhere =
                bank(Algorithm.SM2_SM3).client().post("/v1/notes", "{\"words\":\"" + words + "\"}", "the-only-key");
        assertThat(elsewhere.body()).isNotEqualTo(first.body());
    }

    @Test
    void an_answer_without_a_body_is_remembered_like_any_other() {
        var client = bank(Algorithm.SM2_SM3).client();
        var key = Map.of("Idempotency-Key", "delete-it-once");
        assertThat(client.call("DELETE", "/v1/notes/1", key, null).status()).isEqualTo(204);
        var again = client.call("DELETE", "/v1/notes/1", key, null);
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.header("idempotency-replayed")).contains("true");
    }

    @Test
    void a_write_without_a_good_key_is_refused_with_400() {
        var client = bank(Algorithm.ED25519).client();
        for (String bad :
                List.of("short", "\"short\"", "with space inside", "k".repeat(65), "k".repeat(1000), "\"open")) {
            var headers = Map.of("Content-Type", "application/json", "Idempotency-Key", bad);
            isRefused(
                    client.call("POST", "/v1/notes", headers, Correspondent.body(words)),
                    400,
                    "idempotency_key_invalid");
        }
        var none =
                client.call("POST", "/v1/notes", Map.of("Content-Type", "application/json"), Correspondent.body(words));
        isRefused(none, 400, "idempotency_key_invalid");
        assertThat(problem(none).path("errors").path(0).path("field").asString())
                .isEqualTo("idempotency-key");
    }

    @Test
    void a_refusal_writes_nothing_and_the_corrected_retry_under_the_same_key_is_a_first_call() {
        var client = bank(Algorithm.SM2_SM3).client();
        assertThat(client.post("/v1/notes", "{\"words\":\"refused\"}", "try-and-try")
                        .status())
                .isEqualTo(422);
        assertThat(door.written("refused")).isZero();
        var corrected = client.post("/v1/notes", "{\"words\":\"" + words + "\"}", "try-and-try");
        assertThat(corrected.status()).isEqualTo(201);
        assertThat(corrected.header("idempotency-replayed")).isEmpty();
    }

    @Test
    void one_key_twelve_times_at_once_yields_one_effect_and_twelve_equal_answers() throws Exception {
        var client = bank(Algorithm.SM2_SM3).client();
        int before = door.written("slowly");
        Callable<SignedClient.Answer> call = () -> client.post("/v1/notes", "{\"words\":\"slowly\"}", "twelve-at-once");
        var bodies = new ArrayList<String>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : callers.invokeAll(java.util.Collections.nCopies(12, call))) {
                assertThat(answer.get().status()).isEqualTo(201);
                bodies.add(answer.get().text());
            }
        }
        assertThat(bodies).hasSize(12).containsOnly(bodies.getFirst());
        assertThat(door.written("slowly")).isEqualTo(before + 1);
    }

    @Test
    void a_twin_of_a_call_that_runs_too_long_is_told_to_ask_again() throws Exception {
        var client = bank(Algorithm.SM2_SM3).client();
        Callable<SignedClient.Answer> call =
                () -> client.post("/v1/notes", "{\"words\":\"very slowly\"}", "very-slow-key");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var answer : callers.invokeAll(List.of(call, call))) {
                statuses.add(answer.get().status());
                if (answer.get().status() == 409) {
                    assertThat(answer.get().header("retry-after")).contains("1");
                }
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(call.call().header("idempotency-replayed")).contains("true");
    }

    @Test
    void transactions_that_meet_are_tried_again_a_few_times_and_never_end_in_a_500() {
        var client = bank(Algorithm.SM2_SM3).client();
        assertThat(client.post("/v1/notes", "{\"words\":\"meets another twice\"}")
                        .status())
                .isEqualTo(201);
        assertThat(door.written("meets another twice")).isOne();

        var busy = client.post("/v1/notes", "{\"words\":\"meets another always\"}");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("retry-after")).contains("1");
        assertThat(door.written("meets another always")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ECDSA_P256_SHA256", "SM2_SM3_ASN1"})
    void every_writing_call_leaves_a_receipt_from_which_both_signatures_can_be_checked(Algorithm algorithm)
            throws Exception {
        var bank = bank(algorithm);
        for (String said : List.of(words, "refused")) {
            var request = bank.writing(said);
            var answer = bank.client().send(request);
            String id = answer.header("scf-receipt").orElseThrow();
            var receipt = JSON.readTree(bank.client().get("/v1/receipts/" + id).text());

            var asked = receipt.path("request");
            assertThat(bytes(asked, "body")).isEqualTo(request.body());
            assertThat(bytes(asked, "head").utf8()).startsWith("POST /v1/notes HTTP/1.1\r\n");
            assertThat(verifies(asked, request.fields().combined("signature").orElseThrow()))
                    .isTrue();
            var answered = receipt.path("response");
            assertThat(bytes(answered, "body")).isEqualTo(answer.body());
            assertThat(verifies(answered, answer.header("signature").orElseThrow()))
                    .isTrue();
            assertThat(bytes(answered, "signatureBase").utf8())
                    .contains(request.fields().combined("signature").orElseThrow());
            assertThat(Instant.parse(receipt.path("keepUntil").asString()))
                    .isAfter(Instant.now().plusSeconds(3650L * 86_400));

            assertThat(bank(algorithm).client().get("/v1/receipts/" + id).status())
                    .isEqualTo(404);
        }
        assertThat(bank.client().get("/v1/notes").header("scf-receipt")).isEmpty();
    }

    private static Bytes bytes(JsonNode half, String name) {
        return Bytes.ofBase64(half.path(name).asString());
    }

    private static boolean verifies(JsonNode half, String signature) {
        return new scf.chaincode.BouncyCastleSignatures()
                .verify(
                        Algorithm.ofWire(half.path("algorithm").asString()),
                        bytes(half, "publicKey"),
                        bytes(half, "signatureBase"),
                        Bytes.ofBase64(signature.substring("sig1=:".length(), signature.length() - 1)));
    }

    @Test
    void a_page_names_the_next_one_and_the_cursor_is_the_callers_alone() {
        var client = bank(Algorithm.ED25519).client();
        var page = client.get("/v1/notes?limit=2");
        String link = page.header("link").orElseThrow();
        assertThat(link).startsWith("</v1/notes?limit=2&cursor=").endsWith(">; rel=\"next\"");
        String next = link.substring(1, link.indexOf('>'));
        assertThat(client.get(next).status()).isEqualTo(200);
        assertThat(bank(Algorithm.ED25519).client().get(next).status()).isEqualTo(400);
    }

    @Test
    void our_keys_are_published_apart_by_suite() throws Exception {
        for (String set : List.of("jwks", "jwks-sm")) {
            var answer = http.send(
                    java.net.http.HttpRequest.newBuilder(java.net.URI.create(base + "/.well-known/" + set + ".json"))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("cache-control").orElseThrow())
                    .contains("max-age=3600");
            var key = JSON.readTree(answer.body()).path("keys").path(0);
            assertThat(key.path("crv").asString()).isEqualTo(set.equals("jwks") ? "P-256" : "SM2");
            assertThat(key.has("d")).isFalse();
            assertThat(java.util.Base64.getUrlDecoder().decode(key.path("x").asString()))
                    .hasSize(32);
        }
    }

    @Test
    void an_answer_that_is_not_ours_is_not_believed() {
        var bank = bank(Algorithm.SM2_SM3);
        var open = new RequestMessage("GET", base + "/actuator/health", new Fields(), Bytes.EMPTY);
        assertThatThrownBy(() -> bank.client().send(open)).isInstanceOf(SignedClient.NotSigned.class);
    }

    @Test
    void the_path_of_errors_is_a_path_like_any_other_that_does_not_exist() {
        var client = bank(Algorithm.SM2_SM3).client();
        isRefused(client.get("/error"), 404, "not_found");
        isRefused(client.get("/never-was"), 404, "not_found");
        isRefused(client.get("/practice/journal"), 404, "not_found");
    }

    @Test
    void strangers_who_flood_an_address_do_not_close_it_to_a_caller_whom_we_know() {
        var bank = bank(Algorithm.SM2_SM3);
        String flooded = "203.0.113.9";
        isRefused(stopped(() -> bank.client().send(unsigned(flooded))), 429, "rate_limited");
        assertThat(bank.client().send(unsigned("203.0.113.10")).status()).isEqualTo(401);

        var honest = bank.client().send(from(flooded, bank.writing(words)));

        assertThat(honest.status()).as(honest.text()).isEqualTo(201);
    }

    @Test
    void rubbish_under_a_known_key_closes_the_door_to_that_key_at_that_address_only() {
        var bank = bank(Algorithm.SM2_SM3);
        var neighbour = bank(Algorithm.SM2_SM3);
        String attacker = "203.0.113.11";
        isRefused(
                stopped(() -> bank.client().send(from(attacker, signed(bank, terms(bank, -60, -1))))),
                429,
                "rate_limited");
        assertThat(bank.client().send(from("203.0.113.12", bank.writing(words))).status())
                .isEqualTo(201);
        assertThat(neighbour
                        .client()
                        .send(from(attacker, neighbour.writing(words)))
                        .status())
                .isEqualTo(201);
    }

    /// The first answer that is no 401: tokens come back while the calls go out, so nobody knows how many it takes.
    private static SignedClient.Answer stopped(Supplier<SignedClient.Answer> call) {
        return Stream.generate(call)
                .limit(1000)
                .filter(answer -> answer.status() != 401)
                .findFirst()
                .orElseThrow();
    }

    private RequestMessage unsigned(String address) {
        return from(address, new RequestMessage("GET", base + "/v1/notes", new Fields(), Bytes.EMPTY));
    }

    /// As the proxy hands it on.
    private static RequestMessage from(String address, RequestMessage message) {
        message.fields().set("x-forwarded-for", address);
        return message;
    }
}
