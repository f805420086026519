package scf.devledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Block;
import org.postgresql.ds.PGSimpleDataSource;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Genesis;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.Member;
import scf.gateway.ProposedAct;
import scf.schema.server.PostgresServer;

/// A development ledger on a database of its own, with the city that began it and a client of the platform.
final class TestLedger implements AutoCloseable {

    final Party city = Party.of(Role.CITY, Algorithm.ECDSA_P256_SHA256);
    final DataSource source = TestDatabases.fresh();
    final Rudeness rudeness = new Rudeness(Duration.ofMillis(5), 500);
    DevLedger ledger = open(true);
    LedgerClient client = clientOf(DevLedger.PLATFORM);

    static DataSource source(String url, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(PostgresServer.SUPERUSER);
        source.setPassword(password);
        return source;
    }

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

    /// Fabric's own SDK, for what the platform's client has no word for.
    Gateway sdk(String mspId) {
        Organisation organisation = ledger.organisation(mspId);
        return Gateway.newInstance()
                .connection(ledger.channel())
                .identity(new X509Identity(mspId, organisation.client().certificate()))
                .signer(Signers.newPrivateKeySigner(organisation.client().key()))
                .connect();
    }

    /// The blocks up to and with `last`, as the SDK receives them.
    List<Block> blocks(long last) {
        List<Block> blocks = new ArrayList<>();
        var request = sdk(DevLedger.OUTSIDER)
                .getNetwork(Deeds.CHANNEL)
                .newBlockEventsRequest()
                .startBlock(0)
                .build();
        try (CloseableIterator<Block> events = request.getEvents()) {
            while (blocks.size() <= last) {
                blocks.add(events.next());
            }
        }
        return blocks;
    }

    /// Tells an act and waits until it holds.
    long written(SignedAct act) {
        ProposedAct proposed = client.propose(act);
        var _ = client.submit(endorsed(proposed));
        return committed(proposed.transactionId());
    }

    Bytes endorsed(ProposedAct proposed) {
        return switch (client.endorse(proposed)) {
            case Endorsing.Endorsed endorsed -> endorsed.transaction();
            case Endorsing other -> throw new AssertionError("not endorsed: " + other);
        };
    }

    long committed(String transactionId) {
        return switch (client.status(transactionId)) {
            case Committing.Committed committed -> committed.block();
            case Committing other -> throw new AssertionError("not committed: " + other);
        };
    }

    /// The column `content` of all rows, as the database holds it.
    List<byte[]> stored(String query) {
        List<byte[]> found = new ArrayList<>();
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getBytes(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
