package scf.platform.ledger;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import scf.schema.ids.ActHash;

/// A room that hears what becomes of acts, and writes each of them into a table of its own: what is written
/// twice, or written and rolled back, shows there.
class Heard {

    private final DSLContext sql;
    private final AtomicInteger refusesToFollow = new AtomicInteger();
    private final List<ActCommitted> committed = new CopyOnWriteArrayList<>();

    Heard(DSLContext sql) {
        this.sql = sql;
        sql.execute("create table if not exists public.heard (act_hash text not null, what text not null)");
    }

    /// The next `times` events make this room throw, after it has written.
    void refuseToFollow(int times) {
        refusesToFollow.set(times);
    }

    boolean followsAgain() {
        return refusesToFollow.get() == 0;
    }

    @EventListener
    void on(ActCommitted event) {
        write(event.act(), "COMMITTED");
        committed.add(event);
    }

    @EventListener
    void on(ActRefused event) {
        write(event.act(), event.refusal().name());
    }

    private void write(ActHash act, String what) {
        sql.execute("insert into public.heard values (?, ?)", act.value(), what);
        if (refusesToFollow.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("this room cannot follow");
        }
    }

    /// All that was ever heard of the act and stayed written.
    List<String> of(ActHash act) {
        return sql.fetchValues("select what from public.heard where act_hash = ?", act.value()).stream()
                .map(String::valueOf)
                .toList();
    }

    ActCommitted committed(ActHash act) {
        return committed.stream()
                .filter(event -> event.act().equals(act))
                .findFirst()
                .orElseThrow();
    }
}
