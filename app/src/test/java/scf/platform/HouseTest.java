package scf.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The house stays the house: one street of rooms, calls go down it, and SQL lives in one place of each room.
///
/// The test names the rooms that it expects, so that a rule which matches nothing cannot stand green.
class HouseTest {

    /// The street from its top to its bottom. A room may call those that stand after it, never one before it.
    private static final List<String> STREET = List.of(
            "practice",
            "bankapi",
            "enterpriseapi",
            "cityapi",
            "signing",
            "tokens",
            "reconciliation",
            "settlement",
            "loan",
            "registration",
            "financing",
            "voucher",
            "receivable",
            "trade",
            "creditline",
            "whitelist",
            "chain",
            "enterprise",
            "ledger",
            "storage",
            "rulebook",
            "calendar",
            "money");

    private static final Set<String> FORBIDDEN_NAMES =
            Set.of("common", "util", "utils", "impl", "core", "helper", "service");

    /// Read once for every test that asks: it takes seconds.
    static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("scf.platform");

    @Test
    void the_rooms_are_those_of_the_street_and_each_has_something_in_it() {
        assertThat(rooms()).containsExactlyInAnyOrderElementsOf(STREET);
    }

    @Test
    void the_decision_on_the_rooms_names_the_same_rooms() throws Exception {
        String decision = Files.readString(Path.of("../docs/adr/0002-one-street-of-flat-rooms.md"));
        var named = new LinkedHashSet<String>();
        var row = Pattern.compile("(?m)^\\| `([a-z]+)` \\|").matcher(decision);
        while (row.find()) {
            named.add(row.group(1));
        }
        assertThat(named).containsExactlyElementsOf(STREET);
    }

    @Test
    void no_room_depends_on_itself_through_others() {
        ApplicationModules.of(Platform.class).verify();
    }

    @Test
    void calls_go_down_the_street() {
        var upward = new TreeSet<String>();
        for (JavaClass from : HOUSE) {
            for (var arrow : from.getDirectDependenciesFromSelf()) {
                String above = room(from);
                String below = room(arrow.getTargetClass());
                if (!above.isEmpty() && !below.isEmpty() && STREET.indexOf(below) < STREET.indexOf(above)) {
                    upward.add(above + " → " + below + ": " + arrow.getDescription());
                }
            }
        }
        assertThat(upward).isEmpty();
    }

    @Test
    void sql_is_spoken_by_stores_alone_and_a_store_is_nobodys_business() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Store")
                .and()
                .resideInAPackage("scf.platform..")
                .should()
                .notBePublic()
                .check(HOUSE);
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Store")
                .and()
                .resideOutsideOfPackage("scf.platform.storage")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..")
                .check(HOUSE);
    }

    @Test
    void nothing_depends_on_the_clock_of_the_machine() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time comes from an injected clock, the date of law from BusinessDates")
                .check(HOUSE);
    }

    @Test
    void every_room_answers_for_its_nulls() {
        assertThat(rooms()).allSatisfy(room -> {
            Class<?> page = Class.forName("scf.platform." + room + ".package-info");
            assertThat(page.isAnnotationPresent(NullMarked.class)).as(room).isTrue();
        });
    }

    @Test
    void rooms_are_flat_and_named_in_the_words_of_the_trade() {
        assertThat(HOUSE).allSatisfy(type -> {
            String[] path = type.getPackageName().split("\\.", -1);
            assertThat(path.length).as(type.getName()).isLessThanOrEqualTo(3);
            assertThat(FORBIDDEN_NAMES).doesNotContain(path[path.length - 1]);
        });
    }

    private static Set<String> rooms() {
        return HOUSE.stream()
                .map(HouseTest::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String room(JavaClass type) {
        String[] path = type.getPackageName().split("\\.", -1);
        return path.length >= 3 && path[0].equals("scf") && path[1].equals("platform") ? path[2] : "";
    }
}
