package scf.contract;

import java.time.Instant;
import java.util.Optional;

/// The ledger as one transaction sees it. The rules read and write through it, and know of no other world.
///
/// A ledger does not read its own writes: within one transaction a key that was written still answers what it held
/// before. The rules count on nothing else.
public interface World {

    /// The collection of private data: its members, city and platform, endorse every act.
    String COLLECTION = "supervised";

    String channel();

    String transactionId();

    /// When the client proposed the transaction: the only time that all peers agree on.
    Instant time();

    Optional<Bytes> read(String key);

    void write(String key, Bytes value);

    /// Reads from [#COLLECTION].
    Optional<Bytes> readPrivate(String key);

    void writePrivate(String key, Bytes value);
}
