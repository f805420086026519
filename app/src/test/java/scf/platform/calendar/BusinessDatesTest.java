package scf.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import scf.platform.TestDatabase;

class BusinessDatesTest {

    private static final LocalDate SEPTEMBER_21 = LocalDate.of(2026, 9, 21);

    private final CalendarStore store = new CalendarStore(TestDatabase.empty());
    private final PlatformTransactionManager transactions = new DataSourceTransactionManager(TestDatabase.fresh());
    private final List<Object> announced = new ArrayList<>();

    @Test
    void today_is_the_date_in_shanghai() {
        assertThat(at("2026-09-21T15:59:59Z").today()).isEqualTo(SEPTEMBER_21);
        assertThat(at("2026-09-21T16:00:00Z").today()).isEqualTo(LocalDate.of(2026, 9, 22));
    }

    @Test
    void a_day_opens_once_however_often_the_clock_is_asked() {
        at("2026-09-21T00:00:00Z").openToday();
        at("2026-09-21T00:01:00Z").openToday();
        at("2026-09-21T16:00:00Z").openToday();

        assertThat(announced)
                .containsExactly(new BusinessDateMoved(SEPTEMBER_21), new BusinessDateMoved(LocalDate.of(2026, 9, 22)));
    }

    @Test
    void nobody_moves_the_date_of_a_store_that_follows_the_calendar() {
        assertThat(at("2026-09-21T00:00:00Z").move(LocalDate.of(2026, 12, 18)))
                .isEqualTo(new Moving.FollowsTheCalendar(SEPTEMBER_21));
        assertThat(announced).isEmpty();
    }

    @Test
    void a_practice_store_keeps_its_own_date_and_moves_it_only_forward() {
        var dates = at("2026-11-22T00:00:00Z");
        dates.keepOwnDate(SEPTEMBER_21);
        var due = LocalDate.of(2026, 12, 18);

        assertThat(dates.today()).isEqualTo(SEPTEMBER_21);
        assertThat(dates.move(SEPTEMBER_21)).isEqualTo(new Moving.NotAfter(SEPTEMBER_21));
        assertThat(dates.move(due)).isEqualTo(new Moving.Moved(SEPTEMBER_21, due));
        assertThat(dates.move(due.minusDays(1))).isEqualTo(new Moving.NotAfter(due));
        dates.openToday();

        assertThat(dates.today()).isEqualTo(due);
        assertThat(announced).containsExactly(new BusinessDateMoved(due));
    }

    @Test
    void a_transaction_ends_on_the_date_on_which_it_began() {
        at("2026-11-22T00:00:00Z").keepOwnDate(SEPTEMBER_21);
        var here = at("2026-11-22T00:00:00Z");
        var elsewhere = at("2026-11-22T00:00:00Z");
        var next = SEPTEMBER_21.plusDays(1);

        transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(_ -> {
            assertThat(here.today()).isEqualTo(SEPTEMBER_21);
            elsewhere.move(next);

            assertThat(here.today()).isEqualTo(SEPTEMBER_21);
            transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                    .executeWithoutResult(_ -> assertThat(here.today()).isEqualTo(next));
            assertThat(here.today()).isEqualTo(SEPTEMBER_21);
        });

        assertThat(here.today()).isEqualTo(next);
    }

    @Test
    void who_moves_the_date_goes_on_with_the_new_one() {
        var dates = at("2026-11-22T00:00:00Z");
        dates.keepOwnDate(SEPTEMBER_21);
        var next = SEPTEMBER_21.plusDays(1);

        transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(_ -> {
            assertThat(dates.today()).isEqualTo(SEPTEMBER_21);
            dates.move(next);
            assertThat(dates.today()).isEqualTo(next);
        });
    }

    private TransactionTemplate transaction(int propagation) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(propagation);
        return template;
    }

    private BusinessDates at(String instant) {
        return new BusinessDates(store, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), announced::add);
    }
}
