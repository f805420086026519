package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scf.network.FabricNetwork;

/// Three orderers lose the one that leads them. The network has its full shape. `mvn verify -Pfabric
/// -Dfabric.later=none` runs it.
@Tag("later")
class OrdererLeaderIT {

    @Test
    void the_leader_of_the_orderers_is_killed_and_another_one_leads() throws Exception {
        try (var fabric = new FabricRoom(FabricNetwork.Shape.FULL);
                var load = new Load(fabric.room)) {
            fabric.room.startInbox();
            fabric.room.startRelay();
            load.start();
            Thread.sleep(3_000);
            String leader = fabric.network.leader();
            fabric.network.stop(leader);
            Thread.sleep(20_000);
            assertThat(fabric.network.leader()).isNotEqualTo(leader);
            load.stop();
            fabric.nothingIsLostOrDoubled("orderer leader killed", load);
            fabric.network.start(leader);
        }
    }
}
