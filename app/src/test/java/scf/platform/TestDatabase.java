package scf.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;
import scf.schema.server.PostgresServer;

/// A real PostgreSQL for the tests of this JVM: started once, migrated once, copied for each test class that
/// asks.
///
/// A room's store is tested against [#fresh]; a test of the whole platform is marked [PlatformTest].
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TEMPLATE = "template_scf";
    private static final PostgresServer SERVER = start();
    private static final DSLContext SHARED = sql(fresh());
    private static final String SWEEPING = sweeping(SHARED);

    private TestDatabase() {}

    private static PostgresServer start() {
        try {
            Path home = Files.createTempDirectory("scf-test-postgres");
            var server = PostgresServer.start(home, PostgresServer.Durability.THROWAWAY);
            // After every platform of this JVM has closed: one that loses its database first waits for it in vain.
            SpringApplication.getShutdownHandlers().add(() -> thrownAway(server, home));
            server.createDatabase(TEMPLATE, "template0");
            Flyway.configure()
                    .dataSource(server.url(TEMPLATE), PostgresServer.SUPERUSER, server.password())
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thrownAway(PostgresServer server, Path home) {
        try {
            server.close();
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A migrated, empty database of one's own.
    public static PGSimpleDataSource fresh() {
        var source = new PGSimpleDataSource();
        source.setUrl(SERVER.url(freshName()));
        source.setUser(PostgresServer.SUPERUSER);
        source.setPassword(SERVER.password());
        return source;
    }

    /// Its connections are kept open for a while: to open one costs more than what most tests say over it.
    public static HikariDataSource pooled(PGSimpleDataSource source) {
        var pool = new HikariDataSource();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(20);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return pool;
    }

    public static DSLContext sql(PGSimpleDataSource source) {
        return DSL.using(pooled(source), SQLDialect.POSTGRES);
    }

    /// The database of all tests that look at single rows, empty whatever the one before left in it.
    public static DSLContext empty() {
        sweep(SHARED);
        return SHARED;
    }

    /// For tests that come one after another on one database: every table is as the migrations left it.
    ///
    /// As a replica, because some tables refuse to be emptied: what was booked or answered stays.
    public static void sweep(DSLContext sql) {
        sql.execute("set session_replication_role = replica; " + SWEEPING + "set session_replication_role = origin");
    }

    /// Deletes, where `truncate` would make each of a hundred tables anew to remove a row from five of them.
    private static String sweeping(DSLContext sql) {
        List<String> tables = sql.fetch("""
                        select schemaname || '.' || tablename as name from pg_tables
                         where schemaname not in ('pg_catalog', 'information_schema', 'public')
                        """).getValues("name", String.class);
        return tables.stream()
                        .filter(table -> !sql.fetchExists(DSL.table(table)))
                        .map(table -> "delete from " + table + "; ")
                        .collect(Collectors.joining())
                + "delete from rulebook.parameters p using rulebook.rules r where r.code = p.code"
                + " and r.version = p.version and r.proposed_by is not null; "
                + "delete from rulebook.rules where proposed_by is not null; ";
    }

    /// The name of a migrated, empty database of one's own on [#server].
    public static synchronized String freshName() {
        String name = "test_" + NUMBER.incrementAndGet();
        SERVER.createDatabase(name, TEMPLATE);
        return name;
    }

    public static PostgresServer server() {
        return SERVER;
    }
}
