package scf.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A refusal that no test has met is a promise that nobody has kept.
class RefusalsAreTestedTest {

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void every_refusal_is_met_in_a_test(Refusal refusal) throws IOException {
        assertThat(tests()).containsPattern("Refusal\\." + refusal.name() + "\\b");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void a_refusal_has_safe_words_without_a_line_end(Refusal refusal) {
        assertThat(refusal.words()).isNotBlank().matches("[A-Za-z0-9 ,./'-]+");
    }

    @Test
    void codes_are_unique_in_their_words() {
        assertThat(Refusal.values()).extracting(Refusal::words).doesNotHaveDuplicates();
    }

    private static String tests() throws IOException {
        var folder = Path.of("src", "test", "java", "scf", "contract");
        return Files.readString(folder.resolve("RefusalOrderTest.java"))
                + Files.readString(folder.resolve("RulesTest.java"));
    }
}
