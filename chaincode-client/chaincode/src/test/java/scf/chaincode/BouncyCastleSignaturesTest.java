package scf.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.contract.Algorithm.ECDSA_P256_SHA256;
import static scf.contract.Algorithm.ED25519;
import static scf.contract.Algorithm.SM2_SM3;
import static scf.contract.Algorithm.SM2_SM3_ASN1;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Digest;

class BouncyCastleSignaturesTest {

    /// Of GM/T 0003.5, its public half as printed there.
    private static final TestKey GM_EXAMPLE =
            TestKey.of(SM2_SM3, "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");

    private static final Bytes GM_EXAMPLE_PUBLIC = Bytes.ofHex("3059301306072a8648ce3d020106082a811ccf5501822d03420004"
            + "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
            + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");

    static final List<TestKey> KEYS = List.of(
            TestKey.of(ED25519, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
            TestKey.of(ECDSA_P256_SHA256, "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"),
            GM_EXAMPLE,
            TestKey.of(SM2_SM3_ASN1, "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"));

    private static final Bytes MESSAGE = Bytes.utf8("确权 96.75");

    private final BouncyCastleSignatures signatures = new BouncyCastleSignatures();

    @ParameterizedTest
    @FieldSource("KEYS")
    void a_key_verifies_its_own_signature_and_no_other(TestKey key) {
        var signature = key.sign(MESSAGE);
        assertThat(signatures.accepts(key.algorithm(), key.publicKey())).isTrue();
        assertThat(signatures.verify(key.algorithm(), key.publicKey(), MESSAGE, signature))
                .isTrue();
        assertThat(signatures.verify(key.algorithm(), key.publicKey(), Bytes.utf8("确权 107.50"), signature))
                .isFalse();
        var other = TestKey.of(key.algorithm(), "01".repeat(32));
        assertThat(signatures.verify(key.algorithm(), other.publicKey(), MESSAGE, signature))
                .isFalse();
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void a_signature_of_another_length_or_with_any_bit_changed_is_refused(TestKey key) {
        byte[] signature = key.sign(MESSAGE).toArray();
        for (int i = 0; i < signature.length; i++) {
            signature[i] ^= 1;
            assertThat(signatures.verify(key.algorithm(), key.publicKey(), MESSAGE, Bytes.of(signature)))
                    .as("byte " + i)
                    .isFalse();
            signature[i] ^= 1;
        }
        var whole = Bytes.of(signature);
        for (var wrong : List.of(
                Bytes.EMPTY,
                whole.plus(Bytes.ofHex("00")),
                Bytes.ofHex("00").plus(whole),
                Bytes.of(Arrays.copyOf(signature, signature.length - 1)),
                Bytes.ofHex("00".repeat(64)),
                Bytes.ofHex("ff".repeat(64)))) {
            assertThat(signatures.verify(key.algorithm(), key.publicKey(), MESSAGE, wrong))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void a_public_key_has_one_spelling_and_one_algorithm(TestKey key) {
        byte[] encoded = key.publicKey().toArray();
        for (Algorithm other : Algorithm.values()) {
            boolean sameCurve = other.digest() == Digest.SM3 && key.algorithm().digest() == Digest.SM3;
            assertThat(signatures.accepts(other, key.publicKey())).isEqualTo(other == key.algorithm() || sameCurve);
        }
        assertThat(signatures.accepts(key.algorithm(), key.publicKey().plus(Bytes.ofHex("00"))))
                .isFalse();
        for (int i = 0; i < encoded.length - 33; i++) {
            encoded[i] ^= 1;
            assertThat(signatures.accepts(key.algorithm(), Bytes.of(encoded)))
                    .as("byte " + i)
                    .isFalse();
            encoded[i] ^= 1;
        }
    }

    @Test
    void a_point_beside_the_curve_and_the_point_at_infinity_are_no_keys() {
        var prefix = "3059301306072a8648ce3d020106082a811ccf5501822d034200";
        assertThat(signatures.accepts(SM2_SM3, Bytes.ofHex(prefix + "04" + "01".repeat(64))))
                .isFalse();
        assertThat(signatures.accepts(SM2_SM3, Bytes.ofHex(prefix + "00".repeat(65))))
                .isFalse();
        // y² = x³ + ax + b has one more solution with the same x: it is another key, spelt uncompressed all the same.
        var compressed = "02" + GM_EXAMPLE_PUBLIC.hex().substring(54, 118);
        assertThat(signatures.accepts(SM2_SM3, Bytes.ofHex(prefix + compressed)))
                .isFalse();
    }

    @Test
    void an_ed25519_key_of_small_order_is_no_key() {
        var prefix = "302a300506032b6570032100";
        var one = "01" + "00".repeat(31);
        var zero = "00".repeat(32);
        for (String point : List.of(one, zero, "ff".repeat(32))) {
            assertThat(signatures.accepts(ED25519, Bytes.ofHex(prefix + point))).isFalse();
        }
    }

    @Test
    void the_example_key_of_gmt_0003_5_keeps_its_leading_zero() {
        assertThat(GM_EXAMPLE.publicKey()).isEqualTo(GM_EXAMPLE_PUBLIC);
    }

    /// The GM request of the profile SCF-Sig/1, in both of the forms that signature servers emit.
    @Test
    void the_gm_example_of_the_signed_api_verifies_in_both_encodings() throws IOException {
        var base = Bytes.utf8("""
                "@method": POST
                "@target-uri": https://api.scf.example/v1/loans
                "authorization": DPoP eyJhbGciOiJub25lIn0.e30.
                "content-digest": sm3=:qjKETlyGt1dITtzLWM8590vnK2Q4TX1wWmZIy0URUE4=:
                "content-type": application/json
                "idempotency-key": "5f0c8a4e-8d2b-4a40-9f0e-1c2d3e4f5a6b"
                "@signature-params": ("@method" "@target-uri" "authorization" "content-digest" "content-type" \
                "idempotency-key");created=1798761600;expires=1798761660;nonce="bm9uY2UtMDAwMDAwMDAwMDAwMDE";\
                keyid="test-key-sm2";tag="fapi-2-request\"""");
        var raw = Bytes.ofBase64(
                "mzXdhMaqoWUtUM9Wm1BGE/QMCVOtSXNkefF/AsqZLJ4rywK8fzjVWc8NUz37fLfkUD4B+nkiH/UDveCFAR2ehw==");
        assertThat(signatures.verify(SM2_SM3, GM_EXAMPLE_PUBLIC, base, raw)).isTrue();
        assertThat(signatures.verify(SM2_SM3_ASN1, GM_EXAMPLE_PUBLIC, base, raw))
                .isFalse();

        BigInteger n = GMNamedCurves.getByName("sm2p256v1").getN();
        BigInteger[] rs = PlainDSAEncoding.INSTANCE.decode(n, raw.toArray());
        var der = Bytes.of(StandardDSAEncoding.INSTANCE.encode(n, rs[0], rs[1]));
        assertThat(signatures.verify(SM2_SM3_ASN1, GM_EXAMPLE_PUBLIC, base, der))
                .isTrue();
        assertThat(signatures.verify(SM2_SM3, GM_EXAMPLE_PUBLIC, base, der)).isFalse();
    }

    @Test
    void der_has_one_spelling() throws IOException {
        var key = TestKey.of(SM2_SM3_ASN1, GM_EXAMPLE.secret().hex());
        byte[] der = key.sign(MESSAGE).toArray();
        // A long-form length says the same and is not DER.
        byte[] longForm = new byte[der.length + 1];
        longForm[0] = der[0];
        longForm[1] = (byte) 0x81;
        System.arraycopy(der, 1, longForm, 2, der.length - 1);
        assertThat(signatures.verify(SM2_SM3_ASN1, key.publicKey(), MESSAGE, Bytes.of(longForm)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Digest.class)
    void digests_are_those_of_their_standards(Digest digest) {
        // "abc": FIPS 180-4 and GB/T 32905, appendix A.1.
        var expected = Map.of(
                Digest.SHA_256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Digest.SM3, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(signatures.digest(digest, Bytes.utf8("abc")).hex()).isEqualTo(expected.get(digest));
    }
}
