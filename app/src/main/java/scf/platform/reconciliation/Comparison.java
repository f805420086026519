package scf.platform.reconciliation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import scf.contract.LedgerEvent;
import scf.gateway.Held;
import scf.gateway.LedgerClient;
import scf.gateway.Told;
import scf.platform.ledger.ActStanding;
import scf.platform.ledger.Difference;
import scf.platform.ledger.Mirror;
import scf.platform.ledger.Projected;
import scf.platform.ledger.Projection;
import scf.schema.ids.ActHash;

/// Holds one object, or one act, against the ledger.
///
/// Rows are compared as of the checkpoint. The ledger is asked first and PostgreSQL afterwards, in one
/// snapshot, which then says how much of the object has been heard: where the ledger is ahead of that there is
/// nothing to compare yet, and where it is behind it is asked again. No transaction is open while the ledger is
/// asked.
@Component
class Comparison {

    private static final int ATTEMPTS = 3;

    private final LedgerClient ledger;
    private final Projection projection;
    private final Map<LedgerEvent.Kind, Mirror> mirrors = new EnumMap<>(LedgerEvent.Kind.class);
    private final TransactionTemplate snapshot;

    Comparison(
            LedgerClient ledger, Projection projection, List<Mirror> mirrors, PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.projection = projection;
        mirrors.forEach(mirror -> this.mirrors.put(mirror.kind(), mirror));
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    Mirror mirror(LedgerEvent.Kind kind) {
        var mirror = mirrors.get(kind);
        if (mirror == null) {
            throw new IllegalStateException("no room has rows of kind " + kind);
        }
        return mirror;
    }

    // Objects

    Judgement judge(LedgerEvent.Kind kind, String object) {
        for (int attempt = 1; ; attempt++) {
            var held = ledger.held(kind, object);
            if (held.isPresent() && !held.get().opens()) {
                return new Judgement(
                        Finding.Kind.of(kind),
                        object,
                        Mirror.Side.NOTHING,
                        Mirror.Side.NOTHING,
                        Judgement.verdict(
                                List.of(Difference.of("terms", "what the peer keeps", "another commitment"))));
            }
            var seen = see(kind, object, held);
            if (seen.version() <= held.map(Held::version).orElse(0L) || attempt == ATTEMPTS) {
                return judgement(kind, object, seen, held);
            }
        }
    }

    private Judgement judgement(LedgerEvent.Kind kind, String object, Seen seen, Optional<Held> held) {
        var here = seen.compared().here();
        var verdict = verdict(seen, held);
        var onLedger = verdict instanceof Judgement.Verdict.OnItsWay
                ? here
                : seen.compared().onLedger();
        return new Judgement(Finding.Kind.of(kind), object, here, onLedger, verdict);
    }

    /// What PostgreSQL says, all of it at one moment.
    private record Seen(Optional<Projected> standing, boolean hasActOnItsWay, Mirror.Compared compared) {

        long version() {
            return standing.map(Projected::version).orElse(0L);
        }
    }

    private Seen see(LedgerEvent.Kind kind, String object, Optional<Held> held) {
        var seen = snapshot.execute(_ -> new Seen(
                projection.of(kind, object),
                projection.hasActOnItsWay(object),
                mirror(kind).compare(object, held)));
        if (seen == null) {
            throw new IllegalStateException("a snapshot of " + object + " came to nothing");
        }
        return seen;
    }

    private Judgement.Verdict verdict(Seen seen, Optional<Held> held) {
        long onLedger = held.map(Held::version).orElse(0L);
        boolean isRoot = seen.standing().isEmpty() && isRoot(held);
        if (onLedger > seen.version() && !isRoot) {
            return new Judgement.Verdict.OnItsWay();
        }
        var words = new Difference.Collector();
        if (!isRoot) {
            words.words(
                            "standing",
                            seen.standing().map(Projected::state).orElse(null),
                            held.map(Held::standing).orElse(null))
                    .words("standing.version", seen.version(), onLedger)
                    .words(
                            "standing.act",
                            seen.standing().map(Projected::act).orElse(null),
                            held.map(Held::act).orElse(null));
        }
        var differences = new ArrayList<>(words.found());
        differences.addAll(seen.compared().differences());
        if (seen.compared().waits() && !seen.hasActOnItsWay()) {
            differences.add(Difference.of("waiting", "for an act on its way", "no act is told"));
        }
        return Judgement.verdict(differences);
    }

    /// The city's first key stands in the genesis, of which no event tells.
    private boolean isRoot(Optional<Held> held) {
        return held.filter(one -> one.kind() == LedgerEvent.Kind.KEY && one.version() == 1)
                .flatMap(
                        one -> ledger.config().filter(config -> config.genesis().equals(one.act())))
                .isPresent();
    }

    // Acts

    /// An act that the ledger holds, against what the outbox says of it and what is kept of it; and the objects
    /// that it was the last to change, where nothing here speaks of them.
    ///
    /// @param isHeard whether the inbox has read it
    List<Judgement> judge(Told told, boolean isHeard) {
        var judgements = new ArrayList<Judgement>();
        judgements.add(act(told, isHeard));
        if (isHeard) {
            var event = told.event();
            event.changes()
                    .forEach(change -> missed(event.kindOf(change), change).ifPresent(judgements::add));
        }
        return judgements;
    }

    private Optional<Judgement> missed(LedgerEvent.Kind kind, LedgerEvent.Change change) {
        boolean hasRow = mirror(kind).knows(change.object());
        boolean isBehind = projection
                .of(kind, change.object())
                .filter(standing -> standing.version() >= change.version())
                .isEmpty();
        if (hasRow && !isBehind) {
            return Optional.empty();
        }
        // Counted once, at the act that made it what it is; and not here, if its row was counted before.
        return ledger.held(kind, change.object())
                .filter(held -> held.version() == change.version())
                .map(_ -> judge(kind, change.object()))
                .map(judged -> new Judgement(
                        judged.kind(),
                        judged.object(),
                        Mirror.Side.NOTHING,
                        hasRow ? Mirror.Side.NOTHING : judged.onLedger(),
                        isBehind
                                ? Judgement.verdict(
                                        List.of(Difference.of("standing.version", "an older one", change.version())))
                                : judged.verdict()));
    }

    private Judgement act(Told told, boolean isHeard) {
        var act = new ActHash(told.event().act());
        var entered = projection.entered(act).orElse(null);
        var words = new Difference.Collector();
        if (entered != null && (isHeard || entered.state() != ActStanding.State.QUEUED)) {
            words.words("state", entered.state(), ActStanding.State.COMMITTED)
                    .words("transaction", entered.transactionId(), told.transactionId())
                    .words("block", entered.block(), told.block());
        }
        if (!projection.opens(act)) {
            words.words("rows", "not what the header commits to", "commitments");
        }
        return new Judgement(
                Finding.Kind.ACT,
                act.value(),
                entered == null ? Mirror.Side.NOTHING : Mirror.Side.of(false, "", 0),
                Mirror.Side.of(false, "", 0),
                Judgement.verdict(words.found()));
    }

    /// An act of which only the outbox says that the ledger holds it.
    Judgement invented(ActHash act) {
        return new Judgement(
                Finding.Kind.ACT,
                act.value(),
                Mirror.Side.of(false, "", 0),
                Mirror.Side.NOTHING,
                Judgement.verdict(List.of(Difference.of("state", ActStanding.State.COMMITTED, null))));
    }
}
