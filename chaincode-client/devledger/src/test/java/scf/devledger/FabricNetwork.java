package scf.devledger;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import scf.gateway.LedgerClient;
import scf.gateway.Member;
import scf.gateway.Peer;

/// A real network on this machine, by `infra/fabric/network`: whoever opens it waits until the chaincode is committed.
///
/// Without Fabric's binaries it fails, and says how to get them: a ledger that was not tried proves nothing.
final class FabricNetwork implements AutoCloseable {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> NODES = List.of(
            "orderer1",
            "city",
            "city-chaincode",
            "platform",
            "platform-chaincode",
            "bank-north",
            "bank-north-chaincode");
    private static final int PLATFORM_PORT = 7260;

    private final Path home;

    FabricNetwork(Path home) {
        this.home = home.toAbsolutePath();
        command("down");
        command("up", "small");
    }

    ManagedChannel channel() {
        return new Peer("localhost:" + PLATFORM_PORT, of("peers/peer.platform.scf/tls/ca.crt")).channel();
    }

    LedgerClient client(ManagedChannel channel) {
        var member = Member.read(
                DevLedger.PLATFORM,
                of("users/User1@platform.scf/msp/signcerts/User1@platform.scf-cert.pem"),
                of("users/User1@platform.scf/msp/keystore/priv_sk"));
        return new LedgerClient(
                channel, Deeds.CHANNEL, DevLedger.CHAINCODE, member, List.of(DevLedger.CITY, DevLedger.PLATFORM));
    }

    private Path of(String file) {
        return home.resolve("crypto/peerOrganizations/platform.scf").resolve(file);
    }

    /// Every process of it is killed with -9 and started again on what it has on disk.
    void restart() {
        NODES.forEach(node -> command("stop", node));
        NODES.forEach(node -> command("start", node));
    }

    private void command(String... words) {
        var command =
                new ArrayList<>(List.of(ROOT.resolve("infra/fabric/network").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FABRIC_HOME", home.toString());
        builder.environment().put("BATCH_TIMEOUT", "50ms");
        builder.environment()
                .put(
                        "JAVA_25",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        try {
            // To a file: the network's nodes outlive the command and would hold a pipe open.
            Path told = Files.createTempFile("fabric-network", ".log");
            int code = builder.redirectOutput(told.toFile()).start().waitFor();
            String output = Files.readString(told, StandardCharsets.UTF_8);
            Files.delete(told);
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", words) + " ended with " + code + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        command("down");
    }
}
