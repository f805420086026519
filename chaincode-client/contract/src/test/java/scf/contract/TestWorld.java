package scf.contract;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A ledger in memory that is as forgetful as a peer: within a transaction nothing that was written is read again.
final class TestWorld implements World {

    static final String CHANNEL = "scf";

    /// A Monday afternoon in Shanghai.
    static final Instant NOW = Instant.parse("2026-09-21T06:00:00Z");

    final Map<String, Bytes> states = new HashMap<>();
    final Map<String, Bytes> privateStates = new HashMap<>();
    Instant time = NOW;

    private final Map<String, Bytes> writes = new HashMap<>();
    private final Map<String, Bytes> privateWrites = new HashMap<>();
    private int transactions = 1;

    /// Ends the transaction: what it wrote stands.
    void commit() {
        states.putAll(writes);
        privateStates.putAll(privateWrites);
        forget();
    }

    /// Ends the transaction: what it wrote is gone.
    void forget() {
        writes.clear();
        privateWrites.clear();
        transactions++;
    }

    boolean hasWrites() {
        return !writes.isEmpty() || !privateWrites.isEmpty();
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public String transactionId() {
        return "tx-" + transactions;
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public Optional<Bytes> read(String key) {
        return Optional.ofNullable(states.get(key));
    }

    @Override
    public void write(String key, Bytes value) {
        writes.put(key, value);
    }

    @Override
    public Optional<Bytes> readPrivate(String key) {
        return Optional.ofNullable(privateStates.get(key));
    }

    @Override
    public void writePrivate(String key, Bytes value) {
        privateWrites.put(key, value);
    }
}
