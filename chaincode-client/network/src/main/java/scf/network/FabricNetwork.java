package scf.network;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scf.contract.Genesis;
import scf.gateway.LedgerClient;
import scf.gateway.LedgerUnavailable;
import scf.gateway.Member;
import scf.gateway.Peer;

/// A real network by `infra/fabric/network`: whoever opens it waits until the chaincode is committed.
///
/// Without Fabric's binaries it fails, and says how to get them: a ledger that was not tried proves nothing. A machine
/// holds one network at a time, since its ports are fixed.
public final class FabricNetwork implements AutoCloseable {

    /// Which organisations and orderers there are: `infra/fabric/shape.sh`.
    public enum Shape {
        /// City, platform, one bank, one orderer.
        SMALL,
        /// A chain-master and a second bank as well, and three orderers.
        FULL;

        private List<String> nodes() {
            return switch (this) {
                case SMALL -> List.of("orderer1", "city", "platform", "bank-north");
                case FULL ->
                    List.of(
                            "orderer1",
                            "orderer2",
                            "orderer3",
                            "city",
                            "platform",
                            "master",
                            "bank-north",
                            "bank-south");
            };
        }

        /// Orderers and peers, and beside each peer its chaincode.
        private List<String> processes() {
            return nodes().stream()
                    .flatMap(
                            node -> node.startsWith("orderer") ? Stream.of(node) : Stream.of(node, node + "-chaincode"))
                    .toList();
        }
    }

    public static final String CHANNEL = "scf";
    public static final String CHAINCODE = "scf";
    public static final String CITY = "CityMSP";
    public static final String PLATFORM = "PlatformMSP";

    /// Where the platform's own peer serves the gateway.
    public static final int GATEWAY_PORT = 7260;

    private static final int FIRST_PORT = 7150;
    private static final int LAST_PORT = 7299;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// How long the orderer waits for more acts to put into a block, unless the environment says otherwise.
    private static final String BATCH_TIMEOUT = System.getenv().getOrDefault("BATCH_TIMEOUT", "50ms");

    private final Shape shape;
    private final Path home;

    /// Held by whoever has started it; the tests of several modules come one after another.
    private final @Nullable FileChannel turn;

    private FabricNetwork(Shape shape, Path home, @Nullable FileChannel turn) {
        this.shape = shape;
        this.home = home.toAbsolutePath();
        this.turn = turn;
    }

    /// Starts it as soon as no other test has one, and ends first what an earlier run has left there.
    ///
    /// @param home where all of it lies until it is closed
    public static FabricNetwork up(Shape shape, Path home) {
        return up(shape, home, BATCH_TIMEOUT);
    }

