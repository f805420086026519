package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/invariants.md` is read and held against the house: a name on that page that no longer exists fails the build,
/// and a check constraint that the page does not name fails it too.
class InvariantsTest {

    private static final Pattern TEST_METHOD = Pattern.compile("void ([a-z0-9_A-Z]+)\\(");

    private record Invariant(String sentence, String code, String constraint, String test) {}

    @Test
    void every_constraint_on_the_page_exists_in_the_migrated_database() throws Exception {
        Set<String> existing = constraints();
        assertThat(page())
                .isNotEmpty()
                .allSatisfy(row -> names(row.constraint())
                        .forEach(name -> assertThat(existing).as(row.sentence()).contains(name)));
    }

    @Test
    void every_check_in_the_database_stands_on_the_page() throws Exception {
        Set<String> named =
                page().stream().flatMap(row -> names(row.constraint()).stream()).collect(Collectors.toSet());
        assertThat(checks()).isSubsetOf(named);
    }

    @Test
    void every_type_on_the_page_exists() throws Exception {
        assertThat(page()).allSatisfy(row -> names(row.code()).forEach(InvariantsTest::load));
    }

    @Test
    void every_test_on_the_page_exists() throws Exception {
        Set<String> tests = testMethods();
        assertThat(page()).allSatisfy(row -> {
            assertThat(names(row.test())).as(row.sentence()).isNotEmpty();
            names(row.test())
                    .forEach(name -> assertThat(tests).as(row.sentence()).contains(name));
        });
    }

    private static List<Invariant> page() throws Exception {
        var rows = new ArrayList<Invariant>();
        for (String line : Files.readAllLines(Path.of("../docs/invariants.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 6
                    && !cells[1].isBlank()
                    && !cells[1].contains("---")
                    && !cells[1].contains("invariant")) {
                rows.add(new Invariant(cells[1].strip(), cells[2], cells[3], cells[4]));
            }
        }
        return rows;
    }

    /// The names in a cell: whatever stands between backticks.
    private static List<String> names(String cell) {
        var names = new ArrayList<String>();
        String[] parts = cell.split("`", -1);
        for (int i = 1; i < parts.length; i += 2) {
            names.add(parts[i]);
        }
        return names;
    }

    private static void load(String name) {
        String type = name.contains("#") ? name.substring(0, name.indexOf('#')) : name;
        try {
            Class<?> found = Class.forName(type);
            if (name.contains("#")) {
                String method = name.substring(name.indexOf('#') + 1);
                assertThat(Arrays.stream(found.getDeclaredMethods()).map(each -> each.getName()))
                        .as(name)
                        .contains(method);
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError("docs/invariants.md names a type that does not exist: " + name, e);
        }
    }

    private static Set<String> constraints() {
        return Set.copyOf(TestDatabase.empty().fetch("""
                        select n.nspname || '.' || c.relname || '.' || k.conname as name
                          from pg_constraint k
                          join pg_class c on c.oid = k.conrelid
                          join pg_namespace n on n.oid = c.relnamespace
                         union
                        select schemaname || '.' || tablename || '.' || indexname from pg_indexes
                         union
                        select n.nspname || '.' || c.relname || '.' || t.tgname
                          from pg_trigger t
                          join pg_class c on c.oid = t.tgrelid
                          join pg_namespace n on n.oid = c.relnamespace
                        """).getValues("name", String.class));
    }

    private static Set<String> checks() {
        return Set.copyOf(TestDatabase.empty().fetch("""
                        select n.nspname || '.' || c.relname || '.' || k.conname as name
                          from pg_constraint k
                          join pg_class c on c.oid = k.conrelid
                          join pg_namespace n on n.oid = c.relnamespace
                         where k.contype = 'c' and n.nspname not in ('pg_catalog', 'information_schema', 'public')
                        """).getValues("name", String.class));
    }

    private static Set<String> testMethods() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            return sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(InvariantsTest::methodsIn)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> methodsIn(Path file) {
        String type = file.getFileName().toString().replace(".java", "");
        try {
            return TEST_METHOD.matcher(Files.readString(file)).results().map(found -> type + "#" + found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
