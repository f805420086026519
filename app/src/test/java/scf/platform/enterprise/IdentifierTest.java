package scf.platform.enterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// 统一社会信用代码 (GB 32100 with the inner GB 11714) and LEI (ISO 17442).
class IdentifierTest {

    private static final String SAMPLE = "91350100M000100Y43";
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y43",
                "91440300708461136T",
                "914403001922038216",
                "91110108551385082Q",
                "91350100MA00000A9T",
                "91350100MA00000B7M",
                "91350100MA00000C5G",
                "91350100MA00000D3B",
                "91350100MA00000E16",
                "91350100MA00000FXX"
            })
    void codes_that_pass_both_checks_are_identifiers(String code) {
        assertThat(Identifier.of(Identifier.Scheme.USCC, code)).isEqualTo(new UnifiedSocialCreditCode(code));
    }

    @Test
    void a_code_that_circulates_as_a_sample_and_fails_its_check_is_refused() {
        assertThat(isCode("91350200M000000510")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "91350100M000100Y4", "91350100M000100Y433", "9135010OM000100Y43", "91350100m000100y43"})
    void what_has_not_the_form_is_refused_with_a_sentence(String code) {
        assertThatThrownBy(() -> new UnifiedSocialCreditCode(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("18 characters");
    }

    @Test
    void all_540_single_character_errors_of_the_sample_are_detected() {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < SAMPLE.length(); i++) {
            for (int j = 0; j < ALPHABET.length(); j++) {
                if (ALPHABET.charAt(j) != SAMPLE.charAt(i)) {
                    wrong.add(SAMPLE.substring(0, i) + ALPHABET.charAt(j) + SAMPLE.substring(i + 1));
                }
            }
        }

        assertThat(wrong).hasSize(540).noneMatch(IdentifierTest::isCode);
    }

    @Test
    void all_13_distinct_swaps_of_neighbours_in_the_sample_are_detected() {
        var wrong = new HashSet<String>();
        for (int i = 0; i + 1 < SAMPLE.length(); i++) {
            String swapped = SAMPLE.substring(0, i) + SAMPLE.charAt(i + 1) + SAMPLE.charAt(i) + SAMPLE.substring(i + 2);
            if (!swapped.equals(SAMPLE)) {
                wrong.add(swapped);
            }
        }

        assertThat(wrong).hasSize(13).noneMatch(IdentifierTest::isCode);
    }

    @Test
    void an_lei_passes_its_check_digits_or_is_refused() {
        assertThat(Identifier.of(Identifier.Scheme.LEI, "7LTWFZYICNSX8D621K86").value())
                .isEqualTo("7LTWFZYICNSX8D621K86");
        assertThatThrownBy(() -> new LegalEntityIdentifier("7LTWFZYICNSX8D621K87"))
                .hasMessageContaining("check digits");
        assertThatThrownBy(() -> new LegalEntityIdentifier("7LTWFZYICNSX8D621K8"))
                .hasMessageContaining("18 letters or digits");
    }

    @Test
    void a_gln_passes_its_check_digit_or_is_refused() {
        assertThat(Identifier.of(Identifier.Scheme.GLN, "7300010000001").value())
                .isEqualTo("7300010000001");
        assertThatThrownBy(() -> new GlobalLocationNumber("7300010000002")).hasMessageContaining("check digit");
        assertThatThrownBy(() -> new GlobalLocationNumber("730001000001")).hasMessageContaining("thirteen digits");
    }

    private static boolean isCode(String text) {
        try {
            new UnifiedSocialCreditCode(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
