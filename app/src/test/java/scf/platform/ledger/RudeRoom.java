package scf.platform.ledger;

import java.time.Duration;
import java.util.List;
import scf.devledger.DevLedger;
import scf.devledger.Rudeness;
import scf.gateway.LedgerClient;
import scf.gateway.Member;
import scf.platform.TestDatabase;

/// The ledger room before a development ledger that is as rude as a test wants it.
final class RudeRoom extends LedgerRoom {

    private static final LedgerSettings SETTINGS = new LedgerSettings(
            "scf",
            16,
            Duration.ofMillis(50),
            Duration.ofMillis(800),
            Duration.ofMillis(600),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(200));

    final Rudeness rudeness;
    final DevLedger devLedger;

    RudeRoom() {
        this(City.founded(), new Rudeness(Duration.ofMillis(10), 500));
    }

    private RudeRoom(City city, Rudeness rudeness) {
        this(city, rudeness, DevLedger.open(TestDatabase.fresh(), city.genesis(), rudeness));
    }

    private RudeRoom(City city, Rudeness rudeness, DevLedger devLedger) {
        super(city, client(devLedger), SETTINGS);
        this.rudeness = rudeness;
        this.devLedger = devLedger;
    }

    static LedgerClient client(DevLedger devLedger) {
        var client = devLedger.organisation(DevLedger.PLATFORM).client();
        return new LedgerClient(
                devLedger.channel(),
                "scf",
                DevLedger.CHAINCODE,
                new Member(DevLedger.PLATFORM, client.certificate(), client.key()),
                List.of(DevLedger.CITY, DevLedger.PLATFORM));
    }

    @Override
    public void close() {
        super.close();
        devLedger.close();
    }
}
