package scf.devledger;

import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import scf.contract.Algorithm;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.ProposedAct;
import scf.network.FabricNetwork;

/// A real network in its small shape whose ledger a city has begun, and the platform's client there.
final class FabricLedger implements AutoCloseable {

    private static final Path HOME = Path.of("target/fabric");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Party city = Party.of(Role.CITY, Algorithm.ECDSA_P256_SHA256);
    final FabricNetwork network;
    final ManagedChannel channel;
    final LedgerClient client;

    FabricLedger() {
        this(FabricNetwork.up(FabricNetwork.Shape.SMALL, HOME));
    }

    /// One whose orderer waits so long for more acts to put into a block.
    FabricLedger(String batchTimeout) {
        this(FabricNetwork.up(FabricNetwork.Shape.SMALL, HOME, batchTimeout));
    }

    private FabricLedger(FabricNetwork network) {
        this.network = network;
        this.channel = network.channel(FabricNetwork.GATEWAY_PORT);
        this.client = network.client(channel);
        try {
            FabricNetwork.begin(client, TestLedger.genesis(city, true));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Returns once an act has held. The client and its channel stay: they must find the network again by themselves.
    void untilItTakesActs() {
        SignedAct marker = Deeds.register(city, Party.of(Role.ENTERPRISE, Algorithm.ED25519));
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds(marker)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the network takes no act after " + PATIENCE);
            }
            pause();
        }
    }

    private boolean holds(SignedAct act) {
        ProposedAct proposed = client.propose(act);
        if (!(client.endorse(proposed) instanceof Endorsing.Endorsed endorsed)) {
            return false;
        }
        var _ = client.submit(endorsed.transaction());
        return client.status(proposed.transactionId(), Duration.ofSeconds(5)) instanceof Committing.Committed;
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        channel.shutdownNow();
        network.close();
    }
}
