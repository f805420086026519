package scf.platform.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import scf.gateway.Checkpoint;
import scf.gateway.LedgerClient;
import scf.gateway.LedgerEvents;
import scf.gateway.Told;
import scf.schema.ids.ActHash;

/// Hears what the ledger tells and lets the rooms act on it, once for each event and in the ledger's order.
///
/// The effect and the checkpoint are one transaction: a platform that dies before it hears the event again, one
/// that dies after it does not. Of several platforms one reads at a time; the lease makes that cheap, the
/// checkpoint's row makes it certain.
///
/// An event whose effect fails is not skipped: what comes after it may rest on it. It is tried again and again,
/// with growing pauses and a loud log, and everything behind it waits.
@Component
class Inbox implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /// Blocks that were heard before there was a projection are read again so many at a time.
    private static final int BLOCKS = 50;

    private final UUID id = UUID.randomUUID();
    private final InboxStore inbox;
    private final OutboxStore outbox;
    private final ProjectionStore projection;
    private final LedgerClient ledger;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Bell relay;
    private final LedgerSettings settings;
    private final AtomicLong carriedByOthers = new AtomicLong();
    private volatile @Nullable LedgerEvents stream;
    private volatile @Nullable String trouble;
    private volatile Shift shift = new Shift();
    private volatile boolean running;

    Inbox(
            InboxStore inbox,
            OutboxStore outbox,
            ProjectionStore projection,
            LedgerClient ledger,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Bell relay,
            LedgerSettings settings) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.projection = projection;
        this.ledger = ledger;
        this.transactions = transactions;
        this.events = events;
        this.relay = relay;
        this.settings = settings;
    }

    /// How many acts this reader has met that other members carried.
    long carriedByOthers() {
        return carriedByOthers.get();
    }

    /// The event that cannot have its effect, and why; empty while all is well.
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void start() {
        shift = new Shift();
        running = true;
        shift.work("ledger-inbox", this::read);
        shift.work("ledger-inbox-lease", this::renew);
    }

    private void read() {
        int failures = 0;
        while (running) {
            try {
                Optional<Checkpoint> from = inbox.lease(id, settings.lease());
                if (from.isPresent()) {
                    catchUp();
                    readFrom(from.get());
                    failures = 0;
                }
                if (!shift.pause(settings.look())) {
                    return;
                }
            } catch (LedgerEvents.Lost e) {
                if (!running || !shift.pause(settings.pauseAfter(failures++))) {
                    return;
                }
                LOG.warn("{}; reading on from the checkpoint", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("The ledger's events cannot be read; trying again", e);
                if (!shift.pause(settings.pauseAfter(failures++))) {
                    return;
                }
            }
        }
    }

    /// Projects what was heard before there was a projection, backwards: what is known already is newer.
    private void catchUp() {
        for (long end = projection.from(); running && end > 0; end = projection.from()) {
            long first = Math.max(0, end - BLOCKS);
            var blocks = ledger.blocks(first, Math.toIntExact(end - first)).blocks();
            transactions.executeWithoutResult(_ -> {
                blocks.forEach(block -> block.acts().forEach(projection::heard));
                projection.begins(first);
            });
        }
    }

    /// Reads until the stream breaks or another platform has taken over.
    private void readFrom(Checkpoint checkpoint) {
        try (LedgerEvents told = ledger.events(checkpoint)) {
            stream = told;
            boolean mine = true;
            while (running && mine) {
                mine = effect(told.next());
            }
        } finally {
            stream = null;
        }
    }

    /// Lets the event have its effect, however often it takes. Whether this platform is still the reader.
    private boolean effect(Told told) {
        for (int failures = 0; running; failures++) {
            try {
                boolean mine = Boolean.TRUE.equals(transactions.execute(_ -> effectOnce(told)));
                trouble = null;
                relay.ring();
                return mine;
            } catch (RuntimeException e) {
                Duration pause = settings.pauseAfter(failures);
                trouble = "act %s in block %d, transaction %s: %s"
                        .formatted(told.event().act(), told.block(), told.transactionId(), e);
                LOG.error(
                        "A room cannot follow the ledger: act {} ({}) in block {}, transaction {}. Nothing behind it is"
                                + " heard until it can. Attempt {}, next in {}",
                        told.event().act(),
                        told.event().type(),
                        told.block(),
                        told.transactionId(),
                        failures + 1,
                        pause,
                        e);
                if (!shift.pause(pause)) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean effectOnce(Told told) {
        if (!inbox.moveTo(id, told.checkpoint())) {
            return false;
        }
        projection.heard(told);
        var act = new ActHash(told.event().act());
        switch (outbox.committed(act, told.transactionId(), told.block())) {
            case OutboxStore.Committing.Committed entry ->
                events.publishEvent(new ActCommitted(
                        act,
                        entry.type(),
                        entry.subject(),
                        told.event().changes(),
                        told.transactionId(),
                        told.block()));
            case OutboxStore.Committing.RefusedBefore entry -> {
                LOG.error(
                        "The ledger holds act {} (entry {}), which it had refused to us: another member has carried it."
                                + " The rooms think it refused",
                        act,
                        entry.number());
                carriedByAnother(told);
            }
            case OutboxStore.Committing.NotOurs _ -> carriedByAnother(told);
            case OutboxStore.Committing.Before _ ->
                LOG.debug("Act {} in block {} asks nothing of us", act, told.block());
        }
        return true;
    }

    /// Any member of the channel may carry a signed act to the ledger. Then what the rooms believe of its objects is
    /// no longer true, and nobody here may take a step on that belief.
    private void carriedByAnother(Told told) {
        carriedByOthers.incrementAndGet();
        var ours = inbox.diverged(told);
        LOG.warn(
                "Another member has carried act {} ({}) in block {}. Of what it changed these are ours, and no step is"
                        + " taken on them until a person has looked: {}",
                told.event().act(),
                told.event().type(),
                told.block(),
                ours);
    }

    private void renew() {
        while (running) {
            try {
                inbox.renew(id, settings.lease());
            } catch (RuntimeException e) {
                LOG.error("The lease of this inbox cannot be renewed", e);
            }
            if (!shift.pause(settings.lease().dividedBy(4))) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        shift.end();
        LedgerEvents open = stream;
        if (open != null) {
            open.close();
        }
        try {
            shift.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        inbox.release(id);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
