package scf.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command, before proofs that a real Fabric network has endorsed on 2026-11-23: no ledger runs here, and no code
/// of the platform.
class VerifyTest {

    private static final Path FILES = Path.of("src/test/resources/scf/verify");
    private static final String NONCE = "9e1e8b1aa5bee13c8952eefc118ffc760d1187d5ea75982405831147eeb1e4d3";
    private static final String TRUST = FILES.resolve("trust.json").toString();
    private static final Clock NEXT_DAY = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private record Said(int code, String text) {}

    private static Said said(String... arguments) {
        var out = new ByteArrayOutputStream();
        int code = Verify.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), NEXT_DAY);
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }

    private static String file(String name) {
        return FILES.resolve(name).toString();
    }

    @Test
    void a_lock_is_told_with_its_bank_as_of_its_block_and_by_whose_word() {
        var said = said(file("lock.json"), "--trust", TRUST, "--nonce", NONCE);
        assertThat(said.code()).isZero();
        assertThat(said.text())
                .startsWith("PROVED")
                .contains("As of block 26 of channel scf, and by the word of CityMSP", "and PlatformMSP")
                .contains("stands as FIN_LOCKED in version 3, written last by transaction 0 of block 26")
                .contains("has signed it (sm2-sm3)")
                .contains("It is locked for bank bda733ec-1993-45bc-8b7d-7ae4ad3e1b58 until 2026-11-24T")
                .contains("NOT PROVED\n  What has happened after block 26.");
    }

    @Test
    void what_was_not_compared_is_said() {
        var said = said(file("lock.json"), "--trust", TRUST);
        assertThat(said.code()).isZero();
        assertThat(said.text()).contains("you have given no nonce");
    }

    @Test
    void that_nothing_stands_there_is_proved_by_the_same_word() {
        var said = said(file("absent.json"), "--trust", TRUST);
        assertThat(said.code()).isZero();
        assertThat(said.text())
                .contains("Receivable 38e88b79-2318-4e47-9acf-8263013e6ea5 does not stand on the ledger");
    }

    @Test
    void the_platforms_word_alone_is_refused() {
        var said = said(file("platform-alone.json"), "--trust", TRUST);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).startsWith("NOT A PROOF: POLICY_NOT_MET");
    }

    @Test
    void the_answer_to_another_question_is_refused() {
        var said = said(file("lock.json"), "--trust", TRUST, "--nonce", "00".repeat(32));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).startsWith("NOT A PROOF: NONCE_DIFFERS (height)");
    }

    /// Half of one proof with half of another: both halves are signed, and not together.
    @Test
    void what_was_asked_under_another_height_does_not_belong_here() throws IOException {
        String absent = Files.readString(Path.of(file("absent.json")));
        String lock = Files.readString(Path.of(file("lock.json")));
        String mixed = lock.substring(0, lock.indexOf("\"height\":"))
                + absent.substring(absent.indexOf("\"height\":"), absent.indexOf(",\"state\":"))
                + lock.substring(lock.indexOf(",\"state\":"));
        Path forged = Files.writeString(folder.resolve("mixed.json"), mixed);

        assertThat(said(forged.toString(), "--trust", TRUST).text())
                .startsWith("NOT A PROOF: QUESTION_DIFFERS (state)");
    }

    @Test
    void another_call_is_explained() {
        for (var arguments :
                List.of(new String[] {}, new String[] {"a"}, new String[] {file("lock.json"), "--nonce", NONCE})) {
            assertThat(said(arguments)).isEqualTo(new Said(2, "verify FILE --trust BUNDLE [--nonce HEX]\n"));
        }
        assertThat(said(file("no-such.json"), "--trust", TRUST).code()).isEqualTo(2);
        assertThat(said(file("lock.json"), "--trust", file("lock.json")).code()).isEqualTo(2);
    }
}
