package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A refusal says where its rule is written, and there it is written.
class SourcesTest {

    private static final Path PAGES = Path.of("../docs");
    private static final Path DOORS = Path.of("src/main/java/scf/platform");
    private static final Pattern REFUSED = Pattern.compile("refused\\(\\s*(?:409|422),\\s*\"([a-z_]+)\"");

    @Test
    void every_refusal_of_a_step_stands_on_a_page_for_integrators() {
        String pages = read(PAGES, ".md").stream().collect(Collectors.joining("\n"));
        var codes = new TreeSet<String>();
        for (String source : read(DOORS, ".java")) {
            REFUSED.matcher(source).results().forEach(found -> codes.add(found.group(1)));
        }
        assertThat(codes).hasSizeGreaterThan(120);
        codes.removeIf(code -> pages.contains("`" + code + "`"));
        assertThat(codes).isEmpty();
    }

    @Test
    void the_page_that_a_refusal_names_explains_it() {
        for (String code : Sources.codes()) {
            var source = Sources.of(code);
            if (source.page().startsWith("docs/")) {
                assertThat(read(Path.of("..").resolve(source.page())))
                        .as(source.page())
                        .contains("`" + code + "`");
            }
        }
    }

    @Test
    void a_refusal_without_a_field_names_its_rule_and_its_source_all_the_same() {
        assertThat(Problem.refused(409, "entry_lives", "Declared before", "Its entry stands.")
                        .getBody()
                        .getProperties())
                .extractingByKey("errors")
                .asString()
                .contains("rule=W-01", "source=榕政办规〔2024〕4号", "message=Its entry stands.");
    }

    private static Collection<String> read(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(SourcesTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
