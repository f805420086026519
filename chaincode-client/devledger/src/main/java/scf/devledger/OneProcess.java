package scf.devledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// Holds the ledger's database for this process alone: two processes that both append blocks would fork the chain.
///
/// The lock dies with its connection. After a kill the server may need a moment to notice, so it is waited for.
final class OneProcess implements AutoCloseable {

    private static final long LOCK = 0x5343_4644_4C31L;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Connection connection;

    OneProcess(DataSource source) {
        try {
            connection = source.getConnection();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!tryLock()) {
                if (System.nanoTime() > deadline) {
                    connection.close();
                    throw new IllegalStateException(
                            "Another process runs the development ledger on this database: stop it first");
                }
                Thread.sleep(PAUSE);
            }
        } catch (SQLException e) {
            throw new StorageFailed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean tryLock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet rows = lock.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
