package scf.devledger;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import scf.devledger.Topology.Collection;

/// The part of validation (验证) that looks at one transaction alone: who signed what, and whether those who had to
/// endorse did.
///
/// It needs no state, so many transactions are vetted at once.
final class Vetting {

    private final Msp msp;
    private final String channel;

    /// @param transaction and footprint are empty where they could not be read; the code says so then
    /// @param code `VALID` so far: conflicts are looked for later
    record Vetted(
            ByteString envelope,
            Optional<EndorsedTransaction> transaction,
            Optional<Footprint> footprint,
            TxValidationCode code) {}

    Vetting(Msp msp, String channel) {
        this.msp = msp;
        this.channel = channel;
    }

    Vetted vet(ByteString envelope) {
        Optional<EndorsedTransaction> transaction = EndorsedTransaction.parse(envelope);
        if (transaction.isEmpty()) {
            return new Vetted(envelope, transaction, Optional.empty(), TxValidationCode.BAD_PAYLOAD);
        }
        Optional<Footprint> footprint = Footprint.of(transaction.get().action().getResults());
        TxValidationCode code =
                footprint.map(print -> judge(transaction.get(), print)).orElse(TxValidationCode.BAD_RWSET);
        return new Vetted(envelope, transaction, footprint, code);
    }

    private TxValidationCode judge(EndorsedTransaction transaction, Footprint footprint) {
        if (!transaction.channelHeader().getChannelId().equals(channel)) {
            return TxValidationCode.BAD_CHANNEL_HEADER;
        }
        if (!isSignedByItsCreator(transaction)) {
            return TxValidationCode.BAD_CREATOR_SIGNATURE;
        }
        if (!transaction.id().equals(Proposed.transactionId(transaction.signatureHeader()))) {
            return TxValidationCode.BAD_PROPOSAL_TXID;
        }
        if (!transaction.action().getChaincodeId().getName().equals(Topology.CHAINCODE)) {
            return TxValidationCode.INVALID_CHAINCODE;
        }
        ByteString proposalHash = Proposed.hash(transaction.header(), transaction.publicPayload());
        if (!transaction.response().getProposalHash().equals(proposalHash)) {
            return TxValidationCode.INVALID_ENDORSER_TRANSACTION;
        }
        return isEndorsedAsNeeded(footprint, endorsers(transaction))
                ? TxValidationCode.VALID
                : TxValidationCode.ENDORSEMENT_POLICY_FAILURE;
    }

    boolean isSignedByItsCreator(EndorsedTransaction transaction) {
        return msp.identify(transaction.signatureHeader().getCreator())
                .filter(creator -> creator.hasSigned(
                        transaction.envelope().getSignature(),
                        transaction.envelope().getPayload()))
                .isPresent();
    }

    /// The organisations whose peers have really signed; a signature that is not valid simply does not count.
    private Set<String> endorsers(EndorsedTransaction transaction) {
        ByteString signed = transaction.endorsed().getProposalResponsePayload();
        Set<String> endorsers = new HashSet<>();
        for (Endorsement endorsement : transaction.endorsed().getEndorsementsList()) {
            msp.identify(endorsement.getEndorser())
                    .filter(endorser -> endorser.role() == Msp.Role.PEER)
                    .filter(endorser ->
                            endorser.hasSigned(endorsement.getSignature(), signed, endorsement.getEndorser()))
                    .ifPresent(endorser -> endorsers.add(endorser.mspId()));
        }
        return endorsers;
    }

    /// Each collection that is written asks for its own policy. Writes that are private only skip the chaincode's.
    private static boolean isEndorsedAsNeeded(Footprint footprint, Set<String> endorsers) {
        boolean collections = footprint.collections().stream()
                .filter(part -> part.set().getHashedWritesCount() > 0)
                .allMatch(part -> Topology.collection(part.name())
                        .map(Collection::endorsement)
                        .filter(policy -> policy.satisfiedBy(endorsers))
                        .isPresent());
        return collections && (footprint.writesPrivateDataOnly() || Topology.CHAINCODE_POLICY.satisfiedBy(endorsers));
    }
}
