package scf.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import scf.schema.server.PostgresServer;

/// A real PostgreSQL for the tests of this JVM: started once, migrated once, copied for each test class that
/// asks.
///
/// A room's store is tested against [#fresh]; a test of the whole platform is marked [PlatformTest].
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final PostgresServer SERVER = start();

    private TestDatabase() {}

    private static PostgresServer start() {
        try {
            Path home = Files.createTempDirectory("scf-test-postgres");
            var server = PostgresServer.start(home, PostgresServer.Durability.THROWAWAY);
            // After every platform of this JVM has closed: one that loses its database first waits for it in vain.
            SpringApplication.getShutdownHandlers().add(server::close);
            server.createDatabase("template_scf", "template0");
            Flyway.configure()
                    .dataSource(server.url("template_scf"), PostgresServer.SUPERUSER, server.password())
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A migrated, empty database of one's own.
    public static PGSimpleDataSource fresh() {
        String name = freshName();
        var source = new PGSimpleDataSource();
        source.setUrl(SERVER.url(name));
        source.setUser(PostgresServer.SUPERUSER);
        source.setPassword(SERVER.password());
        return source;
    }

    public static DSLContext sql(PGSimpleDataSource source) {
        return DSL.using(source, SQLDialect.POSTGRES);
    }

    /// The name of a migrated, empty database of one's own on [#server].
    public static synchronized String freshName() {
        String name = "test_" + NUMBER.incrementAndGet();
        SERVER.createDatabase(name, "template_scf");
        return name;
    }

    public static PostgresServer server() {
        return SERVER;
    }
}
