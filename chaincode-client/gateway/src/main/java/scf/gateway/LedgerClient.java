package scf.gateway;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import scf.contract.Beginning;
import scf.contract.Bytes;
import scf.contract.Config;
import scf.contract.Genesis;
import scf.contract.KeyState;
import scf.contract.LedgerEvent;
import scf.contract.LedgerFunction;
import scf.contract.ReceivableState;
import scf.contract.SignedAct;
import scf.contract.Transient;
import scf.contract.VoucherState;

/// The ledger (账本) as the platform speaks to it. Safe for many threads.
///
/// The endorsing organisations are named with every act: a peer of an organisation outside the private collection
/// would otherwise be asked as well, and would keep the act's rows in clear.
public final class LedgerClient implements AutoCloseable {

    /// A commit takes as long as the orderer's batch and a bit; past this the ledger is in trouble and the caller
    /// should do something else meanwhile.
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final int FINGERPRINT_KEY_BYTES = 32;
    private static final int READ_AGAIN = 3;

    private static final Duration EVALUATE = Duration.ofSeconds(5);
    /// An act may have a thousand rows, and a busy peer takes its time over them.
    private static final Duration ENDORSE = Duration.ofSeconds(60);
    private static final Duration SUBMIT = Duration.ofSeconds(5);

    private final Gateway gateway;
    private final Network network;
    private final Contract contract;
    private final String channelName;
    private final String chaincodeName;
    private final Member member;
    private final Signer signer;
    private final List<String> endorsingOrganizations;

    public LedgerClient(
            Channel channel,
            String channelName,
            String chaincodeName,
            Member member,
            List<String> endorsingOrganizations) {
        this.channelName = channelName;
        this.chaincodeName = chaincodeName;
        this.member = member;
        this.signer = member.signer();
        this.endorsingOrganizations = List.copyOf(endorsingOrganizations);
        this.gateway = Gateway.newInstance()
                .connection(channel)
                .identity(member.identity())
                .signer(signer)
                .evaluateOptions(within(EVALUATE))
                .endorseOptions(within(ENDORSE))
                .submitOptions(within(SUBMIT))
                .commitStatusOptions(within(LONGEST_WAIT))
                .connect();
        this.network = gateway.getNetwork(channelName);
        this.contract = network.getContract(chaincodeName);
    }

    /// Begins the ledger with its first transaction, unless it stands already. The key for fingerprints (指纹) is drawn
    /// here, goes to city and platform in the transient field, and is kept nowhere else.
    public Beginning begin(Genesis genesis) {
        Optional<Config> before = config();
        if (before.isPresent()) {
            return before.get().equals(Config.of(genesis))
                    ? new Beginning.BegunBefore()
                    : new Beginning.Refused("the ledger has another genesis");
        }
        var key = new byte[FINGERPRINT_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            var _ = contract.newProposal(LedgerFunction.INIT.wire())
                    .putAllTransient(Transient.of(genesis, Bytes.of(key)))
                    .setEndorsingOrganizations(endorsingOrganizations.toArray(String[]::new))
                    .build()
                    .endorse()
                    .submit();
            return new Beginning.Begun();
        } catch (GatewayException | CommitException e) {
            throw new LedgerUnavailable("The ledger could not be begun: " + words(e), e);
        }
    }

    private static String words(Exception failure) {
        return failure instanceof GatewayException gateway ? Refusals.inWords(gateway) : failure.toString();
    }

    /// What the ledger began with; empty before it has.
    public Optional<Config> config() {
        return read(LedgerFunction.READ_CONFIG, "", Config::parse);
    }

    /// Wraps the act in a signed proposal. Nothing is sent: the transaction id is known first.
    public ProposedAct propose(SignedAct act) {
        Proposal unsigned = contract.newProposal(LedgerFunction.ACT.wire())
                .putAllTransient(Transient.of(act))
                .setEndorsingOrganizations(endorsingOrganizations.toArray(String[]::new))
                .build();
        Proposal signed = gateway.newSignedProposal(unsigned.getBytes(), sign(unsigned.getDigest()));
        return new ProposedAct(signed.getTransactionId(), Bytes.of(signed.getBytes()));
    }

    /// Asks city and platform to execute and endorse it.
    public Endorsing endorse(ProposedAct proposed) {
        try {
            Transaction unsigned =
                    gateway.newProposal(proposed.bytes().toArray()).endorse();
            Transaction signed = gateway.newSignedTransaction(unsigned.getBytes(), sign(unsigned.getDigest()));
            return new Endorsing.Endorsed(Bytes.of(signed.getBytes()));
        } catch (EndorseException e) {
            return Refusals.read(e);
        }
    }

    /// Hands the endorsed transaction to the orderer; the same bytes as often as is needed.
    public Submitting submit(Bytes transaction) {
        try {
            var _ = gateway.newTransaction(transaction.toArray()).submitAsync();
            return new Submitting.Ordered();
        } catch (SubmitException e) {
            return new Submitting.Unknown(Refusals.inWords(e));
        }
    }

    /// Waits for the commit, [#LONGEST_WAIT] at most.
    public Committing status(String transactionId) {
        return status(transactionId, LONGEST_WAIT);
    }