    /// The same with an orderer that waits so long for more acts to put into a block.
    public static FabricNetwork up(Shape shape, Path home, String batchTimeout) {
        var network = new FabricNetwork(shape, home, turn());
        try {
            network.network("down");
            network.run(
                            Map.of("BATCH_TIMEOUT", batchTimeout),
                            List.of("up", shape.name().toLowerCase(Locale.ROOT)))
                    .orThrow();
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /// One that another process has started, and will close.
    public static FabricNetwork at(Shape shape, Path home) {
        return new FabricNetwork(shape, home, null);
    }

    private static FileChannel turn() {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "scf-fabric-network.lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = channel.lock();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the platform has to be told beside its profile `fabric`.
    public String setting() {
        return "--scf.fabric-home=" + home;
    }

    /// A connection to the platform's peer, or to something on another port that stands before it.
    public ManagedChannel channel(int port) {
        return new Peer("localhost:" + port, tlsRoot("platform")).channel();
    }

    /// The platform's own client.
    public LedgerClient client(ManagedChannel channel) {
        return client(channel, List.of(CITY, PLATFORM));
    }

    /// The same, whose acts and questions these organisations endorse and no others.
    public LedgerClient client(ManagedChannel channel, List<String> endorsers) {
        return new LedgerClient(channel, CHANNEL, CHAINCODE, user("platform", PLATFORM), endorsers);
    }

    /// What the network's own script has written for readers of proofs.
    public String trust() {
        try {
            return Files.readString(home.resolve("trust.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Member user(String member, String mspId) {
        String certificate = "users/User1@" + member + ".scf/msp/signcerts/User1@" + member + ".scf-cert.pem";
        return Member.read(
                mspId, of(member, certificate), of(member, "users/User1@" + member + ".scf/msp/keystore/priv_sk"));
    }

    private Path of(String member, String file) {
        return home.resolve("crypto/peerOrganizations/" + member + ".scf").resolve(file);
    }

    /// Begins the ledger. Peers need a moment to hear of each other before they endorse together.
    public static void begin(LedgerClient client, Genesis genesis) {
        until("the ledger begins", () -> {
            try {
                var _ = client.begin(genesis);
                return true;
            } catch (LedgerUnavailable _) {
                return false;
            }
        });
    }

    /// Kills a process of the network with -9.
    public void stop(String node) {
        network("stop", node);
    }

    /// Starts it again on what it has on disk.
    public void start(String node) {
        network("start", node);
    }

    /// Every process is killed with -9 and started again.
    public void restart() {
        shape.processes().forEach(this::stop);
        shape.processes().forEach(this::start);
    }

    /// The orderer that leads the others.
    public String leader() {
        return network("leader").strip();
    }

    /// What Fabric's own command line prints, as that member's administrator.
    public String peer(String member, String... words) {
        return tryPeer(member, words).orThrow();
    }

    /// Fabric's own command line, where it may refuse.
    public Ran tryPeer(String member, String... words) {
        List<String> all = new ArrayList<>(List.of("peer", member));
        all.addAll(List.of(words));
        return run(Map.of(), all);
    }

    /// Calls the contract by Fabric's own command line, around the platform, and waits until it is committed.
    ///
    /// @param member whose administrator carries it
    /// @param fields of the proposal's transient part
    /// @param endorsers whose peers are asked; nobody else is
    public Ran invoke(String member, String function, Map<String, byte[]> fields, String... endorsers) {
        List<String> words = new ArrayList<>(List.of("chaincode", "invoke", "-C", CHANNEL, "-n", CHAINCODE));
        words.addAll(List.of(
                "-o",
                "localhost:" + FIRST_PORT,
                "--tls",
                "--cafile",
                ordererRoot().toString()));
        words.addAll(List.of("-c", "{\"function\":\"" + function + "\",\"Args\":[]}", "--waitForEvent"));
        words.addAll(List.of(
                "--transient",
                fields.entrySet().stream()
                        .map(field -> "\"" + field.getKey() + "\":\""
                                + Base64.getEncoder().encodeToString(field.getValue()) + "\"")
                        .collect(Collectors.joining(",", "{", "}"))));
        for (String endorser : endorsers) {
            words.addAll(List.of("--peerAddresses", address(endorser)));
            words.addAll(List.of("--tlsRootCertFiles", tlsRoot(endorser).toString()));
        }
        return tryPeer(member, words.toArray(String[]::new));
    }

    private static String address(String member) {
        return "localhost:"
                + switch (member) {
                    case "city" -> 7250;
                    case "platform" -> GATEWAY_PORT;
                    case "master" -> 7270;
                    case "bank-north" -> 7280;
                    case "bank-south" -> 7290;
                    default -> throw new IllegalArgumentException("no member " + member);
                };
    }

    private Path tlsRoot(String member) {
        return of(member, "peers/peer." + member + ".scf/tls/ca.crt");
    }

    private Path ordererRoot() {
        return home.resolve("crypto/ordererOrganizations/orderer.scf/orderers/orderer1.orderer.scf/tls/ca.crt");
    }

    /// All that is public of the channel's state, and the hashes of what is not, as that member's own peer writes it.
    public List<byte[]> publicState(String member) {
        long height = height(member);
        peer(
                member,
                "snapshot",
                "submitrequest",
                "-c",
                CHANNEL,
                "-b",
                "0",
                "--peerAddress",
                address(member),
                "--tlsRootCertFile",
                tlsRoot(member).toString());
        Path written = home.resolve(member)
                .resolve("snapshots/completed")
                .resolve(CHANNEL)
                .resolve(Long.toString(height - 1));
        until("the snapshot", () -> Files.exists(written));
        return Stream.of("public_state.data", "private_state_hashes.data", "txids.data")
                .map(written::resolve)
                .map(FabricNetwork::bytes)
                .toList();
    }

    /// The channel's height, as a member's own peer tells it.
    public long height(String member) {
        String info = peer(member, "channel", "getinfo", "-c", CHANNEL);
        return Long.parseLong(info.replaceAll("(?s).*\"height\":(\\d+).*", "$1"));
    }

    /// A block as that member's peer hands it out, in the bytes of Fabric's own format.
    public byte[] block(String member, long number) {
        Path file = home.resolve("block-" + number);
        peer(member, "channel", "fetch", Long.toString(number), file.toString(), "-c", CHANNEL);
        return bytes(file);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How much memory each process of the network holds, in megabytes, as Linux counts it.
    public Map<String, Long> residentMegabytes() {
        var all = new LinkedHashMap<String, Long>();
        for (String process : shape.processes()) {
            String id = new String(bytes(home.resolve(process + ".pid")), StandardCharsets.US_ASCII).strip();
            String status = new String(bytes(Path.of("/proc", id, "status")), StandardCharsets.US_ASCII);
            all.put(process, Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1")) / 1024);
        }
        return all;
    }

    /// Where the network lies on disk.
    public Path home() {
        return home;
    }

    private String network(String... words) {
        return run(Map.of(), List.of(words)).orThrow();
    }

    /// How a command ended.
    public record Ran(int code, String output) {

        private String orThrow() {
            if (code != 0) {
                throw new IllegalStateException("It ended with " + code + ": " + output);
            }
            return output;
        }
    }

    private Ran run(Map<String, String> environment, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(root().resolve("infra/fabric/network").toString());
        command.addAll(words);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FABRIC_HOME", home.toString());
        builder.environment().putAll(environment);
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
            return new Ran(code, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("infra/fabric/network"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "infra/fabric/network is not above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    private static void until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /// Ends all of it, and fails where a process still serves or a file is left.
    @Override
    public void close() {
        network("down");
        if (Files.exists(home)) {
            throw new IllegalStateException(home + " is still there");
        }
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            if (isServed(port)) {
                throw new IllegalStateException("somebody still serves on port " + port);
            }
        }
        if (turn != null) {
            try {
                turn.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isServed(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
