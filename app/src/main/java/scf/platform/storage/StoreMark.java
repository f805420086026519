package scf.platform.storage;

import java.time.Clock;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/// What this store is for: practice, with keys that the platform made itself, or business.
///
/// The first start on an empty store writes the mark down; every later start must be of the same kind. There is no way
/// from one to the other (decision 0008). Whatever draws keys or opens the ledger waits for the mark, so that a start
/// of the wrong kind leaves nothing behind.
@Component
@DependsOn("flywayInitializer")
public class StoreMark implements InitializingBean {

    private final StoreMarkStore store;
    private final Clock clock;
    private final boolean practice;

    StoreMark(StoreMarkStore store, Clock clock, @Value("${scf.practice:false}") boolean practice) {
        this.store = store;
        this.clock = clock;
        this.practice = practice;
    }

    public boolean practice() {
        return practice;
    }

    @Override
    public void afterPropertiesSet() {
        boolean marked = store.markOnce(practice, clock.instant());
        if (marked && !practice) {
            throw new IllegalStateException("This store was marked for practice when it was empty, and stays so: "
                    + "start it with scf.practice=true, or give the platform another database");
        }
        if (!marked && practice) {
            throw new IllegalStateException("This store holds business data, and practice never touches it: "
                    + "start it without scf.practice=true, or give the practice city an empty database");
        }
    }
}
