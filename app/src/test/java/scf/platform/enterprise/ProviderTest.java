package scf.platform.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scf.platform.Rooms;
import scf.platform.TestDatabase;

/// Whose system this is decides whether a second bank on it is worth a report.
class ProviderTest {

    private static final String FIRST = "91350100MA00000A9T";
    private static final String SECOND = "91350100MA00000B7M";

    @Test
    void on_a_citys_system_any_bank_is_at_home() {
        try (var rooms = Rooms.on(TestDatabase.fresh(), "calendar", "rulebook", "enterprise")) {
            registered(rooms, FIRST, SECOND);
            assertThat(judged(rooms)).containsExactly("R-10 PASSED", "R-10 PASSED");
        }
    }

    @Test
    void on_a_banks_own_system_the_second_bank_is_a_third_party() {
        Map<String, Object> own = Map.of("scf.provided-by", "BANK");
        try (var rooms = Rooms.on(TestDatabase.fresh(), own, "calendar", "rulebook", "enterprise")) {
            registered(rooms, FIRST, SECOND);
            assertThat(judged(rooms)).containsExactly("R-10 PASSED", "R-10 WARNED");
        }
    }

    private static void registered(Rooms rooms, String... codes) {
        for (String code : codes) {
            var identifier = Identifier.of(Identifier.Scheme.USCC, code);
            var registering = rooms.the(Enterprises.class).register(PartyKind.BANK, identifier, "闽江银行", null);
            assertThat(registering).isInstanceOf(Registering.Registered.class);
        }
    }

    private static List<String> judged(Rooms rooms) {
        return rooms.sql()
                .fetch("select code || ' ' || outcome from rulebook.verdicts order by seq")
                .getValues(0, String.class);
    }
}
