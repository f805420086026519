package scf.platform.reconciliation;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Service;
import scf.platform.ledger.ProjectionRebuild;
import scf.platform.ledger.Rebuilt;

/// Reads the ledger from block 0 into an empty database beside the platform's own, and says whether the two are
/// equal: the projections object for object, and the rooms' rows with what the ledger holds.
///
/// The new database is left where it is, for whoever wants to look.
@Service
public class Rebuilding {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);

    private final JdbcConnectionDetails platform;
    private final ProjectionRebuild rebuild;
    private final Reconciler reconciler;
    private final Findings findings;

    Rebuilding(JdbcConnectionDetails platform, ProjectionRebuild rebuild, Reconciler reconciler, Findings findings) {
        this.platform = platform;
        this.rebuild = rebuild;
        this.reconciler = reconciler;
        this.findings = findings;
    }

    /// @param findings how many objects the rooms tell differently than the ledger
    public record Outcome(Rebuilt rebuilt, int findings) {

        public boolean isEqual() {
            return rebuilt.isEqual() && findings == 0;
        }
    }

    /// @param database a name that nobody has taken: a database that exists may hold something, and is refused
    public Outcome into(String database) {
        var rebuilt = rebuild.into(created(database));
        reconciler.compareAll();
        var outcome = new Outcome(rebuilt, findings.open());
        for (Rebuilt.Apart apart : rebuilt.differences()) {
            LOG.error(
                    "{} {} stands as {} here, and anew as {}",
                    apart.kind(),
                    apart.object(),
                    apart.working(),
                    apart.anew());
        }
        LOG.info(
                "Rebuilt from {} blocks into {}: {} objects, {} of them differ; {} findings in the rooms. {}",
                rebuilt.height(),
                database,
                rebuilt.objects(),
                rebuilt.differences().size(),
                outcome.findings(),
                outcome.isEqual() ? "EQUAL" : "NOT EQUAL");
        return outcome;
    }

    private DriverManagerDataSource created(String database) {
        String url = platform.getJdbcUrl();
        try (var connection = DriverManager.getConnection(url, platform.getUsername(), platform.getPassword());
                var create = connection.createStatement()) {
            create.execute("create database \"" + database.replace("\"", "\"\"") + "\" template template0");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database " + database + " cannot be created for the rebuild: it must not exist yet", e);
        }
        int options = url.indexOf('?');
        String server = options < 0 ? url : url.substring(0, options);
        var source = new DriverManagerDataSource(server.substring(0, server.lastIndexOf('/') + 1)
                + database
                + (options < 0 ? "" : url.substring(options)));
        source.setUsername(platform.getUsername());
        source.setPassword(platform.getPassword());
        return source;
    }
}
