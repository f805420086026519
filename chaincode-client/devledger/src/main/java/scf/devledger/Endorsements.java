package scf.devledger;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.peer.Response;
import scf.devledger.Endorser.Endorsed;

/// Collects endorsements from the peers of the organisations that a client names.
///
/// Many proposals are executed at once, each on its own snapshot; they hinder neither one another nor the commit.
final class Endorsements {

    private static final int FIRST_ERROR = 400;

    private final Map<String, Endorser> endorsers;
    private final Connections connections;
    private final Msp msp;
    private final String channel;
    private final Rudeness rudeness;

    Endorsements(Map<String, Endorser> endorsers, Connections connections, Msp msp, String channel, Rudeness rudeness) {
        this.endorsers = Map.copyOf(endorsers);
        this.connections = connections;
        this.msp = msp;
        this.channel = channel;
        this.rudeness = rudeness;
    }

    /// One peer's answer: the first of the named organisations whose peer is up.
    EvaluateResponse evaluate(EvaluateRequest request) {
        Proposed proposed = Proposed.check(request.getProposedTransaction(), msp, channel);
        Endorser endorser = named(request.getTargetOrganizationsList()).stream()
                .filter(one -> !rudeness.isDown(one.mspId()))
                .findFirst()
                .orElseThrow(() -> GatewayErrors.error(
                        Status.Code.UNAVAILABLE, "no peers available to evaluate chaincode", List.of()));
        try (var snapshot = new Snapshot(connections)) {
            Response response = endorser.evaluate(proposed, snapshot);
            if (response.getStatus() >= FIRST_ERROR) {
                throw GatewayErrors.error(
                        Status.Code.UNKNOWN,
                        "evaluate call to endorser returned error: " + inWords(response),
                        List.of(GatewayErrors.detail(endorser, inWords(response))));
            }
            return EvaluateResponse.newBuilder().setResult(response).build();
        }
    }

    EndorseResponse endorse(EndorseRequest request) {
        Proposed proposed =
                Proposed.check(request.getProposedTransaction(), msp, channel).later(rudeness.ahead());
        pause(rudeness.endorsementDelay());
        List<Endorser> named = named(request.getEndorsingOrganizationsList());
        for (Endorser endorser : named) {
            if (rudeness.isDown(endorser.mspId())) {
                throw GatewayErrors.error(
                        Status.Code.UNAVAILABLE,
                        "no peers of " + endorser.mspId() + " available",
                        List.of(GatewayErrors.detail(endorser, "connection refused")));
            }
        }
        List<Endorsed> endorsed;
        long height;
        try (var snapshot = new Snapshot(connections)) {
            if (snapshot.place(proposed.transactionId()).isPresent()) {
                throw refused(named.getFirst(), "duplicate transaction found [" + proposed.transactionId() + "]");
            }
            endorsed = execute(proposed, named, snapshot);
            height = snapshot.height();
        }
        keep(proposed, endorsed.getFirst().privateWrites(), height);
        return EndorseResponse.newBuilder()
                .setPreparedTransaction(EndorsedTransaction.assemble(proposed, endorsed))
                .build();
    }

    private static List<Endorsed> execute(Proposed proposed, List<Endorser> named, Snapshot snapshot) {
        List<Endorsed> endorsed = new ArrayList<>();
        for (Endorser endorser : named) {
            Endorsed one = endorser.endorse(proposed, snapshot);
            if (one.refused()) {
                throw refused(endorser, inWords(one.response()));
            }
            endorsed.add(one);
        }
        ByteString payload = endorsed.getFirst().payload();
        if (!endorsed.stream().allMatch(one -> one.payload().equals(payload))) {
            throw GatewayErrors.error(
                    Status.Code.ABORTED,
                    "failed to assemble transaction: ProposalResponsePayloads do not match",
                    List.of());
        }
        return endorsed;
    }

    private void keep(Proposed proposed, Map<String, ByteString> privateWrites, long height) {
        if (privateWrites.isEmpty()) {
            return;
        }
        try {
            boolean _ = connections.inTransaction(connection -> {
                StateStore.keepTransient(connection, proposed.transactionId(), privateWrites, height);
                return true;
            });
        } catch (SQLException e) {
            throw new StorageFailed(e);
        }
    }

    private static StatusRuntimeException refused(Endorser endorser, String message) {
        return GatewayErrors.error(
                Status.Code.ABORTED,
                "failed to endorse transaction, see attached details for more info",
                List.of(GatewayErrors.detail(endorser, message)));
    }

    private static String inWords(Response response) {
        return "chaincode response " + response.getStatus() + ", " + response.getMessage();
    }

    /// Without names: city and platform, who satisfy every policy here.
    private List<Endorser> named(List<String> organisations) {
        List<String> wanted = organisations.isEmpty() ? List.of(DevLedger.CITY, DevLedger.PLATFORM) : organisations;
        return wanted.stream().map(this::endorser).toList();
    }

    private Endorser endorser(String mspId) {
        Endorser endorser = endorsers.get(mspId);
        if (endorser == null) {
            throw GatewayErrors.error(
                    Status.Code.UNAVAILABLE, "failed to find any endorsing peers for org(s): " + mspId, List.of());
        }
        return endorser;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
