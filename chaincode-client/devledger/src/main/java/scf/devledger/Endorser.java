package scf.devledger;

import com.google.protobuf.ByteString;
import java.util.Locale;
import java.util.Map;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.shim.Chaincode;
import scf.chaincode.ScfChaincode;

/// The endorsing peer (背书节点) of one organisation: executes proposals and signs what came of them.
final class Endorser {

    private final Organisation organisation;
    private final String channel;
    private final ByteString identity;
    /// A chaincode process per peer, as it should be.
    private final Chaincode chaincode = new ScfChaincode();

    /// An execution, and unless the chaincode refused, the peer's signature over it.
    ///
    /// @param payload the bytes that were signed; all endorsers must come to the same
    record Endorsed(
            String mspId,
            Response response,
            ByteString payload,
            Endorsement endorsement,
            Map<String, ByteString> privateWrites) {

        private static final int FIRST_ERROR = 400;

        boolean refused() {
            return response.getStatus() >= FIRST_ERROR;
        }
    }

    Endorser(Organisation organisation, String channel) {
        this.organisation = organisation;
        this.channel = channel;
        this.identity = Msp.serialized(organisation.mspId(), organisation.peer().certificate());
    }

    String mspId() {
        return organisation.mspId();
    }

    /// Where such a peer would listen; it stands in error details.
    String address() {
        return "peer0." + organisation.mspId().toLowerCase(Locale.ROOT) + ".devledger";
    }

    Response evaluate(Proposed proposed, Snapshot snapshot) {
        return execute(proposed, snapshot).response();
    }

    private Simulation.Simulated execute(Proposed proposed, Snapshot snapshot) {
        return proposed.chaincode().equals(SystemReads.CHAINCODE)
                ? SystemReads.run(proposed, channel, snapshot)
                : Simulation.run(chaincode, channel, proposed, mspId(), snapshot);
    }

    Endorsed endorse(Proposed proposed, Snapshot snapshot) {
        Simulation.Simulated simulated = execute(proposed, snapshot);
        ByteString payload = payload(proposed, simulated);
        Endorsement endorsement = Endorsement.newBuilder()
                .setEndorser(identity)
                .setSignature(Msp.sign(organisation.peer(), payload, identity))
                .build();
        return new Endorsed(mspId(), simulated.response(), payload, endorsement, simulated.privateWrites());
    }

    private static ByteString payload(Proposed proposed, Simulation.Simulated simulated) {
        boolean ofSystem = proposed.chaincode().equals(SystemReads.CHAINCODE);
        ChaincodeAction.Builder action = ChaincodeAction.newBuilder()
                .setResults(simulated.results().toByteString())
                .setResponse(simulated.response())
                .setChaincodeId(ChaincodeID.newBuilder()
                        .setName(proposed.chaincode())
                        .setVersion(ofSystem ? SystemReads.VERSION : Topology.CHAINCODE_VERSION));
        simulated.event().ifPresent(event -> action.setEvents(event.toByteString()));
        return ProposalResponsePayload.newBuilder()
                .setProposalHash(proposed.hash())
                .setExtension(action.build().toByteString())
                .build()
                .toByteString();
    }
}
