package scf.devledger;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import scf.gateway.LedgerClient;

/// Real Hyperledger Fabric before the kit that judges every ledger: `mvn verify -Pfabric`.
class FabricLedgerIT extends LedgerKit {

    private static @Nullable FabricLedger opened;

    @BeforeAll
    static void open() {
        opened = new FabricLedger();
    }

    @AfterAll
    static void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private static FabricLedger fabric() {
        return Objects.requireNonNull(opened, "the network was not opened");
    }

    @Override
    LedgerClient client() {
        return fabric().client;
    }

    @Override
    Party city() {
        return fabric().city;
    }

    @Override
    String trust() {
        return fabric().network.trust();
    }

    @Override
    LedgerClient endorsedBy(String... organisations) {
        return fabric().network.client(fabric().channel, List.of(organisations));
    }

    @Override
    void restart() {
        fabric().network.restart();
        fabric().untilItTakesActs();
    }
}
