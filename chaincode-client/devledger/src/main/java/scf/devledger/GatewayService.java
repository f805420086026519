package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fabric's own gateway protocol, as the unmodified SDK speaks it.
final class GatewayService extends GatewayGrpc.GatewayImplBase {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);

    private final Endorsements endorsements;
    private final Submissions submissions;
    private final CommitNotices notices;
    private final EventStreams streams;
    private final BlockStore blocks;
    private final Msp msp;
    private final String channel;

    GatewayService(
            Endorsements endorsements,
            Submissions submissions,
            CommitNotices notices,
            EventStreams streams,
            BlockStore blocks,
            Msp msp,
            String channel) {
        this.endorsements = endorsements;
        this.submissions = submissions;
        this.notices = notices;
        this.streams = streams;
        this.blocks = blocks;
        this.msp = msp;
        this.channel = channel;
    }

    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> observer) {
        answer(observer, () -> endorsements.evaluate(request));
    }

    @Override
    public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> observer) {
        answer(observer, () -> endorsements.endorse(request));
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> observer) {
        answer(observer, () -> submissions.submit(request));
    }

    /// Waits without a thread until the transaction commits or the client has had enough.
    @Override
    public void commitStatus(SignedCommitStatusRequest signed, StreamObserver<CommitStatusResponse> observer) {
        var call = (ServerCallStreamObserver<CommitStatusResponse>) observer;
        guard(observer, () -> {
            CommitStatusRequest request = CommitStatusRequest.parseFrom(signed.getRequest());
            requireChannel(request.getChannelId());
            requireMember(request.getIdentity(), signed.getRequest(), signed.getSignature());
            CommitNotices.Waiting waiting = notices.await(request.getTransactionId(), place -> {
                observer.onNext(CommitStatusResponse.newBuilder()
                        .setResult(place.code())
                        .setBlockNumber(place.block())
                        .build());
                observer.onCompleted();
            });
            call.setOnCancelHandler(waiting::stop);
        });
    }

    @Override
    public void chaincodeEvents(SignedChaincodeEventsRequest signed, StreamObserver<ChaincodeEventsResponse> observer) {
        var call = (ServerCallStreamObserver<ChaincodeEventsResponse>) observer;
        guard(observer, () -> {
            ChaincodeEventsRequest request = ChaincodeEventsRequest.parseFrom(signed.getRequest());
            requireChannel(request.getChannelId());
            requireMember(request.getIdentity(), signed.getRequest(), signed.getSignature());
            long first = Positions.first(request.getStartPosition(), blocks);
            var view = new ChaincodeEventView(request.getChaincodeId(), first, request.getAfterTransactionId());
            streams.prepare(call, view).begin(first, Positions.NO_END);
        });
    }

    private void requireChannel(String asked) {
        if (!asked.equals(channel)) {
            throw new Rejected("channel " + asked + " does not exist here");
        }
    }

    private void requireMember(ByteString identity, ByteString message, ByteString signature) {
        boolean member = msp.identify(identity)
                .filter(caller -> caller.hasSigned(signature, message))
                .isPresent();
        if (!member) {
            throw GatewayErrors.error(
                    Status.Code.PERMISSION_DENIED, "access denied: no member's valid signature", List.of());
        }
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
        guard(observer, () -> {
            observer.onNext(work.get());
            observer.onCompleted();
        });
    }

    private interface Work {
        void run() throws InvalidProtocolBufferException;
    }

    private static void guard(StreamObserver<?> observer, Work work) {
        try {
            work.run();
        } catch (StatusRuntimeException e) {
            observer.onError(e);
        } catch (Rejected | InvalidProtocolBufferException e) {
            observer.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        } catch (StorageFailed e) {
            LOG.error("A call failed", e);
            observer.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
        } catch (RuntimeException e) {
            LOG.error("A call failed", e);
            observer.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
        }
    }
}
