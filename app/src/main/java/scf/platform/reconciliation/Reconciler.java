package scf.platform.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import scf.contract.LedgerEvent;
import scf.gateway.LedgerBlocks;
import scf.gateway.LedgerClient;
import scf.gateway.LedgerUnavailable;
import scf.gateway.Told;
import scf.platform.ledger.Mirror;
import scf.platform.ledger.Projection;
import scf.schema.ids.ActHash;

/// Goes through everything that PostgreSQL and the ledger both hold, slice by slice, and begins again after a
/// pause.
///
///     KEYS ──▶ RECEIVABLES ──▶ VOUCHERS ──▶ BLOCKS ──▶ DONE
///
/// Rows find what was changed or invented here; the blocks find what is missing here, since the ledger has no
/// list of its objects but the acts that made them. Each slice leaves its place in the transaction of what it
/// found, so a restart goes on where it was. Of several platforms one works on a slice at a time.
@Component
@EnableConfigurationProperties(ReconciliationSettings.class)
public class Reconciler implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final UUID id = UUID.randomUUID();
    private final CycleStore cycles;
    private final Findings findings;
    private final Comparison comparison;
    private final Projection projection;
    private final LedgerClient ledger;
    private final TransactionOperations transactions;
    private final ReconciliationSettings settings;
    private final Clock clock;
    private volatile CountDownLatch over = new CountDownLatch(0);
    private volatile @Nullable Thread worker;

    Reconciler(
            CycleStore cycles,
            Findings findings,
            Comparison comparison,
            Projection projection,
            LedgerClient ledger,
            TransactionOperations transactions,
            ReconciliationSettings settings,
            Clock clock) {
        this.cycles = cycles;
        this.findings = findings;
        this.comparison = comparison;
        this.projection = projection;
        this.ledger = ledger;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        over = new CountDownLatch(1);
        worker = Thread.ofVirtual().name("reconciliation").start(this::work);
    }

    private void work() {
        Instant started = clock.instant();
        boolean more = false;
        while (pause(more ? settings.breath() : LOOK)) {
            try {
                if (isDue(started)) {
                    begin();
                }
                more = slice();
            } catch (LedgerUnavailable e) {
                LOG.info("The ledger is away, and the comparison waits: {}", e.getMessage());
                more = false;
            } catch (RuntimeException e) {
                LOG.error("PostgreSQL and the ledger cannot be compared; trying again", e);
                more = false;
            }
        }
    }

    private boolean pause(Duration pause) {
        try {
            return !over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }

    private boolean isDue(Instant started) {
        Instant since = cycles.lastFinished().orElse(started);
        return !cycles.isRunning() && !clock.instant().isBefore(since.plus(settings.pause()));
    }

    private void begin() {
        cycles.begin(projection.heardUpTo().block(), clock.instant());
    }

    /// Compares everything at once, from a beginning of its own to its end: for whoever cannot wait for the
    /// next cycle.
    public void compareAll() {
        Instant from = clock.instant();
        // One that runs already may have passed what changed since: it is finished, and then begins the one that
        // counts.
        while (cycles.isRunning()) {
            takeSlice();
        }
        begin();
        while (cycles.isRunning()) {
            takeSlice();
        }
        LOG.info("PostgreSQL and the ledger were compared, begun at {}", from);
    }

    private void takeSlice() {
        if (!slice() && cycles.isRunning() && !pause(settings.breath())) {
            throw new IllegalStateException("the platform ends, and the comparison with it");
        }
    }

    /// Works on the next slice of the running cycle. Whether there is more to do.
    private boolean slice() {
        var leased = cycles.lease(id, settings.lease());
        if (leased.isEmpty()) {
            return false;
        }
        var cycle = leased.get();
        var slice = switch (cycle.stage()) {
            case KEYS -> rows(cycle, LedgerEvent.Kind.KEY);
            case RECEIVABLES -> rows(cycle, LedgerEvent.Kind.RECEIVABLE);
            case VOUCHERS -> rows(cycle, LedgerEvent.Kind.VOUCHER);
            case BLOCKS -> blocks(cycle);
            case DONE -> throw new IllegalStateException("cycle " + cycle.number() + " is done, and was leased");
        };
        transactions.executeWithoutResult(_ -> {
            if (cycles.move(
                    cycle.number(),
                    id,
                    slice.stage() == Cycle.Stage.DONE ? cycle.stage() : slice.stage(),
                    slice.place())) {
                slice.judgements().forEach(judgement -> take(cycle, judgement));
                if (slice.stage() == Cycle.Stage.DONE) {
                    findings.resolve(cycle.number());
                    cycles.finish(cycle.number(), clock.instant());
                }
            }
        });
        return slice.stage() != Cycle.Stage.DONE;
    }

    /// What was compared, and where to go on.
    private record Slice(Cycle.Stage stage, String place, List<Judgement> judgements) {}

    private Slice rows(Cycle cycle, LedgerEvent.Kind kind) {
        var names = comparison.mirror(kind).namesAfter(cycle.place(), settings.slice());
        var judgements =
                names.stream().map(name -> comparison.judge(kind, name)).toList();
        return names.size() < settings.slice()
                ? new Slice(cycle.stage().next(), "", judgements)
                : new Slice(cycle.stage(), names.getLast(), judgements);
    }

    private Slice blocks(Cycle cycle) {
        long first = cycle.place().isEmpty() ? 0 : Long.parseLong(cycle.place()) + 1;
        long last = Math.min(first + settings.slice() - 1, cycle.upToBlock());
        // Read before the blocks: what it says was heard, they have.
        var heardUpTo = projection.heardUpTo();
        var judgements = new ArrayList<Judgement>();
        var onLedger = new HashSet<ActHash>();
        for (LedgerBlocks.Block block :
                ledger.blocks(first, Math.toIntExact(last - first + 1)).blocks()) {
            boolean isHeard = block.number() < heardUpTo.block()
                    || block.acts().stream()
                            .anyMatch(told -> told.transactionId().equals(heardUpTo.transactionId()));
            for (Told told : block.acts()) {
                onLedger.add(new ActHash(told.event().act()));
                judgements.addAll(comparison.judge(told, isHeard));
                // What stands behind the checkpoint in its own block is still to be heard.
                isHeard &= block.number() < heardUpTo.block()
                        || !told.transactionId().equals(heardUpTo.transactionId());
            }
        }
        projection.committed(first, last).stream()
                .filter(act -> !onLedger.contains(act))
                .map(comparison::invented)
                .forEach(judgements::add);
        return last == cycle.upToBlock()
                ? new Slice(Cycle.Stage.DONE, Long.toString(last), judgements)
                : new Slice(Cycle.Stage.BLOCKS, Long.toString(last), judgements);
    }

    private void take(Cycle cycle, Judgement judgement) {
        count(cycle, judgement);
        switch (judgement.verdict()) {
            case Judgement.Verdict.Agrees _ -> {
                // Nothing to say. What was found of it before ends with the cycle.
            }
            case Judgement.Verdict.OnItsWay _ -> findings.stands(judgement.kind(), judgement.object(), cycle.number());
            case Judgement.Verdict.Apart apart ->
                findings.found(judgement.kind(), judgement.object(), apart.differences(), cycle.number());
        }
    }

    private void count(Cycle cycle, Judgement judgement) {
        Mirror.Side here = judgement.here();
        Mirror.Side onLedger = judgement.onLedger();
        var what = Cycle.Count.What.valueOf(judgement.kind().name() + "S");
        add(cycle, what, here, 1, 0);
        add(cycle, what, onLedger, 0, 1);
        if (here.locked() || onLedger.locked()) {
            add(cycle, Cycle.Count.What.LOCKS, here, here.locked() ? 1 : 0, 0);
            add(cycle, Cycle.Count.What.LOCKS, onLedger, 0, onLedger.locked() ? 1 : 0);
        }
    }

    private void add(Cycle cycle, Cycle.Count.What what, Mirror.Side side, int here, int onLedger) {
        if (side.held() && here + onLedger > 0) {
            cycles.add(
                    cycle.number(),
                    new Cycle.Count(
                            what, side.currency(), here, onLedger, here * side.minor(), onLedger * side.minor()));
        }
    }

    @Override
    public void stop() {
        over.countDown();
        Thread working = worker;
        if (working != null) {
            try {
                working.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            worker = null;
        }
        cycles.release(id);
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
