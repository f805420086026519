package scf.platform.ledger;

import static scf.platform.ledger.Eventually.eventually;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Stops whoever is about to write down that an entry has come to a status, in the very statement that writes it.
///
/// So a platform can be killed between two steps and nowhere else: it has done what comes before, and has or has not
/// written it down.
final class Gate implements AutoCloseable {

    private static final int LOCK = 20_261_123;

    private final Connection keeper;

    /// Closed for entries that come to that status, until it is opened.
    Gate(DataSource database, EntryStatus status) throws SQLException {
        keeper = database.getConnection();
        run("""
                create or replace function public.at_the_gate() returns trigger language plpgsql as $$
                begin
                    if new.status = tg_argv[0] and old.status <> new.status then
                        perform pg_advisory_xact_lock_shared(%d);
                    end if;
                    return new;
                end $$
                """.formatted(LOCK));
        run("create or replace trigger gate before update on ledger.entries for each row execute function"
                + " public.at_the_gate('" + status + "')");
        run("select pg_advisory_lock(" + LOCK + ")");
    }

    void untilSomebodyWaits(int howMany) {
        eventually(howMany + " wait at the gate", Eventually.AFTER_A_START, () -> waiting() >= howMany);
    }

    private int waiting() {
        return count("select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = " + LOCK);
    }

    /// The database forgets the statements of a process that is no more, as if they had never arrived.
    void turnAway(String application) {
        int _ = count("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = '"
                + application + "' and datname = current_database()");
        untilGone(application);
    }

    /// The database finishes what such a process has asked for before it was killed.
    void letIn(String application) throws SQLException {
        open();
        untilGone(application);
    }

    private void untilGone(String application) {
        eventually(
                application + " has left the database",
                () -> 0
                        == count("select count(*) from pg_stat_activity where application_name = '" + application
                                + "' and datname = current_database()"));
    }

    void open() throws SQLException {
        run("select pg_advisory_unlock_all()");
    }

    private int count(String query) {
        try (var statement = keeper.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String statement) throws SQLException {
        try (var runner = keeper.createStatement()) {
            runner.execute(statement);
        }
    }

    @Override
    public void close() throws SQLException {
        open();
        run("drop trigger gate on ledger.entries");
        keeper.close();
    }
}
