package scf.platform;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for the platforms that tests start.
///
/// They lie below those that a system gives to whoever calls out (from 32768 on Linux, from 49152 elsewhere). Between
/// the moment a port is found free and the moment a platform listens on it, other tests open connections by the
/// hundred.
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int HOW_MANY = 12_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(HOW_MANY));

    private FreePort() {}

    /// Never the same one twice in a run.
    public static int next() {
        for (int tried = 0; tried < HOW_MANY; tried++) {
            int port = LOWEST + NEXT.getAndIncrement() % HOW_MANY;
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException _) {
                // Somebody else's.
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
