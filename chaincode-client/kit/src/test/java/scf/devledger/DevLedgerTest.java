package scf.devledger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import scf.gateway.LedgerClient;

/// The development ledger before the kit that judges every ledger.
class DevLedgerTest extends LedgerKit {

    private static @Nullable TestLedger ledger;

    @BeforeAll
    static void open() {
        ledger = new TestLedger();
    }

    @AfterAll
    static void close() {
        ledger().close();
    }

    private static TestLedger ledger() {
        if (ledger == null) {
            throw new IllegalStateException("The ledger was not opened");
        }
        return ledger;
    }

    @Override
    LedgerClient client() {
        return ledger().client;
    }

    @Override
    Party city() {
        return ledger().city;
    }

    @Override
    String trust() {
        return ledger().ledger.trustBundle();
    }

    @Override
    LedgerClient endorsedBy(String... organisations) {
        return ledger().clientOf(DevLedger.PLATFORM, organisations);
    }

    @Override
    void restart() {
        ledger().restart();
    }
}
