package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import scf.platform.rulebook.StateTable;
import scf.platform.rulebook.StateTable.Ending;
import scf.platform.rulebook.StateTable.Line;

/// `docs/states.md` is printed from the tables that the services go by, so it says what they do.
///
/// After a change of a table `mvn verify -Dstates=write` writes the page anew, to be read and committed with it.
class StatesPageTest {

    private static final Path PAGE = Path.of("../docs/states.md");
    private static final String ENDING = "States";

    @Test
    void the_page_says_what_the_tables_say() throws Exception {
        String page = page();
        if ("write".equals(System.getProperty("states"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void the_tables_are_found() {
        assertThat(tables()).containsKey("Receivable");
    }

    private static String page() {
        var page = new StringBuilder("""
                # States

                Every thing of the journey, in each of its states, when each event happens: it moves to a state, or is refused by name. Printed
                from the tables in the code (`mvn verify -Dstates=write`); a pair that nobody thought of does not compile into a table.
                """);
        tables().forEach((name, table) -> write(name, table, page));
        return page.toString();
    }

    private static void write(String name, StateTable<?, ?> table, StringBuilder page) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Line<?, ?> line : table.lines()) {
            rows.computeIfAbsent(line.from().name(), _ -> new LinkedHashMap<>())
                    .put(line.event().name(), words(line.ending()));
        }
        var events = rows.values().iterator().next().keySet();
        page.append("\n## ").append(name).append("\n\n| | ");
        page.append(String.join(" | ", events)).append(" |\n|");
        page.repeat(" --- |", events.size() + 1).append('\n');
        rows.forEach((state, endings) -> page.append("| **")
                .append(state)
                .append("** | ")
                .append(String.join(" | ", endings.values()))
                .append(" |\n"));
    }

    private static String words(Ending<?> ending) {
        return switch (ending) {
            case Ending.Moves<?> moves -> "→ " + moves.to();
            case Ending.Refused<?> refused -> "`" + refused.reason() + "`";
        };
    }

    /// All tables of the house: static fields of that type, named after the class that they stand in.
    private static Map<String, StateTable<?, ?>> tables() {
        var found = new TreeMap<String, StateTable<?, ?>>();
        HouseTest.HOUSE.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(StatesPageTest::isTable)
                .forEach(field -> found.put(nameOf(field), tableIn(field.reflect())));
        return found;
    }

    private static boolean isTable(JavaField field) {
        return field.getRawType().isEquivalentTo(StateTable.class)
                && field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getOwner().getSimpleName().endsWith("Test");
    }

    /// `ReceivableStates.TABLE` is Receivable; a second table of one class is named after its field as well.
    private static String nameOf(JavaField field) {
        String owner = field.getOwner().getSimpleName();
        String name = owner.endsWith(ENDING) ? owner.substring(0, owner.length() - ENDING.length()) : owner;
        return field.getName().equals("TABLE")
                ? name
                : name + ", " + field.getName().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static StateTable<?, ?> tableIn(Field field) {
        try {
            field.setAccessible(true);
            return (StateTable<?, ?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a table that cannot be read: " + field, e);
        }
    }
}
