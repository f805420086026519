package scf.platform.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.stereotype.Service;
import scf.contract.LedgerEvent;
import scf.gateway.LedgerBlocks;
import scf.gateway.LedgerClient;

/// Makes the projection (投影) once more, from block 0 into an empty database, and holds the two against each
/// other.
///
/// The ledger gives back where every object stands, at which version, by which act, in which transaction and
/// block. It cannot give back what it never had: rows and salts of acts, of which it keeps hashes, and whatever
/// the rooms know beyond it. Those lie in PostgreSQL alone, and are backed up there.
@Service
public class ProjectionRebuild {

    private static final int BLOCKS = 100;
    private static final int OBJECTS = 1_000;
    private static final Duration LOOK = Duration.ofMillis(100);

    /// So many looks, a minute of them, until the inbox has read as far as the rebuild.
    private static final int LOOKS = 600;

    private final LedgerClient ledger;
    private final ProjectionStore working;
    private final InboxStore inbox;

    ProjectionRebuild(LedgerClient ledger, ProjectionStore working, InboxStore inbox) {
        this.ledger = ledger;
        this.working = working;
        this.inbox = inbox;
    }

    /// @param empty migrated here; whoever calls has seen to it that nothing is in it
    public Rebuilt into(DataSource empty) {
        Flyway.configure().dataSource(empty).load().migrate();
        var anew = ProjectionStore.on(empty);
        long lastTold = 0;
        long next = 0;
        LedgerBlocks read;
        do {
            read = ledger.blocks(next, BLOCKS);
            for (LedgerBlocks.Block block : read.blocks()) {
                block.acts().forEach(anew::heard);
                lastTold = block.acts().isEmpty() ? lastTold : block.number();
            }
            next += read.blocks().size();
        } while (next < read.height() && !read.blocks().isEmpty());
        untilHeard(lastTold);
        return compare(anew, next);
    }

    /// What the rebuild has read, the inbox has to have heard, or every new act would be a difference.
    private void untilHeard(long block) {
        for (int look = 0; inbox.checkpoint().block() < block; look++) {
            if (look == LOOKS) {
                throw new IllegalStateException("The inbox has not come to block " + block + " in a minute");
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted before the inbox had come to block " + block, e);
            }
        }
    }

    private Rebuilt compare(ProjectionStore anew, long height) {
        var differences = new ArrayList<Rebuilt.Apart>();
        int objects = 0;
        for (LedgerEvent.Kind kind : LedgerEvent.Kind.values()) {
            String place = "";
            List<Projected> page;
            do {
                page = anew.after(kind, place, OBJECTS);
                for (Projected one : page) {
                    compare(kind, one.object(), working.find(kind, one.object()), Optional.of(one), height)
                            .ifPresent(differences::add);
                    place = one.object();
                }
                objects += page.size();
            } while (!page.isEmpty());
            place = "";
            do {
                page = working.after(kind, place, OBJECTS);
                for (Projected one : page) {
                    if (anew.find(kind, one.object()).isEmpty()) {
                        compare(kind, one.object(), Optional.of(one), Optional.empty(), height)
                                .ifPresent(differences::add);
                    }
                    place = one.object();
                }
            } while (!page.isEmpty());
        }
        return new Rebuilt(height, objects, differences);
    }

    /// What has moved on since the rebuild came to its last block is not compared.
    private static Optional<Rebuilt.Apart> compare(
            LedgerEvent.Kind kind, String object, Optional<Projected> working, Optional<Projected> anew, long height) {
        boolean movedOn = working.filter(one -> one.block() >= height).isPresent();
        return movedOn || Objects.equals(working, anew)
                ? Optional.empty()
                : Optional.of(new Rebuilt.Apart(kind, object, working, anew));
    }
}
