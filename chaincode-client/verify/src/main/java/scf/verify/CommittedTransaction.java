package scf.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A transaction as the peers keep it, with their verdict on it.
///
/// @param code 0 is VALID; anything else means that it stands in its block and has changed nothing
/// @param written what it writes to the chaincode's public state, by key
record CommittedTransaction(String channel, String id, String chaincode, long code, Map<String, Octets> written) {

    CommittedTransaction {
        written = Map.copyOf(written);
    }

    /// @throws IllegalArgumentException if it is not spelt as a transaction is
    static CommittedTransaction of(Octets processedTransaction) {
        var processed = Wire.read(processedTransaction, 1, 2);
        var payload = Wire.read(Wire.read(processed.bytes(1), 1, 2).bytes(1), 1, 2);
        var channel = Wire.read(Wire.read(payload.bytes(1), 1, 2).bytes(1), 1, 2, 3, 4, 5, 6, 7, 8);
        var call = Wire.read(
                Wire.read(Wire.read(payload.bytes(2), 1).bytes(1), 1, 2).bytes(2), 1, 2);
        var endorsed = Wire.read(call.bytes(2), Set.of(1, 2), Set.of(2));
        var action = Action.of(endorsed.bytes(1));
        return new CommittedTransaction(
                channel.text(4),
                channel.text(5),
                action.chaincode(),
                processed.number(2),
                written(action.results(), action.chaincode()));
    }

    private static Map<String, Octets> written(Octets results, String chaincode) {
        var written = new LinkedHashMap<String, Octets>();
        for (Octets one : Wire.read(results, Set.of(1, 2), Set.of(2)).all(2)) {
            var namespace = Wire.read(one, Set.of(1, 2, 3), Set.of(3));
            if (namespace.text(1).equals(chaincode)) {
                for (Octets write : Wire.read(namespace.bytes(2), Set.of(1, 2, 3, 4), Set.of(1, 2, 3, 4))
                        .all(3)) {
                    var pair = Wire.read(write, 1, 2, 3);
                    written.put(pair.text(1), pair.bytes(3));
                }
            }
        }
        return written;
    }
}
