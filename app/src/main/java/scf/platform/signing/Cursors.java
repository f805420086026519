package scf.platform.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Cursors that only we can make: the position of the last row, sealed with a secret of the platform.
///
/// Sealed, because a cursor that can be written by hand becomes an interface: clients would build their own, and each
/// change of order would break one of them.
final class Cursors {

    private static final int SEAL = 16;

    private final SecretKeySpec secret;

    Cursors(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    String seal(String list, Position position) {
        byte[] text = (position.created() + " " + position.id()).getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(mac(list, text), SEAL + text.length);
        System.arraycopy(text, 0, sealed, SEAL, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    Optional<Position> open(String list, String cursor) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cursor);
            if (sealed.length <= SEAL) {
                return Optional.empty();
            }
            byte[] text = Arrays.copyOfRange(sealed, SEAL, sealed.length);
            if (!MessageDigest.isEqual(Arrays.copyOf(mac(list, text), SEAL), Arrays.copyOf(sealed, SEAL))) {
                return Optional.empty();
            }
            String[] parts = new String(text, StandardCharsets.UTF_8).split(" ", 2);
            return Optional.of(new Position(Instant.parse(parts[0]), parts[1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(String list, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
