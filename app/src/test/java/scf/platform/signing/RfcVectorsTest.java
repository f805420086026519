package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// RFC 9421 Appendix B and RFC 9530 Appendices B and D: the bytes that everybody else's engine agrees on.
///
/// The algorithms that the platform takes from nobody (RSA-PSS, HMAC) are verified here with Java's own, over our base.
class RfcVectorsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A set of vectors that may lie beside the project; the project's own copy of the RFC's is always run.
    private static final Path BESIDE = Path.of("../../shared/vectors");

    record Vector(
            String name,
            String algorithm,
            String key,
            Fields fields,
            JsonNode message,
            List<String> base,
            boolean valid) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Vector> appendix_b() throws IOException {
        var all = new ArrayList<Vector>();
        JsonNode rfc = resource("rfc9421-appendix-b.json");
        for (JsonNode one : rfc.path("cases")) {
            var fields = new Fields();
            one.path("headers").forEach(line -> {
                String[] parts = line.asString().split(": ", 2);
                fields.add(parts[0], parts[1]);
            });
            fields.set("signature-input", one.path("signatureInput").asString());
            fields.set("signature", one.path("signature").asString());
            var base = new ArrayList<String>();
            one.path("base").forEach(line -> base.add(line.asString()));
            all.add(new Vector(
                    one.path("name").asString(),
                    one.path("algorithm").asString(),
                    rfc.path("keys").path(one.path("key").asString()).asString(),
                    fields,
                    one,
                    base,
                    one.path("valid").asBoolean()));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("appendix_b")
    void rfc_9421_appendix_b(Vector vector) throws Exception {
        check(vector);
    }

    private static void check(Vector vector) throws Exception {
        var input = SignatureInput.of(vector.fields()).getFirst();
        var message = vector.message();
        Bytes body = Bytes.utf8(message.path("body").asString(""));
        var base = message.has("status")
                ? SignatureBase.of(
                        new ResponseMessage(message.path("status").asInt(), vector.fields(), body),
                        null,
                        input.covered(),
                        input.written())
                : SignatureBase.of(request(vector, body), input.covered(), input.written());
        if (!vector.base().isEmpty()) {
            assertThat(base.orElseThrow().utf8()).isEqualTo(String.join("\n", vector.base()));
        }
        assertThat(base.isPresent() && verifies(vector, base.get(), input.signature()))
                .isEqualTo(vector.valid());
    }

    private static RequestMessage request(Vector vector, Bytes body) {
        String host = vector.fields().combined("host").orElseThrow();
        String target = vector.message().path("target").asString();
        return new RequestMessage(
                vector.message().path("method").asString(), "https://" + host + target, vector.fields(), body);
    }

    private static boolean verifies(Vector vector, Bytes base, Bytes signature) throws Exception {
        return switch (vector.algorithm()) {
            case "rsa-pss-sha512" -> {
                var rsa = Signature.getInstance("RSASSA-PSS");
                rsa.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
                rsa.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der(vector.key()))));
                rsa.update(base.toArray());
                yield rsa.verify(signature.toArray());
            }
            case "hmac-sha256" -> {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(vector.key()), "HmacSHA256"));
                yield Bytes.of(mac.doFinal(base.toArray())).equals(signature);
            }
            default ->
                new BouncyCastleSignatures()
                        .verify(Algorithm.ofWire(vector.algorithm()), Bytes.of(der(vector.key())), base, signature);
        };
    }

    private static byte[] der(String pem) throws IOException {
        try (var reader = new PemReader(new StringReader(pem))) {
            return reader.readPemObject().getContent();
        }
    }

    record Digest(String body, String header, boolean matches) {}

    /// RFC 9530: Appendix D for `{"hello": "world"}`, Appendix B for the same with a line feed; the refusals are ours.
    static Stream<Digest> digests() {
        String world = "{\"hello\": \"world\"}";
        String sha256 = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
        String sha512 =
                "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
        String lined256 = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
        String lined512 =
                "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:";
        return Stream.of(
                new Digest(world, sha256, true),
                new Digest(world, sha512, true),
                new Digest(world, sha256 + ", " + sha512, true),
                new Digest(world + "\n", lined256, true),
                new Digest(world + "\n", lined512, true),
                new Digest(world, lined256, false),
                new Digest(world, sha256 + ", " + lined512, false),
                new Digest(world, sha256 + ", sha-512=:AAAA:", false),
                new Digest(world, sha256.toUpperCase(Locale.ROOT), false),
                new Digest(world, sha256.replace(":", ""), false),
                new Digest(world, "md5=:Sd/dVLAcvNLSq16eXua5uQ==:", false),
                new Digest(world, "sha=:07CavjDP4u3/TungoUHJO/Wzr4c=:", false),
                new Digest(world, "md5=:Sd/dVLAcvNLSq16eXua5uQ==:, " + sha256, true));
    }

    @ParameterizedTest
    @MethodSource("digests")
    void rfc_9530(Digest digest) {
        var checking = ContentDigest.check(List.of(digest.header()), Bytes.utf8(digest.body()), Suite.INTL.digests());
        assertThat(checking == ContentDigest.Checking.MATCHES).isEqualTo(digest.matches());
    }

    @Test
    void the_vectors_that_lie_beside_the_project_pass_too() throws Exception {
        if (!Files.isDirectory(BESIDE)) {
            return; // They are the RFC's, as is the project's own copy, which has been run.
        }
        JsonNode beside = JSON.readTree(Files.readString(BESIDE.resolve("rfc9421.json")));
        for (JsonNode one : beside.path("cases")) {
            var fields = new Fields();
            for (JsonNode line : one.path("message").path("headers")) {
                fields.add(line.get(0).asString(), line.get(1).asString());
            }
            fields.set("signature-input", one.path("signature_input").asString());
            fields.set("signature", one.path("signature").asString());
            JsonNode key = beside.path("keys").path(one.path("key").asString());
            check(new Vector(
                    one.path("name").asString(),
                    one.path("alg").asString(),
                    key.has("public_pem")
                            ? key.path("public_pem").asString()
                            : key.path("secret_b64").asString(),
                    fields,
                    one.path("message"),
                    one.has("base") ? List.of(one.path("base").asString()) : List.of(),
                    one.path("valid").asBoolean()));
        }
        JsonNode digests = JSON.readTree(Files.readString(BESIDE.resolve("rfc9530.json")));
        for (JsonNode one : digests.path("cases")) {
            rfc_9530(new Digest(
                    one.path("body").asString(),
                    one.path("header").asString(),
                    one.path("ok").asBoolean()));
        }
    }

    private static JsonNode resource(String name) throws IOException {
        try (var stream = RfcVectorsTest.class.getResourceAsStream("/signing/" + name)) {
            byte[] bytes = stream == null ? new byte[0] : stream.readAllBytes();
            return JSON.readTree(new ByteArrayInputStream(bytes).readAllBytes());
        }
    }

    @Test
    void the_projects_own_copy_has_all_thirteen_cases() throws IOException {
        assertThat(appendix_b()).hasSize(13);
        assertThat(new String(
                        Files.readAllBytes(Path.of("src/test/resources/signing/rfc9421-appendix-b.json")),
                        StandardCharsets.UTF_8))
                .doesNotContain("PRIVATE");
    }
}
