package scf.platform.storage;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scf.schema.server.PostgresServer;

/// The platform's own PostgreSQL under `data/postgres`, started when nobody names another one.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "\0")
class EmbeddedDatabase {

    private static final String DATABASE = "scf";

    @Bean(destroyMethod = "close")
    PostgresServer embeddedPostgres(@Value("${scf.data}") Path data) {
        var server = PostgresServer.start(data.resolve("postgres"), PostgresServer.Durability.LASTING);
        server.createDatabase(DATABASE, "template0");
        return server;
    }

    @Bean
    JdbcConnectionDetails embeddedConnection(PostgresServer server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return PostgresServer.SUPERUSER;
            }

            @Override
            public String getPassword() {
                return server.password();
            }

            @Override
            public String getJdbcUrl() {
                return server.url(DATABASE);
            }
        };
    }
}
