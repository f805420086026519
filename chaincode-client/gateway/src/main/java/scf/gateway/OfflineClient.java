package scf.gateway;

import io.grpc.CallOptions;
import io.grpc.Channel;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.X509Identity;
import scf.contract.Bytes;
import scf.contract.LedgerFunction;
import scf.contract.SignedAct;
import scf.contract.Transient;

/// Carries acts for a member whose key is somewhere else (离线签名): in a hardware module, behind a desk, on
/// another machine. Nothing here can sign. What is to be signed goes out as bytes with their digest, what was
/// signed comes back.
///
///     propose ──sign──▶ endorse ──sign──▶ submit
///
/// The member signs with the key of its client certificate: ECDSA over the digest, DER, with the lower of the
/// two values of `s` ([Fabric takes no other](https://hyperledger-fabric.readthedocs.io)). That says who
/// carries the act; whose act it is says the signature inside.
public final class OfflineClient implements AutoCloseable {

    private static final Duration ENDORSE = Duration.ofSeconds(15);
    private static final Duration SUBMIT = Duration.ofSeconds(5);

    private final Gateway gateway;
    private final Contract contract;
    private final String[] endorsingOrganizations;

    /// @param endorsingOrganizations the members of the private collection, and nobody else: whoever endorses
    ///     keeps the act's rows in clear
    public OfflineClient(
            Channel channel,
            String channelName,
            String chaincodeName,
            String mspId,
            X509Certificate certificate,
            List<String> endorsingOrganizations) {
        this.gateway = Gateway.newInstance()
                .connection(channel)
                .identity(new X509Identity(mspId, certificate))
                .endorseOptions(within(ENDORSE))
                .submitOptions(within(SUBMIT))
                .connect();
        this.contract = gateway.getNetwork(channelName).getContract(chaincodeName);
        this.endorsingOrganizations = endorsingOrganizations.toArray(String[]::new);
    }

    /// What the member signs next.
    ///
    /// @param content to be brought back unchanged with the signature
    /// @param digest SHA-256 of what is signed; the signature is over this
    public record ToSign(String transactionId, Bytes content, Bytes digest) {}

    /// The proposal that brings the act. Nothing is sent.
    public ToSign propose(SignedAct act) {
        Proposal proposal = contract.newProposal(LedgerFunction.ACT.wire())
                .putAllTransient(Transient.of(act))
                .setEndorsingOrganizations(endorsingOrganizations)
                .build();
        return new ToSign(proposal.getTransactionId(), Bytes.of(proposal.getBytes()), Bytes.of(proposal.getDigest()));
    }

    /// Asks city and platform to execute and endorse it. Nothing is ordered yet.
    public Endorsing endorse(ToSign proposal, Bytes signature) {
        try {
            Transaction unsigned = gateway.newSignedProposal(proposal.content().toArray(), signature.toArray())
                    .endorse();
            return new Endorsing.Endorsed(Bytes.of(unsigned.getBytes()));
        } catch (EndorseException e) {
            return Refusals.read(e);
        }
    }

    /// The endorsed transaction, as the member signs it.
    public ToSign order(Endorsing.Endorsed endorsed) {
        Transaction transaction = gateway.newTransaction(endorsed.transaction().toArray());
        return new ToSign(
                transaction.getTransactionId(), Bytes.of(transaction.getBytes()), Bytes.of(transaction.getDigest()));
    }

    /// Hands it to the orderer; the same bytes as often as is needed. What becomes of it the ledger's events
    /// tell, or whoever is asked for its transaction id.
    public Submitting submit(ToSign transaction, Bytes signature) {
        try {
            var _ = gateway.newSignedTransaction(transaction.content().toArray(), signature.toArray())
                    .submitAsync();
            return new Submitting.Ordered();
        } catch (SubmitException e) {
            return new Submitting.Unknown(Refusals.inWords(e));
        }
    }

    private static UnaryOperator<CallOptions> within(Duration limit) {
        return options -> options.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The gRPC channel belongs to whoever made it.
    @Override
    public void close() {
        gateway.close();
    }
}
