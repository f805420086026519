package scf.platform.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire between the platform and its peer that can be cut, or goes deaf: what the peer answers is then lost on the
/// way, while what it is told still arrives.
final class Wire implements AutoCloseable {

    private final ServerSocket here;
    private final int peer;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean deaf;

    /// A wire to the port of a peer on this machine.
    Wire(int peer) {
        this.peer = peer;
        try {
            here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    int port() {
        return here.getLocalPort();
    }

    /// Every connection breaks; new ones may be made at once.
    void cut() {
        for (Socket end : ends) {
            close(end);
        }
    }

    void loseAnswers() {
        deaf = true;
    }

    void bringAnswers() {
        deaf = false;
    }

    private void accept() {
        while (!here.isClosed()) {
            try {
                Socket caller = here.accept();
                ends.add(caller);
                Socket called = new Socket(InetAddress.getLoopbackAddress(), peer);
                ends.add(called);
                Thread.ofVirtual().start(() -> carry(caller, called, false));
                Thread.ofVirtual().start(() -> carry(called, caller, true));
            } catch (IOException _) {
                // The peer is away, or this wire has been closed: then the caller finds nobody.
                cut();
            }
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        var bytes = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (!answers || !deaf) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException _) {
            // Cut.
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void close(Socket end) {
        try {
            end.close();
        } catch (IOException _) {
            // It is broken already.
        }
    }

    @Override
    public void close() throws IOException {
        here.close();
        cut();
    }
}