    /// Waits for the commit, no longer than `patience`; also for one that the ledger has never seen.
    public Committing status(String transactionId, Duration patience) {
        Duration limit = patience.compareTo(LONGEST_WAIT) < 0 ? patience : LONGEST_WAIT;
        try {
            Status status = gateway.newCommit(statusRequest(transactionId)).getStatus(within(limit));
            return outcome(status);
        } catch (CommitStatusException e) {
            return new Committing.Unknown(Refusals.inWords(e));
        }
    }

    private static Committing outcome(Status status) {
        return switch (status.getCode()) {
            case VALID -> new Committing.Committed(status.getBlockNumber());
            case MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT ->
                new Committing.Conflicted(status.getCode().name(), status.getBlockNumber());
            // The same bytes came a second time; how the first coming ended is told to whoever asks again.
            case DUPLICATE_TXID -> new Committing.Unknown("it came twice, and counts as it came first");
            default -> new Committing.Invalid(status.getCode().name(), status.getBlockNumber());
        };
    }

    private byte[] statusRequest(String transactionId) {
        var request = CommitStatusRequest.newBuilder()
                .setChannelId(channelName)
                .setTransactionId(transactionId)
                .setIdentity(SerializedIdentity.newBuilder()
                        .setMspid(member.mspId())
                        .setIdBytes(ByteString.copyFrom(member.identity().getCredentials()))
                        .build()
                        .toByteString())
                .build();
        return SignedCommitStatusRequest.newBuilder()
                .setRequest(request.toByteString())
                .build()
                .toByteArray();
    }

    /// Opens the stream of what the ledger tells, strictly after `after`.
    public LedgerEvents events(Checkpoint after) {
        return new LedgerEvents(network.newChaincodeEventsRequest(chaincodeName)
                .startBlock(0)
                .checkpoint(new StartAfter(after))
                .build()
                .getEvents());
    }

    private record StartAfter(Checkpoint checkpoint) implements org.hyperledger.fabric.client.Checkpoint {

        @Override
        public OptionalLong getBlockNumber() {
            return OptionalLong.of(checkpoint.block());
        }

        @Override
        public Optional<String> getTransactionId() {
            return Optional.of(checkpoint.transactionId()).filter(id -> !id.isEmpty());
        }
    }

    public Optional<KeyState> key(String kid) {
        return read(LedgerFunction.READ_KEY, kid, KeyState::parse);
    }

    public Optional<ReceivableState> receivable(String id) {
        return read(LedgerFunction.READ_RECEIVABLE, id, ReceivableState::parse);
    }

    public Optional<VoucherState> voucher(String number) {
        return read(LedgerFunction.READ_VOUCHER, number, VoucherState::parse);
    }

    /// All that the ledger holds of an object now; empty where it holds nothing.
    ///
    /// State and terms are two questions, and the object may change between them: it is asked again, a few
    /// times. Terms that still do not open the state's commitment are handed out as they came, for [Held#opens]
    /// to say so.
    public Optional<Held> held(LedgerEvent.Kind kind, String name) {
        Optional<Held> held = Optional.empty();
        for (int attempt = 0; attempt < READ_AGAIN; attempt++) {
            Optional<Bytes> state = ask(Held.read(kind), name);
            if (state.isEmpty()) {
                return Optional.empty();
            }
            var terms = ask(Held.readTerms(kind), name).orElse(Bytes.EMPTY);
            held = Optional.of(new Held(kind, state.get(), terms));
            if (held.get().opens()) {
                return held;
            }
        }
        return held;
    }

    /// The blocks from number `first` on, at most so many: for whoever wants to see the ledger itself, not our word.
    public LedgerBlocks blocks(long first, int most) {
        return new BlockReader(network.getContract(BlockReader.SYSTEM_CHAINCODE), channelName, endorsingOrganizations)
                .read(first, most);
    }

    /// Proofs of what the ledger holds, for those who trust the organisations and not us.
    public Proofs proofs() {
        return new Proofs(this, network, channelName, chaincodeName, endorsingOrganizations);
    }

    private <T> Optional<T> read(LedgerFunction function, String argument, Function<Bytes, T> parse) {
        return ask(function, argument).map(parse);
    }

    /// One endorser's answer from the state it has now. An absent object is an empty answer.
    Optional<Bytes> ask(LedgerFunction function, String argument) {
        try {
            byte[] answer = contract.newProposal(function.wire())
                    .addArguments(argument)
                    .setEndorsingOrganizations(endorsingOrganizations.toArray(String[]::new))
                    .build()
                    .evaluate();
            return answer.length == 0 ? Optional.empty() : Optional.of(Bytes.of(answer));
        } catch (GatewayException e) {
            throw new LedgerUnavailable("The ledger did not answer " + function.wire() + ": " + Refusals.inWords(e), e);
        }
    }

    private byte[] sign(byte[] digest) {
        try {
            return signer.sign(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of " + member + " does not sign", e);
        }
    }

    private static UnaryOperator<CallOptions> within(Duration limit) {
        return options -> options.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Ends what the client holds itself; the gRPC channel belongs to whoever made it.
    @Override
    public void close() {
        gateway.close();
    }
}
