package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scf.platform.rulebook.RuleCode;

/// `docs/rules.md` is held against the house: each rule of the rulebook stands on it, and each check and test exists.
class RulesPageTest {

    private static final Path PAGE = Path.of("../docs/rules.md");
    private static final Path TESTS = Path.of("src/test/java/scf/platform");

    @Test
    void every_rule_of_the_rulebook_stands_on_the_page() throws Exception {
        var named = rows().stream().map(row -> row.getFirst().split(" ", -1)[0]).collect(Collectors.toSet());
        assertThat(Arrays.stream(RuleCode.values()).map(RuleCode::code).filter(code -> code.startsWith("R-")))
                .allSatisfy(code -> assertThat(named).contains(code));
    }

    /// Domain, part 3: what belongs to the financing of receivables.
    @Test
    void from_the_first_rule_to_the_23rd_and_in_the_35th_each_is_seen_to_pass_and_seen_not_to() throws Exception {
        var asked = Stream.concat(IntStream.rangeClosed(1, 23).boxed(), Stream.of(35))
                .map("R-%02d"::formatted)
                .toList();
        var seen = checked().stream()
                .filter(row -> !names(row.get(2)).isEmpty()
                        && !names(row.get(3)).isEmpty()
                        && !names(row.get(4)).isEmpty())
                .map(row -> row.getFirst().split(" ", -1)[0])
                .toList();
        assertThat(seen).containsExactlyElementsOf(asked);
    }

    @Test
    void every_check_on_the_page_exists() throws Exception {
        var checks =
                checked().stream().flatMap(row -> names(row.get(2)).stream()).toList();
        assertThat(checks).hasSizeGreaterThan(10).allSatisfy(name -> {
            var parts = name.split("#", -1);
            var type = Class.forName(parts[0]);
            if (parts.length > 1) {
                assertThat(type.getDeclaredMethods()).extracting("name").contains(parts[1]);
            }
        });
    }

    @Test
    void every_test_on_the_page_exists() throws Exception {
        var tests = checked().stream()
                .flatMap(row -> Stream.concat(names(row.get(3)).stream(), names(row.get(4)).stream()))
                .toList();
        assertThat(tests).hasSizeGreaterThan(10).allSatisfy(name -> {
            var parts = name.split("#", -1);
            assertThat(sourceOf(parts[0])).as(name).contains("void " + parts[1] + "(");
        });
    }

    /// Rows that name a check and a test.
    private static List<List<String>> checked() throws Exception {
        return rows().stream().filter(row -> row.size() == 5).toList();
    }

    private static List<List<String>> rows() throws Exception {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| R-"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /// Whatever stands between backticks.
    private static List<String> names(String cell) {
        var names = new ArrayList<String>();
        var parts = cell.split("`", -1);
        for (int i = 1; i < parts.length; i += 2) {
            names.add(parts[i]);
        }
        return names;
    }

    private static String sourceOf(String test) throws Exception {
        try (var tree = Files.walk(TESTS)) {
            var file = tree.filter(each -> each.getFileName().toString().equals(test + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("docs/rules.md names a test that does not exist: " + test));
            return Files.readString(file);
        }
    }
}
