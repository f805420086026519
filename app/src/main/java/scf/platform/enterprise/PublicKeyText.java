package scf.platform.enterprise;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import scf.contract.Bytes;

/// A public key in the ways in which it arrives (公钥): PEM, base64 of the SubjectPublicKeyInfo, or a JWK.
///
/// All become the same bytes, a SubjectPublicKeyInfo in DER; whether they are a sound key of the algorithm is judged by
/// the class that judges it on the peers.
public final class PublicKeyText {

    private static final int COORDINATE = 32;
    private static final HexFormat HEX = HexFormat.of();

    private static final byte[] ED25519 = HEX.parseHex("302a300506032b6570032100");
    private static final byte[] P_256 = HEX.parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
    private static final byte[] SM2 = HEX.parseHex("3059301306072a8648ce3d020106082a811ccf5501822d03420004");

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private PublicKeyText() {}

    /// Reads PEM or plain base64.
    ///
    /// @throws IllegalArgumentException with a sentence that the sender can act on
    public static Bytes read(String text) {
        String body = text.strip();
        if (body.startsWith(BEGIN) && body.endsWith(END)) {
            body = body.substring(BEGIN.length(), body.length() - END.length()).replaceAll("\\s", "");
        }
        try {
            return Bytes.of(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a public key is a SubjectPublicKeyInfo: PEM (BEGIN PUBLIC KEY) or its base64", e);
        }
    }

    /// Reads the members of a JWK: OKP Ed25519, EC P-256, or EC SM2 (the spelling that most Chinese code uses).
    ///
    /// @param y empty for Ed25519
    /// @throws IllegalArgumentException with a sentence that the sender can act on
    public static Bytes ofJwk(String kty, String crv, String x, String y) {
        return switch (kty + " " + crv) {
            case "OKP Ed25519" -> joined(ED25519, coordinate(x));
            case "EC P-256" -> joined(P_256, coordinate(x), coordinate(y));
            case "EC SM2" -> joined(SM2, coordinate(x), coordinate(y));
            default ->
                throw new IllegalArgumentException("a JWK here is OKP with Ed25519, EC with P-256, or EC with SM2");
        };
    }

    private static byte[] coordinate(String base64url) {
        byte[] decoded = Base64.getUrlDecoder().decode(base64url);
        if (decoded.length != COORDINATE) {
            throw new IllegalArgumentException("a coordinate of a JWK here has 32 bytes, leading zeros included");
        }
        return decoded;
    }

    private static Bytes joined(byte[]... parts) {
        return Arrays.stream(parts).map(Bytes::of).reduce(Bytes.EMPTY, Bytes::plus);
    }
}
