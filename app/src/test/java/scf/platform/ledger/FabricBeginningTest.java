package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scf.platform.ledger.Eventually.eventually;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scf.devledger.DevLedger;
import scf.devledger.Rudeness;
import scf.gateway.LedgerClient;
import scf.platform.TestDatabase;
import scf.platform.ledger.LedgerRoom.City;

class FabricBeginningTest {

    private static final City CITY = City.founded();
    private static final Rudeness RUDENESS = new Rudeness(Duration.ofMillis(10), 500);
    private static final DevLedger LEDGER = DevLedger.open(TestDatabase.fresh(), CITY.genesis(), RUDENESS);
    private static final LedgerClient CLIENT = RudeRoom.client(LEDGER);
    private static final List<String> ALL = List.of(DevLedger.CITY, DevLedger.PLATFORM);

    @AfterEach
    void calm() {
        ALL.forEach(RUDENESS::bringUp);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        LEDGER.close();
    }

    @Test
    void a_ledger_that_has_begun_with_the_genesis_of_this_store_stands_at_once() {
        var beginning = new FabricBeginning(CLIENT, CITY.genesis());
        beginning.start();
        assertThat(beginning.stands()).isTrue();
        beginning.stop();
    }

    @Test
    void a_ledger_that_does_not_answer_stops_no_start_and_stands_when_it_does() {
        ALL.forEach(RUDENESS::takeDown);
        var beginning = new FabricBeginning(CLIENT, CITY.genesis());
        beginning.start();
        assertThat(beginning.stands()).isFalse();

        ALL.forEach(RUDENESS::bringUp);

        eventually("it stands", beginning::stands);
        beginning.stop();
    }

    @Test
    void the_ledger_of_another_store_ends_the_start() {
        var beginning = new FabricBeginning(CLIENT, City.founded().genesis());
        assertThatThrownBy(beginning::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another genesis");
        assertThat(beginning.stands()).isFalse();
    }
}
