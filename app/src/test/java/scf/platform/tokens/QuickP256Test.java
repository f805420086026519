package scf.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;

class QuickP256Test {

    private static final byte[] MESSAGE = "链主确权".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "链主不确权".getBytes(StandardCharsets.UTF_8);

    @Test
    void what_the_jdk_signs_is_verified_here_and_what_is_signed_here_by_the_jdk() throws Exception {
        QuickP256.install();
        QuickP256.install();
        var keys = keys();
        var ours = Signature.getInstance("SHA256withECDSA");
        var theirs = Signature.getInstance("SHA256withECDSA", "SunEC");

        byte[] byTheirs = signed(theirs, keys);
        byte[] byOurs = signed(ours, keys);

        assertThat(ours.getProvider().getName()).isEqualTo("SCF-P256");
        assertThat(verifies(ours, keys, MESSAGE, byTheirs)).isTrue();
        assertThat(verifies(theirs, keys, MESSAGE, byOurs)).isTrue();
        assertThat(verifies(ours, keys, OTHER, byTheirs)).isFalse();
        assertThat(verifies(ours, keys(), MESSAGE, byTheirs)).isFalse();
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] signed(Signature signature, KeyPair keys) throws Exception {
        signature.initSign(keys.getPrivate());
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static boolean verifies(Signature signature, KeyPair keys, byte[] message, byte[] signed) throws Exception {
        signature.initVerify(keys.getPublic());
        signature.update(message);
        return signature.verify(signed);
    }
}
