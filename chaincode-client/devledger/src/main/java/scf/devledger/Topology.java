package scf.devledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import scf.devledger.Policy.PeerOf;

/// What the channel configuration and the chaincode definition say on a real network, here fixed.
///
/// Three organisations: the city and the platform, who hold the private data and endorse every act, and an outsider,
/// who stands for every other member of the channel, such as a competing bank: it sees all blocks and holds nothing
/// private.
final class Topology {

    static final String CHAINCODE = "scf";
    static final String CHAINCODE_VERSION = "1";

    static final List<String> ORGANISATIONS = List.of(DevLedger.CITY, DevLedger.PLATFORM, DevLedger.OUTSIDER);

    /// The city, and at least one other.
    static final Policy CHAINCODE_POLICY = Policy.all(
            new PeerOf(DevLedger.CITY), Policy.any(new PeerOf(DevLedger.PLATFORM), new PeerOf(DevLedger.OUTSIDER)));

    private static final Collection SUPERVISED = new Collection(
            "supervised",
            Set.of(DevLedger.CITY, DevLedger.PLATFORM),
            Policy.all(new PeerOf(DevLedger.CITY), new PeerOf(DevLedger.PLATFORM)));

    /// A private data collection (私有数据集合), with `memberOnlyRead` and `memberOnlyWrite`.
    record Collection(String name, Set<String> members, Policy endorsement) {}

    private Topology() {}

    static Optional<Collection> collection(String name) {
        return name.equals(SUPERVISED.name()) ? Optional.of(SUPERVISED) : Optional.empty();
    }
}
