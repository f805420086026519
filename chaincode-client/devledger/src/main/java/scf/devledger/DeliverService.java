package scf.devledger;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;

/// Delivers blocks, whole or filtered down to ids and codes, to members of the channel.
final class DeliverService extends DeliverGrpc.DeliverImplBase {

    private final EventStreams streams;
    private final BlockStore blocks;
    private final Msp msp;
    private final String channel;

    DeliverService(EventStreams streams, BlockStore blocks, Msp msp, String channel) {
        this.streams = streams;
        this.blocks = blocks;
        this.msp = msp;
        this.channel = channel;
    }

    @Override
    public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> observer) {
        return seek(
                observer, block -> DeliverResponse.newBuilder().setBlock(block).build());
    }

    @Override
    public StreamObserver<Envelope> deliverFiltered(StreamObserver<DeliverResponse> observer) {
        return seek(
                observer,
                block -> DeliverResponse.newBuilder()
                        .setFilteredBlock(filtered(block))
                        .build());
    }

    private FilteredBlock filtered(Block block) {
        FilteredBlock.Builder filtered = FilteredBlock.newBuilder()
                .setChannelId(channel)
                .setNumber(block.getHeader().getNumber());
        for (int position = 0; position < block.getData().getDataCount(); position++) {
            var transaction = FilteredTransaction.newBuilder().setTxValidationCode(Blocks.code(block, position));
            EndorsedTransaction.parse(block.getData().getData(position))
                    .ifPresent(one ->
                            transaction.setType(HeaderType.ENDORSER_TRANSACTION).setTxid(one.id()));
            filtered.addFilteredTransactions(transaction);
        }
        return filtered.build();
    }

    private StreamObserver<Envelope> seek(
            StreamObserver<DeliverResponse> observer, Function<Block, DeliverResponse> view) {
        var stream = streams.prepare(
                (ServerCallStreamObserver<DeliverResponse>) observer, block -> Optional.of(view.apply(block)));
        return new StreamObserver<>() {
            @Override
            public void onNext(Envelope envelope) {
                try {
                    SeekInfo seek = read(envelope);
                    stream.begin(Positions.first(seek.getStart(), blocks), Positions.last(seek.getStop(), blocks));
                } catch (Rejected | InvalidProtocolBufferException e) {
                    observer.onError(Status.PERMISSION_DENIED
                            .withDescription(e.getMessage())
                            .asRuntimeException());
                }
            }

            @Override
            public void onError(Throwable failure) {
                stream.stop();
            }

            // The client has said all that it wants; the blocks go on.
            @Override
            public void onCompleted() {}
        };
    }

    private SeekInfo read(Envelope envelope) throws InvalidProtocolBufferException {
        Payload payload = Payload.parseFrom(envelope.getPayload());
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        SignatureHeader signer = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
        boolean member = msp.identify(signer.getCreator())
                .filter(caller -> caller.hasSigned(envelope.getSignature(), envelope.getPayload()))
                .isPresent();
        if (!member || !header.getChannelId().equals(channel)) {
            throw new Rejected("no member's valid signature, or another channel");
        }
        return SeekInfo.parseFrom(payload.getData());
    }
}
