package scf.devledger;

import java.util.List;
import javax.sql.DataSource;
import scf.contract.Algorithm;
import scf.contract.Genesis;
import scf.contract.Role;
import scf.gateway.LedgerClient;
import scf.gateway.Member;

/// A development ledger on a database of its own, with the city that began it and a client of the platform.
final class TestLedger implements AutoCloseable {

    final Party city = Party.of(Role.CITY, Algorithm.ECDSA_P256_SHA256);
    final DataSource source = TestDatabases.fresh();
    final Rudeness rudeness = Rudeness.usual();
    DevLedger ledger = open(true);
    LedgerClient client = clientOf(DevLedger.PLATFORM);

    DevLedger open(boolean practice) {
        return DevLedger.open(source, genesis(city, practice), rudeness);
    }

    static Genesis genesis(Party city, boolean practice) {
        return new Genesis(Deeds.CHANNEL, practice, city.id(), city.kid(), city.algorithm(), city.publicKey(), 12);
    }

    LedgerClient clientOf(String mspId) {
        return clientOf(mspId, DevLedger.CITY, DevLedger.PLATFORM);
    }

    LedgerClient clientOf(String mspId, String... endorsers) {
        return new LedgerClient(
                ledger.channel(), Deeds.CHANNEL, DevLedger.CHAINCODE, member(mspId), List.of(endorsers));
    }

    Member member(String mspId) {
        Organisation organisation = ledger.organisation(mspId);
        return new Member(
                mspId,
                organisation.client().certificate(),
                organisation.client().key());
    }

    void restart() {
        close();
        ledger = open(true);
        client = clientOf(DevLedger.PLATFORM);
    }

    @Override
    public void close() {
        client.close();
        ledger.close();
    }
}
