package scf.platform.signing;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scf.contract.Algorithm;
import scf.contract.Bytes;

/// The platform's public keys as JSON Web Keys (RFC 7517), written for others and read by [SignedClient].
///
/// SM2 has no registered curve: `"crv":"SM2"` is what the field uses. Both coordinates always have 32 bytes.
record PublicKeys(Map<String, PublicKey> byId) {

    record PublicKey(String kid, Algorithm algorithm, Bytes publicKey) {}

    private static final Bytes ED25519 = Bytes.ofHex("302a300506032b6570032100");
    private static final Bytes P256 = Bytes.ofHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
    private static final Bytes SM2 = Bytes.ofHex("3059301306072a8648ce3d020106082a811ccf5501822d03420004");
    private static final int COORDINATE = 32;

    static PublicKeys of(List<PublicKey> keys) {
        var byId = new LinkedHashMap<String, PublicKey>();
        keys.forEach(key -> byId.put(key.kid(), key));
        return new PublicKeys(byId);
    }

    Optional<PublicKey> find(String kid) {
        return Optional.ofNullable(byId.get(kid));
    }

    /// What every SubjectPublicKeyInfo of this algorithm begins with: all but the point is constant.
    private static Bytes prefix(Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> ED25519;
            case ECDSA_P256_SHA256 -> P256;
            case SM2_SM3, SM2_SM3_ASN1 -> SM2;
        };
    }

    static Map<String, Object> jwk(PublicKey key) {
        byte[] spki = key.publicKey().toArray();
        byte[] point = Arrays.copyOfRange(spki, prefix(key.algorithm()).size(), spki.length);
        var jwk = new LinkedHashMap<String, Object>();
        jwk.put("kty", key.algorithm() == Algorithm.ED25519 ? "OKP" : "EC");
        jwk.put(
                "crv",
                switch (key.algorithm()) {
                    case ED25519 -> "Ed25519";
                    case ECDSA_P256_SHA256 -> "P-256";
                    case SM2_SM3, SM2_SM3_ASN1 -> "SM2";
                });
        jwk.put("x", base64(Arrays.copyOf(point, COORDINATE)));
        if (key.algorithm() != Algorithm.ED25519) {
            jwk.put("y", base64(Arrays.copyOfRange(point, COORDINATE, point.length)));
        }
        // Ed25519 says no alg: of its two names, EdDSA and Ed25519, each is refused by somebody (RFC 9864).
        switch (key.algorithm()) {
            case ED25519 -> {}
            case ECDSA_P256_SHA256 -> jwk.put("alg", "ES256");
            case SM2_SM3, SM2_SM3_ASN1 -> jwk.put("alg", key.algorithm().wire());
        }
        jwk.put("use", "sig");
        jwk.put("kid", key.kid());
        return jwk;
    }

    static PublicKey ofJwk(Map<String, String> jwk) {
        Algorithm algorithm = switch (jwk.getOrDefault("crv", "")) {
            case "Ed25519" -> Algorithm.ED25519;
            case "P-256" -> Algorithm.ECDSA_P256_SHA256;
            case "SM2" -> Algorithm.ofWire(jwk.getOrDefault("alg", "sm2-sm3"));
            default -> throw new IllegalArgumentException("No curve that we know: " + jwk.get("crv"));
        };
        Bytes point = coordinate(jwk, "x");
        if (algorithm != Algorithm.ED25519) {
            point = point.plus(coordinate(jwk, "y"));
        }
        return new PublicKey(
                jwk.getOrDefault("kid", ""), algorithm, prefix(algorithm).plus(point));
    }

    /// Some writers drop leading zeros; a point needs all 32 bytes.
    private static Bytes coordinate(Map<String, String> jwk, String name) {
        byte[] given = Base64.getUrlDecoder().decode(jwk.getOrDefault(name, ""));
        if (given.length > COORDINATE || new BigInteger(1, given).signum() == 0) {
            throw new IllegalArgumentException("Not a coordinate: " + name);
        }
        byte[] padded = new byte[COORDINATE];
        System.arraycopy(given, 0, padded, COORDINATE - given.length, given.length);
        return Bytes.of(padded);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
