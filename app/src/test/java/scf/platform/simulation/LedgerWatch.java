package scf.platform.simulation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import scf.schema.server.PostgresServer;

/// Looks beside the doors what has become of acts, how many stand on the ledger and which day it is, so that nobody
/// has to ask the platform again and again: the doors are left to those who play.
final class LedgerWatch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 150;

    /// What somebody does when the ledger has answered.
    record Waiting(Runnable committed, Runnable refused) {}

    private final String url;
    private final String password;
    private final Connection platform;
    private final Connection ledger;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean running = true;
    private volatile long acts;
    private volatile LocalDate today;

    LedgerWatch(House house) {
        url = house.url();
        password = house.password();
        try {
            platform = DriverManager.getConnection(house.url(), PostgresServer.SUPERUSER, house.password());
            ledger = DriverManager.getConnection(house.ledgerUrl(), PostgresServer.SUPERUSER, house.password());
            today = businessDate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        thread = Thread.ofPlatform().daemon().name("ledger-watch").start(this::run);
    }

    void await(String act, Waiting then) {
        waiting.put(act, then);
    }

    /// So many acts stand on the ledger.
    long acts() {
        return acts;
    }

    LocalDate today() {
        return today;
    }

    /// Whether everything that was told has been answered by the ledger, and the answer has had its effect.
    ///
    /// Of its own connection's making, because the watch goes on meanwhile.
    boolean isQuiet() {
        try (var connection = DriverManager.getConnection(url, PostgresServer.SUPERUSER, password);
                var query = connection.prepareStatement(
                        "select count(*) from ledger.entries where status not in ('COMMITTED', 'REFUSED')");
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1) == 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many acts were taken at the doors of which the ledger has not been heard.
    int waiting() {
        return waiting.size();
    }

    private void run() {
        try {
            while (running) {
                look();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be watched any more", e);
        }
    }

    private void look() throws SQLException {
        // Every transaction that holds is an act, but for the one that began the ledger.
        try (var query = ledger.prepareStatement("select count(*) - 1 from devledger.transactions where code = 0");
                var rows = query.executeQuery()) {
            rows.next();
            acts = rows.getLong(1);
        }
        today = businessDate();
        if (waiting.isEmpty()) {
            return;
        }
        var asked = platform.createArrayOf("text", waiting.keySet().toArray());
        try (var query = platform.prepareStatement("select act_hash, status from ledger.entries"
                + " where status in ('COMMITTED', 'REFUSED') and act_hash = any (?)")) {
            query.setArray(1, asked);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var then = waiting.remove(rows.getString(1));
                    if (then != null) {
                        (rows.getString(2).equals("COMMITTED") ? then.committed() : then.refused()).run();
                    }
                }
            }
        }
    }

    private LocalDate businessDate() throws SQLException {
        try (var query = platform.prepareStatement("select business_date from calendar.business_dates");
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getObject(1, LocalDate.class);
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
            platform.close();
            ledger.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
