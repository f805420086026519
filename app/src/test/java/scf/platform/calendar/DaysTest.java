package scf.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class DaysTest {

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void a_day_that_met_others_on_its_way_is_begun_again_at_once() {
        assertThat(Days.again(() -> opened(3))).isEqualTo("opened");
        assertThat(tries).hasValue(3);
    }

    @Test
    void what_never_gives_way_is_told() {
        assertThatThrownBy(() -> Days.again(() -> opened(100))).isInstanceOf(CannotAcquireLockException.class);
        assertThat(tries).hasValue(5);
    }

    private String opened(int successful) {
        if (tries.incrementAndGet() < successful) {
            throw new CannotAcquireLockException("deadlock detected");
        }
        return "opened";
    }
}
