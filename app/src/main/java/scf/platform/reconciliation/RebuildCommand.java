package scf.platform.reconciliation;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/// `--scf.rebuild.database=<name>`: the platform starts, rebuilds, says whether the two are equal, and ends:
/// with 0 when they are, with 1 when they are not.
@Component
@ConditionalOnProperty("scf.rebuild.database")
class RebuildCommand implements ApplicationRunner {

    private final Rebuilding rebuilding;
    private final String database;
    private final ApplicationContext platform;

    RebuildCommand(
            Rebuilding rebuilding, @Value("${scf.rebuild.database}") String database, ApplicationContext platform) {
        this.rebuilding = rebuilding;
        this.database = database;
        this.platform = platform;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        int code = rebuilding.into(database).isEqual() ? 0 : 1;
        // Beside the thread that starts the platform: it may not end what it is still starting.
        Thread.ofPlatform().name("rebuild-ends").start(() -> System.exit(SpringApplication.exit(platform, () -> code)));
    }
}
