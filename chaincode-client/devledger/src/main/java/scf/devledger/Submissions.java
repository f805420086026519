package scf.devledger;

import io.grpc.Status;
import java.util.List;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;

/// Hands endorsed transactions to the orderer.
final class Submissions {

    private final Orderer orderer;
    private final Vetting vetting;
    private final Rudeness rudeness;

    Submissions(Orderer orderer, Vetting vetting, Rudeness rudeness) {
        this.orderer = orderer;
        this.vetting = vetting;
        this.rudeness = rudeness;
    }

    /// The orderer looks at the creator's signature only; whether the endorsements suffice, the peers judge at
    /// commit.
    SubmitResponse submit(SubmitRequest request) {
        var envelope = request.getPreparedTransaction().toByteString();
        EndorsedTransaction transaction = EndorsedTransaction.parse(envelope)
                .orElseThrow(() -> new Rejected("the envelope holds no endorsed transaction"));
        if (!vetting.isSignedByItsCreator(transaction)) {
            throw GatewayErrors.error(
                    Status.Code.ABORTED,
                    "received unsuccessful response from orderer: status=FORBIDDEN, info=signature is not valid",
                    List.of());
        }
        if (rudeness.losesTransaction()) {
            return SubmitResponse.getDefaultInstance();
        }
        if (!orderer.order(envelope)) {
            throw GatewayErrors.error(
                    Status.Code.UNAVAILABLE, "no orderers could successfully process transaction", List.of());
        }
        if (rudeness.losesAnswer()) {
            throw GatewayErrors.error(Status.Code.UNAVAILABLE, "the connection broke before the answer", List.of());
        }
        return SubmitResponse.getDefaultInstance();
    }
}
