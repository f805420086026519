package scf.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import scf.platform.TestDatabase;

/// Where the development ledger finds its own database on a PostgreSQL that somebody else runs.
class DevLedgerDatabaseTest {

    private static final DevLedgerSettings NOTHING_NAMED = new DevLedgerSettings(null, null, null);

    private final PGSimpleDataSource platform = TestDatabase.fresh();
    private final DSLContext sql = TestDatabase.sql(platform);
    private final String beside = platform.getDatabaseName() + "_devledger";

    private static JdbcConnectionDetails as(String user, String password, String url) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return user;
            }

            @Override
            public String getPassword() {
                return password;
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }

    private JdbcConnectionDetails owner() {
        return as(platform.getUser(), platform.getPassword(), platform.getURL());
    }

    /// A user of the server who may create no database.
    private JdbcConnectionDetails lodger() {
        String name = "lodger_of_" + platform.getDatabaseName();
        sql.execute("create role " + name + " login password 'a password for a test'");
        return as(name, "a password for a test", platform.getURL());
    }

    private static String nameOf(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            return connection.getCatalog();
        }
    }

    @Test
    void it_is_created_beside_the_platforms_and_found_again() throws SQLException {
        assertThat(nameOf(DevLedgerDatabase.open(NOTHING_NAMED, owner()))).isEqualTo(beside);
        assertThat(nameOf(DevLedgerDatabase.open(NOTHING_NAMED, owner()))).isEqualTo(beside);
    }

    @Test
    void a_user_who_may_create_none_is_told_what_to_do() {
        assertThatThrownBy(() -> DevLedgerDatabase.open(NOTHING_NAMED, lodger()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(beside)
                .hasMessageContaining("scf.ledger.dev.url");
    }

    @Test
    void a_user_who_may_create_none_uses_the_one_that_was_created_for_him() throws SQLException {
        sql.execute("create database " + beside);
        assertThat(nameOf(DevLedgerDatabase.open(NOTHING_NAMED, lodger()))).isEqualTo(beside);
    }

    @Test
    void one_that_is_named_is_taken_and_none_is_created() throws SQLException {
        PGSimpleDataSource other = TestDatabase.fresh();
        var named = new DevLedgerSettings(other.getURL(), other.getUser(), other.getPassword());
        assertThat(nameOf(DevLedgerDatabase.open(named, owner()))).isEqualTo(other.getDatabaseName());
        assertThat(sql.fetch("select from pg_database where datname = ?", beside))
                .isEmpty();
    }

    @Test
    void a_url_of_no_form_that_we_know_is_refused_by_name() {
        var elsewhere = as("scf", "secret", "jdbc:other://host/scf");
        assertThatThrownBy(() -> DevLedgerDatabase.open(NOTHING_NAMED, elsewhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("jdbc:other://host/scf")
                .hasMessageContaining("scf.ledger.dev.url");
    }
}
