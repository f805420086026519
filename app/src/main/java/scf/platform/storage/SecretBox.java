package scf.platform.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/// Seals the platform's own secrets before they go into the database (AES-256-GCM).
///
/// The key-encryption key comes from `scf.key-encryption-key` (base64, 32 bytes), as several instances on one database
/// need; else it is drawn at the first start and kept in `keys/` beside the embedded database, for its owner only. A
/// dump of the database alone opens nothing. Practice enterprises' keys are never in here: the platform signs for
/// nobody.
@Component
@DependsOn("storeMark")
public class SecretBox {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    SecretBox(@Value("${scf.key-encryption-key:}") String configured, @Value("${scf.data}") Path data) {
        byte[] secret = configured.isBlank()
                ? kept(data.resolve("keys"))
                : Base64.getDecoder().decode(configured);
        if (secret.length != KEY_BYTES) {
            throw new IllegalStateException("scf.key-encryption-key must be the base64 of 32 bytes");
        }
        this.key = new SecretKeySpec(secret, "AES");
    }

    /// Sealed for a purpose, which must be named again to open it.
    public byte[] seal(String purpose, byte[] secret) {
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, purpose, nonce, secret, 0);
        byte[] box = new byte[NONCE_BYTES + sealed.length];
        System.arraycopy(nonce, 0, box, 0, NONCE_BYTES);
        System.arraycopy(sealed, 0, box, NONCE_BYTES, sealed.length);
        return box;
    }

    public byte[] open(String purpose, byte[] box) {
        return run(Cipher.DECRYPT_MODE, purpose, box, box, NONCE_BYTES);
    }

    private byte[] run(int mode, String purpose, byte[] nonce, byte[] content, int offset) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content, offset, content.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A secret (" + purpose + ") does not open: is this the key-encryption key it was sealed with?", e);
        }
    }

    /// A secret for one purpose, the same on every instance and after every start, from which no other can be guessed.
    public byte[] derive(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static byte[] kept(Path folder) {
        Path file = folder.resolve("key-encryption-key");
        try {
            if (!Files.exists(file)) {
                OwnersFile.write(file, Base64.getEncoder().encodeToString(random(KEY_BYTES)));
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random(int size) {
        byte[] drawn = new byte[size];
        RANDOM.nextBytes(drawn);
        return drawn;
    }
}
