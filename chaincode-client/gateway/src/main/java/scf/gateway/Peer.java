package scf.gateway;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Where a member's own peer (节点) serves the gateway, and the root that its TLS certificate must come from.
///
/// Ask a member of the private collection only: whichever peer is asked keeps an act's rows for a while, in clear.
public record Peer(String endpoint, Path tlsRoot) {

    /// Larger than any answer of the ledger: a block of several hundred acts.
    private static final int LARGEST_MESSAGE = 100 * 1024 * 1024;

    private static final long ALIVE_SECONDS = 120;

    /// Opens no connection yet; it is made with the first call, and made again by itself whenever it was lost.
    public ManagedChannel channel() {
        try {
            var trust = TlsChannelCredentials.newBuilder()
                    .trustManager(tlsRoot.toFile())
                    .build();
            return Grpc.newChannelBuilder(endpoint, trust)
                    .maxInboundMessageSize(LARGEST_MESSAGE)
                    .keepAliveTime(ALIVE_SECONDS, TimeUnit.SECONDS)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("The TLS root of " + endpoint + " cannot be read", e);
        }
    }
}
