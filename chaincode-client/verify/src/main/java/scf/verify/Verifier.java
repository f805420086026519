package scf.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges a proof against a trust bundle: no network, no clock but the one it is given, nothing kept.
///
/// Everything is looked at, in the order of [Reason], and the first thing that is wrong ends it.
public final class Verifier {

    private static final String SYSTEM = "qscc";
    private static final Map<String, String> KINDS = Map.of("readReceivable", "RCV:", "readVoucher", "VCH:");

    private final TrustBundle trust;
    private final Optional<String> nonce;
    private final Instant now;

    /// Makes a verifier of one question.
    ///
    /// @param nonce what the reader drew when it asked, in hex; empty if it was somebody else who asked
    /// @param now only to say whether a certificate has expired since
    public Verifier(TrustBundle trust, Optional<String> nonce, Instant now) {
        this.trust = trust;
        this.nonce = nonce;
        this.now = now;
    }

    public Verdict verify(byte[] file) {
        try {
            return judge(Octets.of(file));
        } catch (NotProved e) {
            return new Verdict.Refused(e.reason(), e.where());
        }
    }

    private Verdict judge(Octets file) {
        Fields fields;
        List<Octets> serialized;
        try {
            fields = Fields.of(file)
                    .expect("format", "endorsers", "height", "state", "transaction", "act", "keys", "terms");
            serialized = fields.listOfBytes("endorsers");
            if (!fields.text("format").equals("SCF-Proof/1")) {
                throw new NotProved(Reason.NOT_A_PROOF, "format");
            }
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.NOT_A_PROOF, "the file");
        }
        List<Endorser> endorsers = endorsers(serialized);
        var words = new Words(trust, endorsers, now);

