package scf.chaincode;

import java.time.Instant;
import java.util.Optional;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;
import scf.contract.World;

/// The ledger as a peer shows it to one transaction.
///
/// Values are bytes and are read as bytes: the shim's text accessors garble whatever is not UTF-8. What is absent comes
/// as an empty value, and nothing empty is ever written.
final class PeerWorld implements World {

    private final ChaincodeStub stub;

    PeerWorld(ChaincodeStub stub) {
        this.stub = stub;
    }

    @Override
    public String channel() {
        return stub.getChannelId();
    }

    @Override
    public String transactionId() {
        return stub.getTxId();
    }

    @Override
    public Instant time() {
        return stub.getTxTimestamp();
    }

    @Override
    public Optional<Bytes> read(String key) {
        return present(stub.getState(key));
    }

    @Override
    public void write(String key, Bytes value) {
        stub.putState(key, value.toArray());
    }

    @Override
    public Optional<Bytes> readPrivate(String key) {
        return present(stub.getPrivateData(COLLECTION, key));
    }

    @Override
    public void writePrivate(String key, Bytes value) {
        stub.putPrivateData(COLLECTION, key, value.toArray());
    }

    private static Optional<Bytes> present(byte @Nullable [] value) {
        return value == null || value.length == 0 ? Optional.empty() : Optional.of(Bytes.of(value));
    }
}
