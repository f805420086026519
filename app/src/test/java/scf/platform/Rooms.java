package scf.platform;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/// Some rooms of the house on a real database, with real transactions, without doors and without anything that runs by
/// itself. Their clock stands still until the test moves it.
///
///     try (var rooms = Rooms.on(TestDatabase.fresh(), "calendar", "rulebook", "enterprise", "chain")) {
///         rooms.the(Chains.class).register(…);
///     }
public final class Rooms implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;
    private final TestClock clock;

    private Rooms(AnnotationConfigApplicationContext context, TestClock clock) {
        this.context = context;
        this.clock = clock;
    }

    public static Rooms on(PGSimpleDataSource source, String... rooms) {
        return on(source, Map.of(), rooms);
    }

    public static Rooms on(PGSimpleDataSource source, Map<String, Object> settings, String... rooms) {
        var clock = new TestClock(Instant.parse("2026-09-21T02:00:00Z"));
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.register(Transactions.class);
        context.registerBean(TestClock.class, () -> clock);
        var pool = TestDatabase.pooled(source);
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(pool));
        context.registerBean(
                DSLContext.class, () -> DSL.using(new TransactionAwareDataSourceProxy(pool), SQLDialect.POSTGRES));
        var scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.TimeSource|.*Test.*")));
        // What a test does not ask for is not made, and may lack what it needs.
        scanner.getBeanDefinitionDefaults().setLazyInit(true);
        for (String room : rooms) {
            scanner.scan("scf.platform." + room);
        }
        context.refresh();
        return new Rooms(context, clock);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {}

    public <T> T the(Class<T> service) {
        return context.getBean(service);
    }

    public TestClock clock() {
        return clock;
    }

    public DSLContext sql() {
        return the(DSLContext.class);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(the(PlatformTransactionManager.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
