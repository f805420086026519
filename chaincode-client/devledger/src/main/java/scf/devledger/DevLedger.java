package scf.devledger;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scf.contract.Genesis;

/// A ledger in one process, for development and tests.
///
/// It answers Fabric's own gateway protocol, so the unmodified SDK runs against it as against peers, and it runs the
/// same chaincode. It also is as rude as Fabric: nothing reads its own writes, versions conflict, a commit comes
/// later than its acknowledgement ([Rudeness] adds mishaps). What it cannot give is what a ledger is for: here one
/// process plays every organisation, so its endorsements prove nothing to anyone outside.
///
/// Blocks and state live in a database of its own, over connections of its own.
public final class DevLedger implements AutoCloseable {

    public static final String CITY = "CityMSP";
    public static final String PLATFORM = "PlatformMSP";

    /// A member of the channel that holds no private data.
    public static final String OUTSIDER = "OutsiderMSP";

    public static final String CHAINCODE = Topology.CHAINCODE;

    private static final Logger LOG = LoggerFactory.getLogger(DevLedger.class);
    private static final int THREADS = 8;
    /// The orderer's and the event thread's beside those that answer calls.
    private static final int CONNECTIONS = THREADS + 2;

    private static final int LARGEST_MESSAGE = 100 * 1024 * 1024;
    private static final long CLOSING_SECONDS = 10;

    private final OneProcess alone;
    private final Connections connections;
    private final String channelName;
    private final Map<String, Organisation> organisations;
    private final Orderer orderer;
    private final EventStreams streams;
    private final List<BindableService> services;
    private final ExecutorService threads;
    private final List<Server> servers = new ArrayList<>();
    private final ManagedChannel channel;

    /// Opens the ledger in `source`, which it begins with `genesis` if there is none yet.
    ///
    /// @throws IllegalStateException if the ledger there was begun with another genesis, or another process runs it
    public static DevLedger open(DataSource source, Genesis genesis, Rudeness rudeness) {
        var alone = new OneProcess(source);
        var connections = new Connections(source, CONNECTIONS);
        try {
            return new DevLedger(alone, connections, genesis, rudeness);
        } catch (RuntimeException e) {
            try {
                connections.close();
                alone.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private DevLedger(OneProcess alone, Connections connections, Genesis genesis, Rudeness rudeness) {
        this.alone = alone;
        this.connections = connections;
        this.channelName = genesis.channel();
        Shim.prepare();
        organisations = Foundation.layOrFind(connections, genesis);
        var msp = new Msp(organisations);
        var vetting = new Vetting(msp, genesis.channel());
        var blocks = new BlockStore(connections);
        var notices = new CommitNotices(blocks);
        streams = new EventStreams(blocks);
        orderer = new Orderer(new Committer(connections, vetting, rudeness), rudeness, committed -> {
            notices.committed(committed);
            streams.committed(committed.block());
        });
        var endorsements =
                new Endorsements(endorsers(genesis.channel()), connections, msp, genesis.channel(), rudeness);
        var submissions = new Submissions(orderer, vetting, rudeness);
        initialise(genesis, endorsements, submissions, notices);
        services = List.of(
                new GatewayService(endorsements, submissions, notices, streams, blocks, msp, genesis.channel()),
                new DeliverService(streams, blocks, msp, genesis.channel()));
        threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("devledger-", 0).daemon().factory());
        String name = InProcessServerBuilder.generateName();
        start(InProcessServerBuilder.forName(name)
                .addServices(bound())
                .executor(threads)
                .build());
        channel = InProcessChannelBuilder.forName(name).build();
        LOG.info(
                "Development ledger: this one process plays the orderer and the peers of {}. It is for development and"
                        + " tests only; what it endorses proves nothing to others. Channel {}, {}, block {}.",
                String.join(", ", Topology.ORGANISATIONS),
                genesis.channel(),
                genesis.practice() ? "practice" : "no practice mark",
                blocks.tip().number());
    }

    private Map<String, Endorser> endorsers(String channelName) {
        return organisations.values().stream()
                .map(organisation -> new Endorser(organisation, channelName))
                .collect(Collectors.toMap(Endorser::mspId, Function.identity()));
    }

    private void initialise(
            Genesis genesis, Endorsements endorsements, Submissions submissions, CommitNotices notices) {
        try {
            if (!isInitialised()) {
                Initialisation.run(genesis, organisation(CITY), endorsements, submissions, notices);
            }
        } catch (RuntimeException e) {
            orderer.close();
            streams.close();
            throw e;
        }
    }

    /// Nothing but the first transaction is valid before it: the chaincode refuses every other.
    private boolean isInitialised() {
        try {
            return connections.inTransaction(connection -> {
                try (PreparedStatement query = connection.prepareStatement(
                                "select 1 from devledger.transactions where code = 0 limit 1");
                        ResultSet rows = query.executeQuery()) {
                    return rows.next();
                }
            });
        } catch (SQLException e) {
            throw new StorageFailed(e);
        }
    }

    private List<ServerServiceDefinition> bound() {
        return services.stream().map(BindableService::bindService).toList();
    }

    /// The connection for clients in this process. It is closed with the ledger.
    public Channel channel() {
        return channel;
    }

    public Organisation organisation(String mspId) {
        Organisation organisation = organisations.get(mspId);
        if (organisation == null) {
            throw new IllegalArgumentException("There is no organisation " + mspId);
        }
        return organisation;
    }

    /// What readers of proofs are given beforehand (`docs/api/proof.md`): the roots of the organisations, and whose
    /// word counts. Of a real network it comes from its organisations; here from the process that plays them all.
    public String trustBundle() {
        return TrustBundle.of(channelName, organisations.values());
    }

    /// Also listens on a port of the loopback interface, without TLS. Port 0 takes a free one.
    ///
    /// @return the port
    public int listen(int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Server server = NettyServerBuilder.forAddress(address)
                .addServices(bound())
                .executor(threads)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .build();
        start(server);
        return server.getPort();
    }

    private void start(Server server) {
        try {
            servers.add(server.start());
        } catch (IOException e) {
            throw new UncheckedIOException("The development ledger cannot listen", e);
        }
    }

    /// Breaks all streams of events, as when a peer is restarted.
    public void breakEventStreams() {
        streams.breakAll();
    }

    /// Commits what has been ordered, ends all calls and frees the database.
    @Override
    public void close() {
        orderer.close();
        channel.shutdownNow();
        servers.forEach(Server::shutdownNow);
        try {
            for (Server server : servers) {
                boolean _ = server.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
            }
            streams.close();
            threads.shutdown();
            boolean _ = threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
            connections.close();
            alone.close();
        } catch (SQLException e) {
            throw new StorageFailed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
