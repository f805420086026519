package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Days and moments that a body may name.
class TimesOnTheWireTest {

    private final JsonMapper json =
            JsonMapper.builder().addModule(new TimesOnTheWire()).build();

    record Body(LocalDate day, Instant moment) {}

    @Test
    void days_and_moments_are_read_as_iso() {
        assertThat(read("2026-09-21", "2026-09-21T02:00:00Z"))
                .isEqualTo(new Body(LocalDate.parse("2026-09-21"), Instant.parse("2026-09-21T02:00:00Z")));
        assertThat(read("2026-09-21", "2026-09-21T10:00:00+08:00").moment())
                .isEqualTo(Instant.parse("2026-09-21T02:00:00Z"));
    }

    @Test
    void what_no_calendar_of_business_knows_is_refused_where_it_is_read() {
        for (String day : new String[] {"+999999999-12-31", "-0044-03-15", "1899-12-31", "3000-01-01", "soon"}) {
            assertThatThrownBy(() -> read(day, "2026-09-21T02:00:00Z")).as(day).isInstanceOf(NotOfItsForm.class);
        }
        for (String moment : new String[] {"+1000000000-12-31T23:59:59Z", "1899-12-31T23:59:59Z", "2026-09-21"}) {
            assertThatThrownBy(() -> read("2026-09-21", moment)).as(moment).isInstanceOf(NotOfItsForm.class);
        }
    }

    @Test
    void a_number_or_a_list_is_no_day_and_no_moment() {
        for (String body : new String[] {"{\"day\":20000}", "{\"day\":[2026,2,3]}", "{\"moment\":1900000000}"}) {
            assertThatThrownBy(() -> json.readValue(body, Body.class)).as(body).isInstanceOf(NotOfItsForm.class);
        }
    }

    @Test
    void a_moment_is_kept_to_the_microsecond_from_the_first_answer_on() {
        assertThat(read("2026-09-21", "2026-09-21T02:00:00.123456789Z").moment())
                .isEqualTo(Instant.parse("2026-09-21T02:00:00.123456Z"));
    }

    private Body read(String day, String moment) {
        return json.readValue("{\"day\":\"%s\",\"moment\":\"%s\"}".formatted(day, moment), Body.class);
    }
}
