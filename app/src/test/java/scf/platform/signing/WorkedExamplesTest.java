package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.platform.enterprise.KeyStatus;
import scf.platform.enterprise.KeyUsage;
import scf.platform.enterprise.SigningKey;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// The three worked examples of `docs/api/signing.md`, byte by byte: who implements the page can start from them.
class WorkedExamplesTest {

    private static final Instant THEN = Instant.ofEpochSecond(1_798_761_600L);
    private static final String BODY =
            "{\"receivableId\":\"RCV-2027-000001\",\"amount\":\"1000000.00\",\"currency\":\"CNY\",\"borrower\":\"供应商甲\"}";

    @SuppressWarnings("InlineFormatString") // it is the page's own line
    private static final String TERMS = "sig1=(\"@method\" \"@target-uri\" \"authorization\" \"content-digest\""
            + " \"content-type\" \"idempotency-key\");created=1798761600;expires=1798761660;"
            + "nonce=\"bm9uY2UtMDAwMDAwMDAwMDAwMDE\";keyid=\"%s\";tag=\"fapi-2-request\"";

    /// RFC 9421, B.1.4.
    private static final SigningKey ED25519 = key(
            "test-key-ed25519",
            Algorithm.ED25519,
            Bytes.ofBase64("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="));

    /// The example key of GM/T 0003.5: its x begins with a zero nibble, which tells who pads and who does not.
    private static final SigningKey SM2 = key(
            "test-key-sm2",
            Algorithm.SM2_SM3,
            MessageKey.ofSecret(
                            new KeyId("test-key-sm2"),
                            Algorithm.SM2_SM3,
                            Bytes.ofHex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
                                    .toArray())
                    .publicKey());

    private final RequestProfile profile = new RequestProfile(
            new BouncyCastleSignatures(),
            kid -> List.of(ED25519, SM2).stream()
                    .filter(key -> key.kid().equals(kid))
                    .findFirst());

    private static SigningKey key(String kid, Algorithm algorithm, Bytes publicKey) {
        return new SigningKey(
                new KeyId(kid),
                EnterpriseId.random(),
                KeyUsage.HTTP,
                algorithm,
                publicKey,
                "treasury system",
                KeyStatus.ACTIVE,
                THEN.minus(Duration.ofDays(1)),
                THEN.plus(Duration.ofDays(1)));
    }

    private static RequestMessage request(String kid, String digest, String signature) {
        var fields = new Fields()
                .add("Host", "api.scf.example")
                .add("Authorization", "DPoP eyJhbGciOiJub25lIn0.e30.")
                .add("Content-Type", "application/json")
                .add("Idempotency-Key", "\"5f0c8a4e-8d2b-4a40-9f0e-1c2d3e4f5a6b\"")
                .add("Content-Digest", digest)
                .add("Signature-Input", TERMS.formatted(kid))
                .add("Signature", signature);
        return new RequestMessage("POST", "https://api.scf.example/v1/loans", fields, Bytes.utf8(BODY));
    }

    private static final RequestMessage INTL = request(
            "test-key-ed25519",
            "sha-256=:tc3Wzd5llsORrTtSx7dv6TI92F6z3pDkFapIgIyHdWg=:",
            "sig1=:BAfmGdKgV6s7JfhTYSGCRKkgKwzZbACrVUsGupGmxi2B6GWDZWlvrjDN9TkXhbJIjEqppJzfmPWVZZefureWDQ==:");

    private Verifying verifying(RequestMessage request) {
        return profile.check(request, profile.claim(request, THEN), THEN);
    }

    @Test
    void the_request_of_the_international_suite_verifies() {
        assertThat(verifying(INTL)).isInstanceOf(Verifying.Verified.class);
    }

    @Test
    void the_request_of_the_chinese_suite_verifies() {
        var gm = request(
                "test-key-sm2",
                "sm3=:qjKETlyGt1dITtzLWM8590vnK2Q4TX1wWmZIy0URUE4=:",
                "sig1=:mzXdhMaqoWUtUM9Wm1BGE/QMCVOtSXNkefF/AsqZLJ4rywK8fzjVWc8NUz37fLfkUD4B+nkiH/UDveCFAR2ehw==:");
        assertThat(verifying(gm)).isInstanceOf(Verifying.Verified.class);
    }

    /// Its key is that of RFC 9421, B.1.3, under the name `platform-2027a`.
    private static final PublicKeys PLATFORM = PublicKeys.of(List.of(new PublicKeys.PublicKey(
            "platform-2027a",
            Algorithm.ECDSA_P256_SHA256,
            Bytes.ofBase64("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf"
                    + "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ=="))));

    private static ResponseMessage response() {
        var fields = new Fields()
                .add("Content-Type", "application/json")
                .add("Content-Digest", "sha-256=:HWThV2+6fXXm+4sWAj8bH8k2m2aVZEUDFdr9slbqsVo=:")
                .add(
                        "Signature-Input",
                        "sig1=(\"@status\" \"content-digest\" \"content-type\" \"@method\";req \"@target-uri\";req"
                                + " \"content-digest\";req \"signature\";req \"signature-input\";req);"
                                + "created=1798761601;keyid=\"platform-2027a\";tag=\"fapi-2-response\"")
                .add(
                        "Signature",
                        "sig1=:iyKkHM+WgzLA/1VI+U9ykpGVoexVz98aH6IW3nBKFEVyoj6v3dehrc92tdkykNSRNS6eKNDwYU/A8Rv/r/k7cA==:");
        return new ResponseMessage(
                201, fields, Bytes.utf8("{\"loanId\":\"LN-2027-000042\",\"status\":\"ACCEPTED\",\"ledgerTxId\":null}"));
    }

    @Test
    void the_response_to_it_verifies_and_only_as_the_response_to_it() {
        var signatures = new BouncyCastleSignatures();
        assertThat(ResponseProfile.flaw(response(), INTL, PLATFORM, signatures)).isEmpty();

        var other = new RequestMessage("POST", "https://api.scf.example/v1/loans/2", INTL.fields(), INTL.body());
        assertThat(ResponseProfile.flaw(response(), other, PLATFORM, signatures))
                .contains("the signature does not verify");
    }

    @Test
    void we_sign_a_response_with_the_same_components_and_terms_in_the_same_order() {
        var ours = MessageKey.ofSecret(
                new KeyId("platform-2027a"),
                Algorithm.ECDSA_P256_SHA256,
                Base64.getUrlDecoder().decode("UpuF81l-kOxbjf7T4mNSv0r5tN67Gim7rnf6EFpcYDs"));
        var fields = new Fields().add("Content-Type", "application/json");
        var response = new ResponseMessage(201, fields, response().body());
        ResponseProfile.sign(response, INTL, ours, THEN.plusSeconds(1));
        for (String name : List.of("content-digest", "signature-input")) {
            assertThat(fields.combined(name)).isEqualTo(response().fields().combined(name));
        }
        assertThat(ResponseProfile.flaw(response, INTL, PLATFORM, new BouncyCastleSignatures()))
                .isEqualTo(Optional.empty());
    }
}
