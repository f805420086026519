package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scf.gateway.Checkpoint;
import scf.gateway.LedgerEvents;
import scf.gateway.Told;

/// Nobody but city and platform learns names, amounts or invoice numbers from the ledger: they are planted in the rows
/// of a whole road and looked for in everything that any member of the channel can see.
class PrivacyTest {

    private static final TestLedger LEDGER = new TestLedger();
    private static final PlantedRoad ROAD = new PlantedRoad(LEDGER.city, LEDGER::written);
    private static final Secrets SECRETS = ROAD.secrets;
    private static final Town TOWN = ROAD.town;

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    @Test
    void no_block_shows_what_was_planted() {
        var blocks = LEDGER.blocks(ROAD.last());
        assertThat(blocks).hasSizeGreaterThan(PlantedRoad.ACTS);
        blocks.forEach(block -> assertThat(SECRETS.foundIn(block.toByteArray())).isEmpty());
        // And as they are stored.
        LEDGER.stored("select content from devledger.blocks")
                .forEach(block -> assertThat(SECRETS.foundIn(block)).isEmpty());
    }

    @Test
    void no_event_shows_what_was_planted() {
        List<Told> told = new ArrayList<>();
        try (LedgerEvents events = LEDGER.client.events(Checkpoint.BEGINNING)) {
            do {
                told.add(events.next());
            } while (told.getLast().block() < ROAD.last());
        }
        assertThat(told).hasSize(PlantedRoad.ACTS);
        told.forEach(one ->
                assertThat(SECRETS.foundIn(one.event().bytes().toArray())).isEmpty());
    }

    @Test
    void no_public_state_shows_what_was_planted() {
        for (String query : List.of(
                "select key from devledger.public_state",
                "select value from devledger.public_state",
                "select key_hash from devledger.hashed_state",
                "select value_hash from devledger.hashed_state",
                "select convert_to(id, 'UTF8') from devledger.transactions")) {
            assertThat(LEDGER.stored(query))
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(SECRETS.foundIn(value)).isEmpty());
        }
    }

    @Test
    void an_outsider_holds_nothing_private_at_all() {
        assertThat(LEDGER.stored("select value from devledger.private_state where organisation = 'OutsiderMSP'"))
                .isEmpty();
        assertThat(LEDGER.stored("select content from devledger.transient_writes"))
                .isEmpty();
    }

    @Test
    void the_same_scanner_finds_what_was_planted_where_it_belongs() {
        List<String> found = new ArrayList<>();
        LEDGER.stored("select value from devledger.private_state where organisation = 'CityMSP'")
                .forEach(value -> found.addAll(SECRETS.foundIn(value)));
        assertThat(found)
                .contains(
                        TOWN.supplier().id() + " as UTF-8",
                        TOWN.debtor().id() + " as UTF-8",
                        PlantedRoad.TOTAL + " as UTF-8",
                        PlantedRoad.CONFIRMED + " as UTF-8",
                        PlantedRoad.FACE + " as UTF-8");
        assertThat(SECRETS.size()).isGreaterThan(500);
        assertThat(SECRETS.notFoundInThemselves()).isEmpty();
    }
}
