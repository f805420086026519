package scf.devledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import scf.schema.server.PostgresServer;

/// One PostgreSQL for the tests of this JVM, with an empty database for whoever asks.
final class TestDatabases {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final PostgresServer SERVER = start();

    private TestDatabases() {}

    private static PostgresServer start() {
        try {
            var server = PostgresServer.start(
                    Files.createTempDirectory("scf-devledger-postgres"), PostgresServer.Durability.THROWAWAY);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataSource fresh() {
        String name = "ledger_" + NUMBER.incrementAndGet();
        SERVER.createDatabase(name, "template0");
        return TestLedger.source(SERVER.url(name), SERVER.password());
    }
}
