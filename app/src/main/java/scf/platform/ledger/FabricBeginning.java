package scf.platform.ledger;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import scf.contract.Beginning;
import scf.contract.Config;
import scf.contract.Genesis;
import scf.gateway.LedgerClient;
import scf.gateway.LedgerUnavailable;

/// Holds the network's ledger against what this store expects of it, before anything is told.
///
/// A practice ledger is begun from here. One in business is begun by its city, whose root key the genesis carries;
/// the platform only looks whether it is the right one. A ledger that does not answer, or has not begun, keeps nobody
/// waiting: what is told meanwhile waits in the outbox, and the relay leaves it there until the ledger stands.
final class FabricBeginning implements SmartLifecycle, Ground {

    private static final Logger LOG = LoggerFactory.getLogger(FabricBeginning.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final LedgerClient ledger;
    private final Genesis genesis;
    private volatile boolean running;
    private volatile boolean standing;

    FabricBeginning(LedgerClient ledger, Genesis genesis) {
        this.ledger = ledger;
        this.genesis = genesis;
    }

    /// Before the relay and the inbox.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public void start() {
        running = true;
        if (!ask()) {
            Thread.ofVirtual().name("ledger-beginning").start(this::untilItStands);
        }
    }

    private void untilItStands() {
        try {
            do {
                Thread.sleep(BETWEEN_TRIES);
            } while (running && !ask());
        } catch (InterruptedException _) {
            // The platform ends.
        } catch (IllegalStateException e) {
            LOG.error("The ledger is not the one of this store: nothing that waits will be taken there", e);
        }
    }

    @Override
    public boolean stands() {
        return standing;
    }

    /// Whether it stands from now on.
    private boolean ask() {
        try {
            standing = genesis.practice() ? isOurs(ledger.begin(genesis)) : hasBegunWithOurs();
        } catch (LedgerUnavailable e) {
            LOG.warn("The ledger cannot be asked what it began with, and is asked again: {}", e.getMessage());
        }
        return standing;
    }

    private boolean hasBegunWithOurs() {
        Optional<Config> begun = ledger.config();
        if (begun.isEmpty()) {
            LOG.warn(
                    "The ledger on channel {} has not begun: its city begins it, see infra/fabric/README.md",
                    genesis.channel());
            return false;
        }
        return isOurs(
                begun.get().equals(Config.of(genesis))
                        ? new Beginning.BegunBefore()
                        : new Beginning.Refused(
                                "it has the genesis " + begun.get().genesis()));
    }

    private boolean isOurs(Beginning beginning) {
        return switch (beginning) {
            case Beginning.Begun _, Beginning.BegunBefore _ -> true;
            case Beginning.Refused refused ->
                throw new IllegalStateException("The ledger on channel " + genesis.channel()
                        + " was begun with another genesis than this store expects: " + refused.message());
        };
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
