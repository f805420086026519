package scf.devledger;

import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import scf.contract.Algorithm;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.ProposedAct;
import scf.network.FabricNetwork;

/// Real Hyperledger Fabric before the kit that judges every ledger: `mvn verify -Pfabric`.
class FabricLedgerIT extends LedgerKit {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Party CITY = Party.of(Role.CITY, Algorithm.ECDSA_P256_SHA256);
    private static @Nullable FabricNetwork network;
    private static @Nullable ManagedChannel channel;
    private static @Nullable LedgerClient client;

    @BeforeAll
    static void open() {
        network = FabricNetwork.up(FabricNetwork.Shape.SMALL, Path.of("target/fabric"));
        channel = network.channel(FabricNetwork.GATEWAY_PORT);
        client = network.client(channel);
        FabricNetwork.begin(client, TestLedger.genesis(CITY, true));
    }

    @AfterAll
    static void close() {
        if (client != null) {
            client.close();
        }
        if (channel != null) {
            channel.shutdownNow();
        }
        if (network != null) {
            network.close();
        }
    }

    @Override
    LedgerClient client() {
        return opened(client);
    }

    @Override
    Party city() {
        return CITY;
    }

    @Override
    String trust() {
        return opened(network).trust();
    }

    @Override
    LedgerClient endorsedBy(String... organisations) {
        return opened(network).client(opened(channel), List.of(organisations));
    }

    /// The client and its channel stay: they must find the network again by themselves.
    @Override
    void restart() {
        opened(network).restart();
        SignedAct marker = Deeds.register(city(), Party.of(Role.ENTERPRISE, Algorithm.ED25519));
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds(marker)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the network takes no act after its restart");
            }
            pause();
        }
    }

    private boolean holds(SignedAct act) {
        ProposedAct proposed = client().propose(act);
        if (!(client().endorse(proposed) instanceof Endorsing.Endorsed endorsed)) {
            return false;
        }
        var _ = client().submit(endorsed.transaction());
        return client().status(proposed.transactionId(), Duration.ofSeconds(5)) instanceof Committing.Committed;
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("The network was not opened");
        }
        return part;
    }
}
