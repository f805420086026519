package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/// An endorsed transaction in its envelope: built from endorsements, or read back from what a client submits.
///
/// @param publicPayload the call as it stands in the block, without the transient field
record EndorsedTransaction(
        Envelope envelope,
        Header header,
        ChannelHeader channelHeader,
        SignatureHeader signatureHeader,
        ByteString publicPayload,
        ChaincodeEndorsedAction endorsed,
        ProposalResponsePayload response,
        ChaincodeAction action) {

    String id() {
        return channelHeader.getTxId();
    }

    Optional<ChaincodeEvent> event() {
        try {
            return action.getEvents().isEmpty()
                    ? Optional.empty()
                    : Optional.of(ChaincodeEvent.parseFrom(action.getEvents()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The event of valid transaction " + id() + " cannot be read", e);
        }
    }

    /// The envelope for the client to sign and submit.
    static Envelope assemble(Proposed proposed, List<Endorser.Endorsed> endorsements) {
        ChaincodeActionPayload payload = ChaincodeActionPayload.newBuilder()
                .setChaincodeProposalPayload(proposed.publicPayload())
                .setAction(ChaincodeEndorsedAction.newBuilder()
                        .setProposalResponsePayload(endorsements.getFirst().payload())
                        .addAllEndorsements(endorsements.stream()
                                .map(Endorser.Endorsed::endorsement)
                                .toList()))
                .build();
        Transaction transaction = Transaction.newBuilder()
                .addActions(TransactionAction.newBuilder()
                        .setHeader(proposed.header().getSignatureHeader())
                        .setPayload(payload.toByteString()))
                .build();
        Payload whole = Payload.newBuilder()
                .setHeader(proposed.header())
                .setData(transaction.toByteString())
                .build();
        return Envelope.newBuilder().setPayload(whole.toByteString()).build();
    }

    /// Empty for anything that is not one well-formed transaction.
    static Optional<EndorsedTransaction> parse(ByteString bytes) {
        try {
            Envelope envelope = Envelope.parseFrom(bytes);
            Payload payload = Payload.parseFrom(envelope.getPayload());
            ChannelHeader channelHeader =
                    ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            Transaction transaction = Transaction.parseFrom(payload.getData());
            if (channelHeader.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE
                    || transaction.getActionsCount() != 1) {
                return Optional.empty();
            }
            ChaincodeActionPayload actionPayload =
                    ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
            ProposalResponsePayload response =
                    ProposalResponsePayload.parseFrom(actionPayload.getAction().getProposalResponsePayload());
            return Optional.of(new EndorsedTransaction(
                    envelope,
                    payload.getHeader(),
                    channelHeader,
                    SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader()),
                    actionPayload.getChaincodeProposalPayload(),
                    actionPayload.getAction(),
                    response,
                    ChaincodeAction.parseFrom(response.getExtension())));
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty();
        }
    }
}
