package scf.platform.enterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.enterprise.EnterpriseSize.LARGE;
import static scf.platform.enterprise.EnterpriseSize.MEDIUM;
import static scf.platform.enterprise.EnterpriseSize.SMALL;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import scf.platform.Town;
import scf.platform.calendar.BusinessDates;

/// What an enterprise was when it made a contract, and what it has become.
class SizesTest {

    private static final LocalDate NEW_YEAR = LocalDate.parse("2027-01-01");

    private final Town town = new Town(Town.Street.UP_TO_REGISTRATION);
    private final Sizes sizes = town.the(Sizes.class);

    @Test
    void a_size_counts_from_its_day_on_and_before_it_the_former_one() {
        assertThat(sizes.declare(town.supplier, MEDIUM, NEW_YEAR, "desk-1"))
                .isEqualTo(new Resizing.Declared(new DeclaredSize(MEDIUM, NEW_YEAR)));
        sizes.declare(town.supplier, LARGE, NEW_YEAR.plusYears(1), "desk-1");

        assertThat(sizes.on(town.supplier, LocalDate.parse("2020-01-01"))).contains(SMALL);
        assertThat(sizes.on(town.supplier, NEW_YEAR.minusDays(1))).contains(SMALL);
        assertThat(sizes.on(town.supplier, NEW_YEAR)).contains(MEDIUM);
        assertThat(sizes.on(town.supplier, NEW_YEAR.plusYears(5))).contains(LARGE);
        assertThat(sizes.declared(town.supplier, NEW_YEAR, 10))
                .containsExactly(new DeclaredSize(LARGE, NEW_YEAR.plusYears(1)));
    }

    @Test
    void nothing_that_was_declared_reaches_back_or_is_said_otherwise() {
        assertThat(sizes.declare(town.supplier, LARGE, Town.TODAY.minusDays(1), "desk-1"))
                .isEqualTo(new Resizing.ReachesBack(Town.TODAY));
        assertThat(sizes.declare(town.supplier, LARGE, Town.TODAY, "desk-1")).isInstanceOf(Resizing.Declared.class);
        assertThat(sizes.declare(town.supplier, LARGE, Town.TODAY, "desk-2")).isInstanceOf(Resizing.Declared.class);
        assertThat(sizes.declare(town.supplier, MEDIUM, Town.TODAY, "desk-1"))
                .isEqualTo(new Resizing.DeclaredBefore(new DeclaredSize(LARGE, Town.TODAY)));
        assertThat(sizes.declare(town.bank, LARGE, NEW_YEAR, "desk-1"))
                .isEqualTo(new Resizing.HasNoSize(PartyKind.BANK));
        assertThat(sizes.on(town.bank, NEW_YEAR)).isEmpty();
    }

    @Test
    void todays_sizes_are_shown_of_whoever_has_one() {
        sizes.declare(town.master, LARGE, NEW_YEAR, "desk-1");
        var all = List.of(
                town.the(Enterprises.class).known(town.master),
                town.the(Enterprises.class).known(town.supplier),
                town.the(Enterprises.class).known(town.bank));
        assertThat(sizes.today(all)).containsEntry(town.master, SMALL).hasSize(2);

        town.the(BusinessDates.class).move(NEW_YEAR);

        assertThat(sizes.today(all)).containsEntry(town.master, LARGE).containsEntry(town.supplier, SMALL);
    }
}
