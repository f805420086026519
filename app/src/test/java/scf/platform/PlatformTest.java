package scf.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import scf.schema.server.PostgresServer;

/// The whole platform on a port of its own and a database of its own.
///
/// Tests with the same settings share one platform, so they make their own parties and never count rows of others. They
/// run one after another, beside the tests that need no platform.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("platform")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = PlatformTest.OnFreshDatabase.class)
public @interface PlatformTest {

    final class OnFreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var server = TestDatabase.server();
            TestPropertyValues.of(
                            // A port known beforehand: signatures and tokens are judged by the public URL that names
                            // it.
                            "server.port=" + FreePort.next(),
                            "scf.data=target/data",
                            // A test asks more often than any party may.
                            "scf.signing.rate-limits.write=60000",
                            "spring.datasource.url=" + server.url(TestDatabase.freshName()),
                            "spring.datasource.username=" + PostgresServer.SUPERUSER,
                            "spring.datasource.password=" + server.password(),
                            "scf.genesis.city-id=" + TestCity.ID,
                            "scf.genesis.city-key=" + TestCity.KEY,
                            "scf.genesis.city-algorithm=" + TestCity.ALGORITHM,
                            "scf.genesis.city-public-key="
                                    + TestCity.publicKey().base64())
                    .applyTo(context);
        }
    }
}
