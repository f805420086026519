package scf.devledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/// A few connections to the ledger's own database, kept open and handed out one at a time.
final class Connections implements AutoCloseable {

    private final DataSource source;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /// Work on one connection.
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    Connections(DataSource source, int most) {
        this.source = source;
        this.permits = new Semaphore(most);
    }

    /// Runs `work` in one transaction, committed if it returns.
    <T> T inTransaction(Work<T> work) throws SQLException {
        Connection connection = take();
        boolean sound = false;
        try {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            sound = true;
            return result;
        } finally {
            give(connection, sound);
        }
    }

    Connection take() throws SQLException {
        permits.acquireUninterruptibly();
        try {
            Connection connection = idle.poll();
            return connection != null ? connection : source.getConnection();
        } catch (SQLException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    /// A connection on which anything went wrong is closed, and so are those that waited beside it: when a server
    /// restarts, all of them are dead.
    void give(Connection connection, boolean sound) throws SQLException {
        try {
            if (sound && !closed) {
                idle.push(connection);
            } else {
                connection.close();
                closeIdle();
            }
        } finally {
            permits.release();
        }
    }

    private void closeIdle() throws SQLException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        closeIdle();
    }
}
