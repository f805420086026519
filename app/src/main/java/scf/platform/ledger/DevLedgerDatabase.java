package scf.platform.ledger;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The development ledger's own database: it never shares a transaction with the platform, as a real ledger
/// never would.
///
/// Where none is named it is `<database>_devledger` on the platform's server, created when it is missing.
final class DevLedgerDatabase {

    private static final Pattern URL =
            Pattern.compile("(?<server>jdbc:postgresql://[^/]+/|jdbc:postgresql:)(?<database>[^?]+)(?<options>\\?.*)?");

    private DevLedgerDatabase() {}

    static DataSource open(DevLedgerSettings settings, JdbcConnectionDetails platform) {
        String named = settings.url();
        if (named != null) {
            return source(named, settings.username(), settings.password());
        }
        Matcher url = URL.matcher(platform.getJdbcUrl());
        if (!url.matches()) {
            throw new IllegalStateException("The development ledger finds no database beside " + platform.getJdbcUrl()
                    + ": name one in scf.ledger.dev.url");
        }
        String database = url.group("database") + "_devledger";
        createUnlessThere(database, platform);
        String options = url.group("options") == null ? "" : url.group("options");
        return source(url.group("server") + database + options, platform.getUsername(), platform.getPassword());
    }

    private static void createUnlessThere(String database, JdbcConnectionDetails platform) {
        try (var connection = DriverManager.getConnection(
                        platform.getJdbcUrl(), platform.getUsername(), platform.getPassword());
                var exists = connection.prepareStatement("select from pg_database where datname = ?");
                var create = connection.createStatement()) {
            exists.setString(1, database);
            if (!exists.executeQuery().next()) {
                create.execute("create database \"" + database.replace("\"", "\"\"") + "\" template template0");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The development ledger's database " + database + " is missing and cannot be created: create it,"
                            + " or name another one in scf.ledger.dev.url",
                    e);
        }
    }

    /// Unpooled: the ledger keeps its connections itself.
    private static DataSource source(String url, @Nullable String username, @Nullable String password) {
        var source = new DriverManagerDataSource(url);
        source.setUsername(username);
        source.setPassword(password);
        return source;
    }
}
