package scf.gateway;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Network;
import scf.contract.ActHeader;
import scf.contract.ActState;
import scf.contract.Bytes;
import scf.contract.LedgerFunction;

/// Makes proofs: endorsed reads of city and platform, tied to the asker's question and to one another.
///
/// The first question is the height, with the asker's nonce. All others carry the hash of what was signed there, so
/// they were asked afterwards, of peers that were already that high; and a state that was written before that height
/// and not since is the state *as of* it. That order cannot be turned round by whoever makes the proof.
public final class Proofs {

    /// Peers are a moment apart, and objects change while they are asked about: then it is asked again.
    private static final int ATTEMPTS = 8;

    private static final long PAUSE_MILLIS = 100;

    /// What Fabric says when two peers have answered differently: one of them is a block ahead.
    private static final String DIFFERENT_ANSWERS = "do not match";

    private final LedgerClient ledger;
    private final Contract contract;
    private final Contract qscc;
    private final String channelName;
    private final String chaincodeName;
    private final List<String> organisations;

    Proofs(LedgerClient ledger, Network network, String channelName, String chaincodeName, List<String> organisations) {
        this.ledger = ledger;
        this.contract = network.getContract(chaincodeName);
        this.qscc = network.getContract(BlockReader.SYSTEM_CHAINCODE);
        this.channelName = channelName;
        this.chaincodeName = chaincodeName;
        this.organisations = List.copyOf(organisations);
    }

    /// Proves what the ledger holds of this object now, or that it holds nothing.
    ///
    /// @param nonce drawn by the asker: no earlier answer carries it
    /// @throws LedgerUnavailable if the organisations do not answer, or never alike
    public Proof prove(Provable kind, String id, Bytes nonce, Disclosing disclosing) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Proof> proof = attempt(kind, id, nonce, disclosing);
            if (proof.isPresent()) {
                return proof.get();
            }
            pause();
        }
        throw new LedgerUnavailable(kind + " " + id + " changes faster than it can be proved");
    }

    /// Empty if the object changed while it was asked about, or if another peer of an organisation answered.
    private Optional<Proof> attempt(Provable kind, String id, Bytes nonce, Disclosing disclosing) {
        EndorsedRead height = ask(qscc, "GetChainInfo", channelName, nonce.hex());
        String link = link(height);
        EndorsedRead state = ask(contract, kind.read.wire(), id, link);
        if (state.settledAt(chaincodeName) > heightOf(height)) {
            return Optional.empty();
        }
        if (state.answer().isEmpty()) {
            return Optional.of(
                            new Proof(height, state, Optional.empty(), Optional.empty(), List.of(), Optional.empty()))
                    .filter(Proofs::isOfTheSamePeers);
        }

        Optional<Bytes> terms = ledger.ask(kind.readTerms, id);
        if (terms.isEmpty() || !sha256(terms.get()).equals(kind.commitmentOf(state.answer()))) {
            return Optional.empty();
        }
        String hash = kind.actOf(state.answer());
        Disclosing.Disclosed disclosed = disclosing.disclose(hash, terms.get());
        Optional<DisclosedAct> act = disclosed.act();
        var keys = new ArrayList<EndorsedRead>();
        for (String kid : act.map(Proofs::signers).orElse(List.of())) {
            keys.add(ask(contract, LedgerFunction.READ_KEY.wire(), kid, link));
        }
        var proof = new Proof(
                height,
                state,
                Optional.of(ask(qscc, "GetTransactionByID", channelName, transactionOf(hash), link)),
                act,
                keys,
                terms.filter(_ -> disclosed.terms()));
        return Optional.of(proof).filter(Proofs::isOfTheSamePeers);
    }

    private String transactionOf(String act) {
        return ledger.ask(LedgerFunction.READ_ACT, act)
                .map(ActState::parse)
                .map(ActState::transaction)
                .orElseThrow(
                        () -> new LedgerUnavailable("The ledger shows a state of act " + act + " and not the act"));
    }

    private static List<String> signers(DisclosedAct act) {
        var header = ActHeader.parse(act.header());
        var signers = new ArrayList<>(List.of(header.key()));
        header.cosigners().forEach(cosigner -> signers.add(cosigner.key()));
        return signers;
    }

    private static boolean isOfTheSamePeers(Proof proof) {
        var reads = new ArrayList<>(proof.keys());
        reads.add(proof.state());
        proof.transaction().ifPresent(reads::add);
        return reads.stream()
                .allMatch(read -> read.endorsers().equals(proof.height().endorsers()));
    }

    private static long heightOf(EndorsedRead chainInfo) {
        return BlockReader.height(chainInfo.answer());
    }

    /// What every later question carries: it did not exist before the endorsers had signed the height.
    private static String link(EndorsedRead height) {
        var signed = height.payload();
        for (Bytes signature : height.signatures()) {
            signed = signed.plus(signature);
        }
        return sha256(signed).hex();
    }

    private EndorsedRead ask(Contract chaincode, String function, String... arguments) {
        for (int attempt = 1; ; attempt++) {
            try {
                byte[] endorsed = chaincode
                        .newProposal(function)
                        .addArguments(arguments)
                        .setEndorsingOrganizations(organisations.toArray(String[]::new))
                        .build()
                        .endorse()
                        .getBytes();
                return EndorsedRead.of(endorsed, organisations);
            } catch (EndorseException e) {
                String words = Refusals.inWords(e);
                if (!words.contains(DIFFERENT_ANSWERS) || attempt == ATTEMPTS) {
                    throw new LedgerUnavailable("The ledger did not endorse " + function + ": " + words, e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("Interrupted while a proof was made", e);
        }
    }

    private static Bytes sha256(Bytes content) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
