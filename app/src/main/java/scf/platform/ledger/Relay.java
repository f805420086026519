package scf.platform.ledger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import scf.contract.Bytes;
import scf.contract.Refusal;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.ProposedAct;
import scf.gateway.Submitting;

/// Carries what rooms have told to the ledger: in order for each subject, side by side for different ones, and
/// with as much patience as it takes.
///
/// What a failure means depends on the step. An endorsement that failed has ordered nothing: the act is
/// proposed again. A submission that failed may have been ordered: the same envelope is submitted again and its
/// id is asked for, since an id counts once. A conflict has come to nothing for good: the act is proposed anew,
/// under a new id. Whatever is tried twice here is done once there, because the ledger knows each act by its
/// hash.
///
/// Several platforms may run relays on one database. Each works under leases that it renews while it lives; one
/// that was killed loses them, one that merely slept finds that it can no longer change anything.
@Component
class Relay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /// So many of the last calls decide whether the ledger is thought to be away, and so long it is then left
    /// alone.
    private static final int JUDGED_BY = 20;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final UUID id = UUID.randomUUID();
    private final OutboxStore outbox;
    private final LedgerClient ledger;
    private final Ground ground;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Bell bell;
    private final LedgerSettings settings;
    private final Semaphore free;
    private final CircuitBreaker breaker;
    private final LongAdder answered = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private volatile Shift looking = new Shift();
    private volatile Shift renewing = new Shift();
    private volatile boolean running;

    Relay(
            OutboxStore outbox,
            LedgerClient ledger,
            Ground ground,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Bell bell,
            LedgerSettings settings) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.ground = ground;
        this.transactions = transactions;
        this.events = events;
        this.bell = bell;
        this.settings = settings;
        this.free = new Semaphore(settings.inFlight());
        this.breaker = CircuitBreaker.of(
                "ledger",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(JUDGED_BY)
                        .minimumNumberOfCalls(JUDGED_BY / 2)
                        .failureRateThreshold(80)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(LEFT_ALONE)
                        .build());
    }

    /// Whether the ledger has begun. Until then nothing is tried.
    boolean stands() {
        return ground.stands();
    }

    /// Closed while the ledger answers; open while it is left alone; half open while two acts try it.
    CircuitBreaker.State breaker() {
        return breaker.getState();
    }

    /// How many tries the ledger has answered, and how many it has not.
    long tries(boolean answered) {
        return (answered ? this.answered : unanswered).sum();
    }

    @Override
    public void start() {
        looking = new Shift();
        renewing = new Shift();
        running = true;
        looking.work("ledger-relay", this::look);
        renewing.work("ledger-relay-lease", this::renew);
    }

    private void look() {
        while (running) {
            boolean more = false;
            try {
                more = carryDue();
            } catch (RuntimeException e) {
                LOG.error("The outbox cannot be read; looking again in {}", settings.look(), e);
            }
            if (!more && !pause()) {
                return;
            }
        }
    }

    /// Leases as many entries as there is room for and sends them off. Whether there may be more.
    boolean carryDue() {
        int room = ground.stands() ? takeRoom() : 0;
        List<Entry> leased = List.of();
        try {
            leased = room == 0 ? leased : outbox.lease(id, room, settings.lease());
        } finally {
            giveBack(room - leased.size());
        }
        for (Entry entry : leased) {
            Thread.ofVirtual().name("ledger-entry-" + entry.number()).start(() -> carry(entry));
        }
        return room > 0 && leased.size() == room;
    }

    private int takeRoom() {
        int room = 0;
        while (free.tryAcquire()) {
            if (!breaker.tryAcquirePermission()) {
                free.release();
                return room;
            }
            room++;
        }
        return room;
    }

    private void giveBack(int room) {
        for (int i = 0; i < room; i++) {
            breaker.releasePermission();
            free.release();
        }
    }

    private boolean pause() {
        try {
            bell.await(settings.look());
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void carry(Entry entry) {
        boolean heard = false;
        try {
            heard = advance(entry);
        } catch (RuntimeException e) {
            if (running) {
                LOG.error("{} could not be carried on; it is tried again", entry.inWords(), e);
                postpone(entry, "an accident here: " + e);
            }
        } finally {
            (heard ? answered : unanswered).increment();
            if (heard) {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            } else {
                breaker.onError(0, TimeUnit.NANOSECONDS, new NotAnswered());
            }
            free.release();
            bell.ring();
        }
    }

    /// Only counted, never thrown.
    private static final class NotAnswered extends RuntimeException {

        NotAnswered() {
            super("the ledger did not answer", null, false, false);
        }
    }

    /// Takes the entry as far as it goes now. Whether the ledger answered.
    private boolean advance(Entry entry) {
        return switch (entry.status()) {
            // A proposal that was sent before a restart has ordered nothing: the act is simply proposed again.
            case QUEUED, PROPOSED -> propose(entry);
            case ENDORSED -> resume(entry, known(entry, entry.transactionId()), known(entry, entry.envelope()));
            case WRITTEN, COMMITTED, REFUSED ->
                throw new IllegalStateException(entry.inWords() + " is none of the relay's business any more");
        };
    }

    private static <T> T known(Entry entry, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Expected " + entry.inWords() + " to have its id and envelope");
        }
        return value;
    }

    private boolean propose(Entry entry) {
        ProposedAct proposed = ledger.propose(entry.act());
        // Written down before anything is sent: from here on there is a name to ask for.
        if (!outbox.proposed(entry.number(), id, proposed.transactionId())) {
            return true;
        }
        return switch (ledger.endorse(proposed)) {
            case Endorsing.Endorsed endorsed ->
                !outbox.endorsed(entry.number(), id, endorsed.transaction())
                        || submit(entry, proposed.transactionId(), endorsed.transaction());
            case Endorsing.RefusedByRules refused -> {
                hear(entry, refused.refusal(), refused.message());
                yield true;
            }
            case Endorsing.NotEndorsed failure -> {
                postpone(entry, "not endorsed: " + failure.cause());
                yield false;
            }
        };
    }

    /// The envelope may have been ordered before: who asks first spares the ledger one that counts for nothing. A peer
    /// looks in vain for the rows of such a one, and lets the blocks behind it wait.
    private boolean resume(Entry entry, String transactionId, Bytes envelope) {
        return switch (ledger.status(transactionId, settings.doubt())) {
            case Committing.Unknown _ -> submit(entry, transactionId, envelope);
            case Committing known -> end(entry, known);
        };
    }

    private boolean submit(Entry entry, String transactionId, Bytes envelope) {
        Duration patience = switch (ledger.submit(envelope)) {
            case Submitting.Ordered _ -> settings.patience();
            // It may be on its way all the same; a moment will tell.
            case Submitting.Unknown _ -> settings.doubt();
        };
        return end(entry, ledger.status(transactionId, patience));
    }

    private boolean end(Entry entry, Committing ending) {
        return switch (ending) {
            case Committing.Committed committed -> {
                outbox.written(entry.number(), committed.block());
                yield true;
            }
            case Committing.Conflicted conflict -> {
                LOG.info("{} met {} in block {}: endorsing anew", entry.inWords(), conflict.code(), conflict.block());
                outbox.anew(entry.number(), id, settings.pauseAfter(0), conflict.code());
                yield true;
            }
            case Committing.Invalid invalid -> {
                LOG.warn(
                        "{} was found invalid ({}) in block {}: endorsing anew, but somebody should look",
                        entry.inWords(),
                        invalid.code(),
                        invalid.block());
                outbox.anew(entry.number(), id, settings.pauseAfter(entry.attempts()), invalid.code());
                yield true;
            }
            case Committing.Unknown unknown -> {
                postpone(entry, "no commit yet: " + unknown.cause());
                yield false;
            }
        };
    }

    private void postpone(Entry entry, String problem) {
        Duration pause = settings.pauseAfter(entry.attempts());
        LOG.info("{} waits {}: {}", entry.inWords(), pause, problem);
        outbox.later(entry.number(), id, pause, problem);
    }

    /// A refusal counts when it is heard twice: an endorser that lags a block behind refuses what it would
    /// accept a moment later, and the rooms must not take back what then happens all the same.
    private void hear(Entry entry, Refusal refusal, String message) {
        if (entry.refusalHeard() != refusal) {
            outbox.doubt(entry.number(), id, settings.doubt(), refusal, message);
            return;
        }
        LOG.warn("{} is refused by the ledger: {}, {}", entry.inWords(), refusal, message);
        transactions.executeWithoutResult(_ -> {
            if (outbox.refused(entry.number(), id, refusal, message)) {
                events.publishEvent(new ActRefused(entry.hash(), entry.type(), entry.subject(), refusal, message));
            }
        });
    }

    private void renew() {
        while (running) {
            try {
                outbox.renew(id, settings.lease());
            } catch (RuntimeException e) {
                LOG.error("The leases of this relay cannot be renewed", e);
            }
            if (!renewing.pause(settings.lease().dividedBy(4))) {
                return;
            }
        }
    }

    /// Lets what is on its way arrive, for a while, and leaves the rest to the next relay. Until then leases are
    /// renewed.
    @Override
    public void stop() {
        running = false;
        bell.ring();
        try {
            looking.join();
            if (free.tryAcquire(settings.inFlight(), GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(settings.inFlight());
            }
            renewing.end();
            renewing.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        outbox.release(id);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
