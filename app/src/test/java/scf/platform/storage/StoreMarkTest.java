package scf.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import scf.platform.Platform;
import scf.platform.TestDatabase;

/// A store is for practice or for business from its first start on, and the platform does not start on the other kind.
class StoreMarkTest {

    private final PGSimpleDataSource database = TestDatabase.fresh();

    private void start(boolean practice) {
        new StoreMark(new StoreMarkStore(TestDatabase.sql(database)), Clock.systemUTC(), practice).afterPropertiesSet();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_store_is_opened_again_as_what_it_was_marked_for(boolean practice) {
        start(practice);
        assertThatCode(() -> start(practice)).doesNotThrowAnyException();
    }

    @Test
    void a_practice_store_does_not_open_for_business() {
        start(true);
        assertThatThrownBy(() -> start(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was marked for practice");
    }

    @Test
    void a_business_store_does_not_open_for_practice() {
        start(false);
        assertThatThrownBy(() -> start(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds business data");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_platform_does_not_start_on_the_other_kind_and_says_why(boolean marked, @TempDir Path data) {
        start(marked);
        var platform = new SpringApplicationBuilder(Platform.class);
        assertThatThrownBy(() -> platform.run(
                                "--scf.practice=" + !marked,
                                "--scf.data=" + data,
                                "--server.port=0",
                                "--spring.datasource.url=" + database.getURL(),
                                "--spring.datasource.username=" + database.getUser(),
                                "--spring.datasource.password=" + database.getPassword())
                        .close())
                .hasStackTraceContaining(marked ? "was marked for practice" : "holds business data");
        assertThat(data).isEmptyDirectory();
    }
}
