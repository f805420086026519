package scf.gateway;

import java.util.NoSuchElementException;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import scf.contract.Bytes;
import scf.contract.LedgerEvent;

/// The events of the ledger in the order of its blocks, without end while the connection lives.
///
/// With its connection or its peer the stream dies and does not come back by itself: [#next] then throws [Lost], and
/// the reader opens another one from its [Checkpoint].
public final class LedgerEvents implements AutoCloseable {

    private final CloseableIterator<ChaincodeEvent> stream;

    LedgerEvents(CloseableIterator<ChaincodeEvent> stream) {
        this.stream = stream;
    }

    /// Waits for the next event.
    ///
    /// @throws Lost when the stream has ended, whoever ended it
    public Told next() {
        try {
            ChaincodeEvent event = stream.next();
            return new Told(
                    LedgerEvent.parse(Bytes.of(event.getPayload())), event.getTransactionId(), event.getBlockNumber());
        } catch (GatewayRuntimeException e) {
            throw new Lost("The stream of ledger events broke: " + e.getStatus(), e);
        } catch (NoSuchElementException e) {
            throw new Lost("The ledger ended the stream of events", e);
        }
    }

    /// Also wakes up a reader that waits in [#next] on another thread.
    @Override
    public void close() {
        stream.close();
    }

    /// The stream of events is over; open another one from the last checkpoint.
    public static final class Lost extends RuntimeException {

        Lost(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