        var height = EndorsedRead.of("height", fields.value("height"), endorsers);
        long blocks = blocks(height);
        String link = link(height);
        words.asOf(blocks, height.asked());
        var state = EndorsedRead.of("state", fields.value("state"), endorsers);
        var written = written(state, link, blocks);
        if (written.isEmpty()) {
            requireNothingElse(fields);
            words.absent(state.arguments());
            return words.proved(nonce.isPresent());
        }
        var object = object(state);
        words.present(state.arguments(), object, written.get());
        transaction(words, fields, endorsers, state, object, link);
        Optional<Object> act = fields.valueOrNull("act");
        if (act.isPresent()) {
            act(words, fields, endorsers, act.get(), object.text("act"), link);
        } else if (!fields.value("keys").equals(List.of())) {
            throw new NotProved(Reason.NOT_A_PROOF, "keys");
        }
        fields.valueOrNull("terms").ifPresent(terms -> terms(words, terms, object));
        return words.proved(nonce.isPresent());
    }

    /// Every organisation that must endorse has, and each once.
    private List<Endorser> endorsers(List<Octets> serialized) {
        var endorsers = new ArrayList<Endorser>();
        var organisations = new HashSet<String>();
        for (Octets one : serialized) {
            var endorser = Endorser.of(one, trust);
            if (!organisations.add(endorser.organisation())) {
                throw new NotProved(Reason.ORGANISATION_UNKNOWN, endorser.organisation());
            }
            endorsers.add(endorser);
        }
        if (!organisations.containsAll(trust.endorsers())) {
            throw new NotProved(Reason.POLICY_NOT_MET, "endorsers");
        }
        return endorsers;
    }

    private void requireQuestion(EndorsedRead read, String chaincode, String... arguments) {
        if (!read.channel().equals(trust.channel())
                || !read.chaincode().equals(chaincode)
                || !read.arguments().equals(List.of(arguments))) {
            throw new NotProved(Reason.QUESTION_DIFFERS, read.where());
        }
    }

    /// How many blocks there were. The asker's nonce is the last argument.
    private long blocks(EndorsedRead height) {
        String asked = height.arguments().isEmpty() ? "" : height.arguments().getLast();
        requireQuestion(height, SYSTEM, "GetChainInfo", trust.channel(), asked);
        if (nonce.isPresent() && !nonce.get().equals(asked)) {
            throw new NotProved(Reason.NONCE_DIFFERS, "height");
        }
        try {
            return Wire.read(height.answer(), 1, 2, 3, 4).number(1);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new NotProved(Reason.ANSWER_UNREADABLE, "height");
        }
    }

    /// What all later questions carry: nobody knew it before the height was signed.
    private static String link(EndorsedRead height) {
        var parts = new ArrayList<>(List.of(height.payload()));
        parts.addAll(height.signatures());
        return Octets.joined(parts.toArray(Octets[]::new)).sha256().hex();
    }

    /// Where the state was written last; empty if there is none.
    private Optional<EndorsedRead.Place> written(EndorsedRead state, String link, long blocks) {
        String function = state.arguments().isEmpty() ? "" : state.arguments().getFirst();
        String prefix = KINDS.get(function);
        if (prefix == null || state.arguments().size() != 3) {
            throw new NotProved(Reason.QUESTION_DIFFERS, "state");
        }
        String id = state.arguments().get(1);
        requireQuestion(state, trust.chaincode(), function, id, link);
        var read = state.keyRead();
        if (!read.key().equals(prefix + id)
                || read.written().isPresent() == state.answer().isEmpty()) {
            throw new NotProved(Reason.ANSWER_DIFFERS, "state");
        }
        if (read.written().isPresent() && read.written().get().block() >= blocks) {
            throw new NotProved(Reason.WRITTEN_AFTER_HEIGHT, "state");
        }
        return read.written();
    }

    private static void requireNothingElse(Fields fields) {
        boolean nothing = fields.valueOrNull("transaction").isEmpty()
                && fields.valueOrNull("act").isEmpty()
                && fields.value("keys").equals(List.of())
                && fields.valueOrNull("terms").isEmpty();
        if (!nothing) {
            throw new NotProved(Reason.NOT_A_PROOF, "the file");
        }
    }

    private static Fields object(EndorsedRead state) {
        try {
            return Fields.of(state.answer()).expect("state", "version", "act", "commitment");
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.ANSWER_UNREADABLE, "state");
        }
    }

    /// The transaction is VALID by the word of all endorsers, and it is the one that wrote this very state.
    private void transaction(
            Words words, Fields fields, List<Endorser> endorsers, EndorsedRead state, Fields object, String link) {
        Object value =
                fields.valueOrNull("transaction").orElseThrow(() -> new NotProved(Reason.NOT_A_PROOF, "transaction"));
        var read = EndorsedRead.of("transaction", value, endorsers);
        CommittedTransaction transaction;
        try {
            transaction = CommittedTransaction.of(read.answer());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new NotProved(Reason.ANSWER_UNREADABLE, "transaction");
        }
        requireQuestion(read, SYSTEM, "GetTransactionByID", trust.channel(), transaction.id(), link);
        if (transaction.code() != 0) {
            throw new NotProved(Reason.TRANSACTION_NOT_VALID, "transaction, code " + transaction.code());
        }
        var wrote = transaction.written().getOrDefault(state.keyRead().key(), Octets.NONE);
        boolean same = transaction.channel().equals(trust.channel())
                && transaction.chaincode().equals(trust.chaincode())
                && state.answer().equals(wrote)
                && transaction.written().containsKey("ACT:" + object.text("act"));
        if (!same) {
            throw new NotProved(Reason.TRANSACTION_DIFFERS, "transaction");
        }
        words.transaction(transaction.id());
    }

    private void act(Words words, Fields fields, List<Endorser> endorsers, Object value, String named, String link) {
        var act = Act.of(value, named);
        List<Object> reads = fields.list("keys");
        if (!act.fields().text("channel").equals(trust.channel())) {
            throw new NotProved(Reason.ACT_UNREADABLE, "act/header");
        }
        if (reads.size() != act.keys().size()) {
            throw new NotProved(Reason.NOT_A_PROOF, "keys");
        }
        words.act(act);
        for (int i = 0; i < reads.size(); i++) {
            var read = EndorsedRead.of("keys/" + i, reads.get(i), endorsers);
            requireQuestion(read, trust.chaincode(), "readKey", act.keys().get(i), link);
            if (!read.keyRead().key().equals("KEY:" + act.keys().get(i))) {
                throw new NotProved(Reason.ANSWER_DIFFERS, read.where());
            }
            Fields key;
            try {
                key = Fields.of(read.answer())
                        .expect("state", "version", "act", "algorithm", "publicKey", "commitment");
                if (!Signing.isOfParty(
                        key.text("algorithm"),
                        key.base64("publicKey"),
                        act.header(),
                        act.signatures().get(i))) {
                    throw new NotProved(Reason.ACT_SIGNATURE_INVALID, "act/signatures/" + i);
                }
            } catch (IllegalArgumentException e) {
                throw new NotProved(Reason.ANSWER_UNREADABLE, read.where());
            }
            words.signer(act, i, key);
        }
    }

    private static void terms(Words words, Object value, Fields object) {
        Octets terms;
        try {
            terms = Fields.base64(value);
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.NOT_A_PROOF, "terms");
        }
        if (!terms.sha256().hex().equals(object.text("commitment"))) {
            throw new NotProved(Reason.TERMS_DIFFER, "terms");
        }
        words.terms(Fields.of(terms), Fields.utf8(terms));
    }
}
