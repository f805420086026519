package scf.platform.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import scf.gateway.LedgerClient;
import scf.network.FabricNetwork;

/// A platform's relay and inbox in a process of its own, which can be killed.
final class RelayProcess implements AutoCloseable {

    /// What of a platform runs there.
    enum Part {
        RELAY,
        RELAY_AND_INBOX
    }

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    /// Starts it on the room's database.
    ///
    /// @param name under which the database knows it
    static RelayProcess start(String name, Part part, PGSimpleDataSource database, FabricNetwork network) {
        try {
            return new RelayProcess(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            RelayProcess.class.getName(),
                            name,
                            part.name(),
                            database.getUrl(),
                            String.valueOf(database.getUser()),
                            String.valueOf(database.getPassword()),
                            network.home().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", name + ".log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] words) throws InterruptedException {
        var database = new PGSimpleDataSource();
        database.setApplicationName(words[0]);
        database.setUrl(words[2]);
        database.setUser(words[3]);
        database.setPassword(words[4]);
        FabricNetwork network = FabricNetwork.at(FabricNetwork.Shape.SMALL, Path.of(words[5]));
        ManagedChannel channel = network.channel(FabricNetwork.GATEWAY_PORT);
        var pool = new HikariDataSource();
        pool.setDataSource(database);
        run(Part.valueOf(words[1]), pool, network.client(channel));
        Thread.currentThread().join();
    }

    private static void run(Part part, DataSource database, LedgerClient ledger) {
        AnnotationConfigApplicationContext house = LedgerRoom.house(database, FabricRoom.SETTINGS);
        house.refresh();
        var outbox = house.getBean(OutboxStore.class);
        var transactions = house.getBean(TransactionTemplate.class);
        var bell = house.getBean(Bell.class);
        new Relay(outbox, ledger, () -> true, transactions, house, bell, FabricRoom.SETTINGS).start();
        if (part == Part.RELAY_AND_INBOX) {
            new Inbox(
                            house.getBean(InboxStore.class),
                            outbox,
                            house.getBean(ProjectionStore.class),
                            ledger,
                            transactions,
                            house,
                            bell,
                            FabricRoom.SETTINGS)
                    .start();
        }
    }

    /// With -9: it has no time to say goodbye.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it lives on");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
