package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CursorsTest {

    private static final Position SHOWN = new Position(Instant.parse("2026-11-22T13:00:00.123456Z"), "row 50");

    private final Cursors cursors = new Cursors(new byte[32]);

    @Test
    void a_cursor_opens_where_the_page_ended() {
        assertThat(cursors.open("/v1/loans", cursors.seal("/v1/loans", SHOWN))).contains(SHOWN);
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        assertThat(cursors.open("/v1/vouchers", cursors.seal("/v1/loans", SHOWN)))
                .isEmpty();
    }

    @Test
    void a_cursor_with_any_byte_changed_is_refused() {
        String cursor = cursors.seal("/v1/loans", SHOWN);
        for (int i = 0; i < cursor.length() - 1; i++) {
            var changed = new StringBuilder(cursor);
            changed.setCharAt(i, cursor.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(cursors.open("/v1/loans", changed.toString())).isEmpty();
        }
        assertThat(cursors.open("/v1/loans", "not a cursor")).isEmpty();
        assertThat(cursors.open("/v1/loans", "")).isEmpty();
    }

    @Test
    void the_row_too_many_tells_that_there_is_a_next_page() {
        var paging = new Paging(3, java.util.Optional.empty(), position -> position.id());
        var rows = IntStream.rangeClosed(1, 4).boxed().toList();
        var page = paging.page(rows, row -> new Position(Instant.EPOCH, row.toString()));
        assertThat(page).isEqualTo(new Page<>(rows.subList(0, 3), "3"));
        assertThat(paging.page(rows.subList(0, 3), row -> SHOWN).next()).isNull();
    }
}
