package scf.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import scf.contract.Bytes;

/// A question to the ledger that peers of several organisations have answered alike, each with its signature
/// (背书查询). It is never submitted: nothing is written, and nobody else hears of it.
///
/// The first three parts are the question: what an endorser signs begins with their hash. Of the signed proposal
/// nothing else is kept, because an endorser signs nothing else of it.
///
/// @param proposal the chaincode's name and the arguments, without the transient field
/// @param payload what was signed: the question's hash, what was read of the state, and the answer
/// @param endorsers who signed, as they are serialised and signed as well; in the order of the organisations asked
/// @param signatures one of each endorser, over `payload ‖ endorser`
record EndorsedRead(
        Bytes channelHeader,
        Bytes signatureHeader,
        Bytes proposal,
        Bytes payload,
        List<Bytes> endorsers,
        List<Bytes> signatures) {

    EndorsedRead {
        endorsers = List.copyOf(endorsers);
        signatures = List.copyOf(signatures);
    }

    /// Takes apart what a gateway has collected for a transaction that nobody will submit.
    static EndorsedRead of(byte[] preparedTransaction, List<String> organisations) {
        try {
            var envelope = PreparedTransaction.parseFrom(preparedTransaction).getEnvelope();
            var payload = Payload.parseFrom(envelope.getPayload());
            var call = ChaincodeActionPayload.parseFrom(
                    Transaction.parseFrom(payload.getData()).getActions(0).getPayload());
            var endorsements = new ArrayList<>(call.getAction().getEndorsementsList());
            endorsements.sort(Comparator.comparingInt(one -> organisations.indexOf(mspId(one))));
            return new EndorsedRead(
                    Bytes.of(payload.getHeader().getChannelHeader().toByteArray()),
                    Bytes.of(payload.getHeader().getSignatureHeader().toByteArray()),
                    Bytes.of(call.getChaincodeProposalPayload().toByteArray()),
                    Bytes.of(call.getAction().getProposalResponsePayload().toByteArray()),
                    endorsements.stream()
                            .map(one -> Bytes.of(one.getEndorser().toByteArray()))
                            .toList(),
                    endorsements.stream()
                            .map(one -> Bytes.of(one.getSignature().toByteArray()))
                            .toList());
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(e);
        }
    }

    private static String mspId(Endorsement endorsement) {
        try {
            return SerializedIdentity.parseFrom(endorsement.getEndorser()).getMspid();
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(e);
        }
    }

    Bytes answer() {
        return Bytes.of(action().getResponse().getPayload().toByteArray());
    }

    /// The first block after the one in which the only key that was read was written last; 0 if it never was.
    long settledAt(String chaincode) {
        try {
            for (var namespace : TxReadWriteSet.parseFrom(action().getResults()).getNsRwsetList()) {
                if (namespace.getNamespace().equals(chaincode)) {
                    var read = KVRWSet.parseFrom(namespace.getRwset()).getReads(0);
                    return read.hasVersion() ? read.getVersion().getBlockNum() + 1 : 0;
                }
            }
            throw new IllegalStateException("An endorsed read of " + chaincode + " has read nothing");
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(e);
        }
    }

    private ChaincodeAction action() {
        try {
            return ChaincodeAction.parseFrom(
                    ProposalResponsePayload.parseFrom(payload.toArray()).getExtension());
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(InvalidProtocolBufferException cause) {
        return new IllegalStateException("What the endorsers have signed cannot be read", cause);
    }
}
