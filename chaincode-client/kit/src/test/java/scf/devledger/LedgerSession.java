package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Refusal;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.contract.VoucherState;
import scf.devledger.Deeds.Invoice;
import scf.gateway.Checkpoint;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.LedgerEvents;
import scf.gateway.ProposedAct;
import scf.gateway.Submitting;
import scf.gateway.Told;

/// How the kit speaks with a ledger: tells acts in three steps, asks, and listens.
abstract class LedgerSession {

    static final long MINOR = 10_750;

    private static final Duration LAG = Duration.ofSeconds(10);

    /// A client of the platform; the same one until a restart.
    abstract LedgerClient client();

    /// The city, with the key that stands in the genesis.
    abstract Party city();

    /// Stops the whole ledger and starts it again.
    abstract void restart();

    Town registered(Town town) {
        written(Deeds.register(city(), town.bank()));
        written(Deeds.register(city(), town.debtor()));
        written(Deeds.register(town.bank(), town.supplier()));
        return town;
    }

    Town confirmed() {
        Town town = registered(Town.with(Algorithm.ED25519));
        written(Deeds.confirm(
                town.debtor(),
                Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR)));
        return town;
    }

    /// Carries it there, as patiently as a platform: an endorser that lags a block behind refuses what it accepts a
    /// moment later.
    long written(SignedAct act) {
        Instant end = Instant.now().plus(LAG);
        while (true) {
            ProposedAct proposed = client().propose(act);
            Endorsing endorsing = client().endorse(proposed);
            if (endorsing instanceof Endorsing.Endorsed endorsed) {
                ordered(endorsed.transaction());
                Committing committing = client().status(proposed.transactionId());
                assertThat(committing).isInstanceOf(Committing.Committed.class);
                return ((Committing.Committed) committing).block();
            }
            assertThat(Instant.now()).as("still " + endorsing).isBefore(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// How an act ended that raced with others.
    enum Ending {
        HELD,
        LOST
    }

    /// Tells so many acts at the same time.
    List<Ending> atOnce(int count, IntFunction<SignedAct> acts) {
        List<CompletableFuture<Ending>> endings;
        try (var tellers = Executors.newVirtualThreadPerTaskExecutor()) {
            endings = IntStream.range(0, count)
                    .mapToObj(acts)
                    .map(act -> CompletableFuture.supplyAsync(() -> race(act), tellers))
                    .toList();
        }
        return endings.stream().map(CompletableFuture::join).toList();
    }

    private Ending race(SignedAct act) {
        ProposedAct proposed = client().propose(act);
        return switch (client().endorse(proposed)) {
            case Endorsing.Endorsed endorsed -> {
                ordered(endorsed.transaction());
                yield switch (client().status(proposed.transactionId())) {
                    case Committing.Committed _ -> Ending.HELD;
                    case Committing.Conflicted _ -> Ending.LOST;
                    case Committing.Invalid invalid -> throw new AssertionError("not expected: " + invalid);
                    case Committing.Unknown unknown -> throw new AssertionError("not expected: " + unknown);
                };
            }
            case Endorsing.RefusedByRules _ -> Ending.LOST;
            case Endorsing.NotEndorsed failed -> throw new AssertionError("not expected: " + failed);
        };
    }

    Bytes endorsed(ProposedAct proposed) {
        Endorsing endorsing = client().endorse(proposed);
        assertThat(endorsing).isInstanceOf(Endorsing.Endorsed.class);
        return ((Endorsing.Endorsed) endorsing).transaction();
    }

    void ordered(Bytes transaction) {
        assertThat(client().submit(transaction)).isInstanceOf(Submitting.Ordered.class);
    }

    Refusal refused(SignedAct act) {
        Endorsing endorsing = client().endorse(client().propose(act));
        assertThat(endorsing).isInstanceOf(Endorsing.RefusedByRules.class);
        return ((Endorsing.RefusedByRules) endorsing).refusal();
    }

    void voucherStands(Town town, VoucherState.Standing standing, long version) {
        voucherStands(town.voucher(), standing, version);
    }

    void voucherStands(String number, VoucherState.Standing standing, long version) {
        VoucherState state = client().voucher(number).orElseThrow();
        assertThat(state.state()).isEqualTo(standing);
        assertThat(state.version()).isEqualTo(version);
    }

    List<Told> eventsUntil(Checkpoint after, String act) {
        List<Told> told = new ArrayList<>();
        try (LedgerEvents events = client().events(after)) {
            do {
                told.add(events.next());
            } while (!told.getLast().event().act().equals(act));
        }
        return told;
    }

    Checkpoint lastCheckpoint() {
        SignedAct marker = Deeds.register(city(), Party.of(Role.ENTERPRISE, Algorithm.ED25519));
        written(marker);
        return eventsUntil(Checkpoint.BEGINNING, marker.hash()).getLast().checkpoint();
    }
}
