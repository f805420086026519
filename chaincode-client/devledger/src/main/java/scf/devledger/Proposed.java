package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/// A proposal that a peer has looked through: a member of the channel signed it, and its id is its own.
///
/// @param signed what the chaincode is shown
/// @param header of what was signed
/// @param publicPayload what goes into the transaction: the call without the transient field
record Proposed(
        SignedProposal signed,
        Header header,
        String transactionId,
        Msp.Identity creator,
        String chaincode,
        ChaincodeInput input,
        ByteString publicPayload) {

    private static final Set<String> CHAINCODES = Set.of(Topology.CHAINCODE, SystemReads.CHAINCODE);

    static Proposed check(SignedProposal signed, Msp msp, String channel) {
        try {
            Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
            Header header = Header.parseFrom(proposal.getHeader());
            ChannelHeader channelHeader = ChannelHeader.parseFrom(header.getChannelHeader());
            SignatureHeader signatureHeader = SignatureHeader.parseFrom(header.getSignatureHeader());
            if (!channelHeader.getChannelId().equals(channel)) {
                throw new Rejected("channel " + channelHeader.getChannelId() + " does not exist here");
            }
            if (channelHeader.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
                throw new Rejected("invalid header type " + channelHeader.getType());
            }
            Msp.Identity creator = msp.identify(signatureHeader.getCreator())
                    .orElseThrow(() -> new Rejected("access denied: the creator is no member of the channel"));
            if (!creator.hasSigned(signed.getSignature(), signed.getProposalBytes())) {
                throw new Rejected("access denied: the creator's signature over the proposal is not valid");
            }
            if (!channelHeader.getTxId().equals(transactionId(signatureHeader))) {
                throw new Rejected("the transaction id is not the hash of nonce and creator");
            }
            ChaincodeProposalPayload payload = ChaincodeProposalPayload.parseFrom(proposal.getPayload());
            ChaincodeSpec spec = spec(payload);
            return new Proposed(
                    signed,
                    header,
                    channelHeader.getTxId(),
                    creator,
                    spec.getChaincodeId().getName(),
                    spec.getInput(),
                    payload.toBuilder().clearTransientMap().build().toByteString());
        } catch (InvalidProtocolBufferException e) {
            throw new Rejected("the proposal cannot be read: " + e.getMessage());
        }
    }

    /// The same proposal as the chaincode sees it when its maker's clock runs ahead. What was signed stays as it is.
    Proposed later(Duration ahead) {
        if (ahead.isZero()) {
            return this;
        }
        try {
            Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
            ChannelHeader made = ChannelHeader.parseFrom(header.getChannelHeader());
            Instant time = Instant.ofEpochSecond(
                            made.getTimestamp().getSeconds(),
                            made.getTimestamp().getNanos())
                    .plus(ahead);
            ChannelHeader.Builder shown = made.toBuilder();
            shown.getTimestampBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano());
            Header seen = header.toBuilder()
                    .setChannelHeader(shown.build().toByteString())
                    .build();
            SignedProposal shifted = signed.toBuilder()
                    .setProposalBytes(proposal.toBuilder()
                            .setHeader(seen.toByteString())
                            .build()
                            .toByteString())
                    .build();
            return new Proposed(shifted, header, transactionId, creator, chaincode, input, publicPayload);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a proposal that was looked through can be read", e);
        }
    }

    private static ChaincodeSpec spec(ChaincodeProposalPayload payload) throws InvalidProtocolBufferException {
        ChaincodeSpec spec =
                ChaincodeInvocationSpec.parseFrom(payload.getInput()).getChaincodeSpec();
        if (!CHAINCODES.contains(spec.getChaincodeId().getName())) {
            throw new Rejected("chaincode " + spec.getChaincodeId().getName() + " is not defined here");
        }
        return spec;
    }

    static String transactionId(SignatureHeader header) {
        return HexFormat.of()
                .formatHex(Hashes.sha256(header.getNonce(), header.getCreator()).toByteArray());
    }

    /// What endorsers say that they have executed.
    ByteString hash() {
        return hash(header, publicPayload);
    }

    static ByteString hash(Header header, ByteString publicPayload) {
        return Hashes.sha256(header.getChannelHeader(), header.getSignatureHeader(), publicPayload);
    }
}
