package scf.platform.whitelist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scf.platform.Rooms;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.TestDatabase;
import scf.platform.chain.Chains;
import scf.schema.ids.EnterpriseId;

/// What a filing asks of the platform: three chain-masters and three funders.
class ReadinessTest {

    private final Rooms rooms =
            Rooms.on(TestDatabase.fresh(), "calendar", "rulebook", "enterprise", "chain", "whitelist");
    private final Readiness readiness = rooms.the(Readiness.class);

    @AfterEach
    void close() {
        rooms.close();
    }

    @Test
    void the_checklist_of_a_filing_counts_chain_masters_and_funders() {
        assertThat(readiness.checklist())
                .containsExactly(new Readiness.Item("chain_masters", 3, 0), new Readiness.Item("funders", 3, 0));

        rooms.the(Chains.class).register(party("ENTERPRISE", "91350100MA00000A9T"), "闽江装备产业链", "装备制造");
        party("BANK", "91350100MA00000B7M");
        party("BANK", "91350100MA00000C5G");
        party("BANK", "91350100MA00000D3B");

        assertThat(readiness.checklist())
                .containsExactly(new Readiness.Item("chain_masters", 3, 1), new Readiness.Item("funders", 3, 3));
        assertThat(readiness.checklist().getLast().isMet()).isTrue();
        assertThat(readiness.checklist().getFirst().isMet()).isFalse();
    }

    private EnterpriseId party(String kind, String code) {
        var id = EnterpriseId.random();
        SqlRow.place(rooms.sql(), SoundRows.party("'" + id + "'", kind, code));
        return id;
    }
}
