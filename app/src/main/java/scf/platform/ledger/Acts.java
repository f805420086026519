package scf.platform.ledger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActHeader;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.Digest;
import scf.contract.Row;
import scf.contract.Signatures;
import scf.contract.SignedAct;
import scf.platform.calendar.BusinessDates;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import tools.jackson.databind.json.JsonMapper;

/// Acts (业务行为): their bytes are made here, their signatures are verified here, and from here they go to the
/// ledger.
///
///     prepare ──the enterprise signs──▶ verify ──the room's own reasons to refuse──▶ tell
///
/// The platform makes the bytes and never the signature: it holds no key of any enterprise.
@Service
public class Acts {

    /// Long enough for a checker in another office, short enough that a forgotten act dies.
    public static final Duration SIGNED_WITHIN = Duration.ofHours(24);

    /// As long as the digest that hides the row: guessing what a row says is then as hard as inverting the
    /// digest.
    private static final int SALT_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ActStore store;
    private final ActKeys keys;
    private final Signatures signatures;
    private final BusinessDates businessDates;
    private final Clock clock;
    private final JsonMapper json;
    private final Bell bell;
    private final LedgerSettings settings;

    Acts(
            ActStore store,
            // Lazy: the room that keeps the keys calls this one.
            @Lazy ActKeys keys,
            Signatures signatures,
            BusinessDates businessDates,
            Clock clock,
            JsonMapper json,
            Bell bell,
            LedgerSettings settings) {
        this.store = store;
        this.keys = keys;
        this.signatures = signatures;
        this.businessDates = businessDates;
        this.clock = clock;
        this.json = json;
        this.bell = bell;
        this.settings = settings;
    }

    /// Makes and keeps the exact bytes of an act that the actor is to sign.
    @Transactional
    public Preparing prepare(Draft draft) {
        List<ActKey> active = keys.activeOf(draft.actor());
        if (active.isEmpty()) {
            return new Preparing.NoActiveActKey(draft.actor());
        }
        KeyId asked = draft.key();
        if (asked == null && active.size() > 1) {
            return new Preparing.KeyNotNamed(draft.actor());
        }
        Optional<ActKey> key = active.stream()
                .filter(each -> asked == null || each.kid().equals(asked))
                .findFirst();
        if (key.isEmpty()) {
            return new Preparing.KeyNotActive(Objects.requireNonNull(asked));
        }
        var cosigners = new ArrayList<ActHeader.Cosigner>();
        for (EnterpriseId party : draft.consenting()) {
            List<ActKey> theirs = keys.activeOf(party);
            if (theirs.isEmpty()) {
                return new Preparing.NoActiveActKey(party);
            }
            cosigners.add(new ActHeader.Cosigner(
                    party.toString(), theirs.getFirst().kid().value()));
        }
        Optional<String> diverged = store.diverged(Touched.by(draft.rows()));
        if (diverged.isPresent()) {
            return new Preparing.Diverged(diverged.get());
        }
        Optional<String> outOfStep = outOfStep(draft.type(), draft.rows());
        if (outOfStep.isPresent()) {
            return new Preparing.OutOfStep(outOfStep.get());
        }
        return new Preparing.Prepared(prepare(draft, key.get(), cosigners));
    }

    /// What ends an obligation, or guards against harm, goes on: the debtor's money is counted, a lost key is
    /// revoked, an authority's order holds. Everything else would build on a word that one of the two sides
    /// denies.
    private Optional<String> outOfStep(ActType type, List<Row> rows) {
        return switch (type) {
            case SETTLE, REVOKE_KEY, FREEZE -> Optional.empty();
            case REGISTER_KEY,
                    ROTATE_KEY,
                    CONFIRM,
                    REJECT,
                    DILUTE,
                    ISSUE,
                    ACCEPT,
                    DECLINE,
                    TRANSFER,
                    VOID,
                    UNFREEZE,
                    LOCK,
                    RELEASE,
                    FUND -> store.outOfStep(Touched.by(rows));
        };
    }

    private PreparedAct prepare(Draft draft, ActKey key, List<ActHeader.Cosigner> cosigners) {
        KeptAct act = fix(draft, key, cosigners);
        store.keep(act);
        return toSign(act, key);
    }

    private KeptAct fix(Draft draft, ActKey key, List<ActHeader.Cosigner> cosigners) {
        Digest digest = key.algorithm().digest();
        List<Bytes> rows = draft.rows().stream().map(Row::bytes).toList();
        List<Bytes> salts = rows.stream().map(_ -> salt()).toList();
        List<Bytes> commitments = IntStream.range(0, rows.size())
                .mapToObj(i -> signatures.digest(digest, salts.get(i).plus(rows.get(i))))
                .toList();
        // Whole seconds: the header is text, and what it says of time must be exactly what we keep.
        Instant preparedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var header = new ActHeader(
                settings.channel(),
                draft.type(),
                draft.subject(),
                draft.version(),
                draft.actor().toString(),
                key.kid().value(),
                preparedAt,
                preparedAt.plus(SIGNED_WITHIN),
                businessDates.today(),
                digest,
                commitments,
                cosigners);
        return new KeptAct(header, rows, salts, draft.user());
    }

    private static Bytes salt() {
        byte[] drawn = new byte[SALT_BYTES];
        RANDOM.nextBytes(drawn);
        return Bytes.of(drawn);
    }

    private PreparedAct toSign(KeptAct act, ActKey key) {
        ActHash hash = act.hash();
        return new PreparedAct(
                hash.value(),
                act.header().type(),
                act.header().subject(),
                act.header().bytes().base64(),
                act.rows().stream().map(Bytes::base64).toList(),
                act.salts().stream().map(Bytes::base64).toList(),
                hash.value(),
                hash.code(),
                key.kid().value(),
                key.algorithm().wire(),
                act.header().expiresAt(),
                act.rows().stream().map(row -> json.readTree(row.utf8())).toList());
    }

    /// Judges a signed act that came back: is it what was prepared, for this step of this object, by this
    /// enterprise?
    ///
    /// The prepared act stays locked until the transaction ends, so that of two calls with one act the second
    /// finds it told. Its rows and salts are compared with those we made, which is stricter than asking whether
    /// they open the header's commitments.
    @Transactional
    public Verifying verify(ActJson act, ActType type, String subject, EnterpriseId actor) {
        return verify(
                act,
                type,
                subject,
                actor,
                header -> Optional.of(header.key()).filter(_ -> header.actor().equals(actor.toString())));
    }

    /// The same of a party that the header names beside its actor: has it signed the very bytes that were prepared?
    @Transactional
    public Verifying verifyConsent(ActJson act, ActType type, String subject, EnterpriseId party) {
        return verify(act, type, subject, party, header -> keyOfConsent(header, party));
    }

    private static Optional<String> keyOfConsent(ActHeader header, EnterpriseId party) {
        return header.cosigners().stream()
                .filter(cosigner -> cosigner.actor().equals(party.toString()))
                .map(ActHeader.Cosigner::key)
                .findFirst();
    }

    private Verifying verify(
            ActJson act,
            ActType type,
            String subject,
            EnterpriseId signer,
            Function<ActHeader, Optional<String>> keyOfSigner) {
        SignedAct signed;
        switch (act.read()) {
            case ActJson.Reading.Unreadable unreadable -> {
                return new Verifying.NotReadable(unreadable.pointer());
            }
            case ActJson.Reading.Read read -> signed = read.act();
        }
        var hash = new ActHash(signed.hash());
        Optional<KeptAct> found =
                store.lock(hash).filter(kept -> keyOfSigner.apply(kept.header()).isPresent());
        if (found.isEmpty()) {
            return new Verifying.NotPrepared(hash);
        }
        KeptAct kept = found.get();
        ActHeader header = kept.header();
        if (header.type() != type || !header.subject().equals(subject)) {
            return new Verifying.OtherSubject(hash);
        }
        if (store.isTold(hash) || store.hasSigned(hash, signer)) {
            return new Verifying.ToldBefore(hash);
        }
        Optional<String> difference = difference("/rows", kept.rows(), signed.rows())
                .or(() -> difference("/salts", kept.salts(), signed.salts()));
        if (difference.isPresent()) {
            return new Verifying.TamperedWith(difference.get());
        }
        if (!clock.instant().isBefore(header.expiresAt())) {
            return new Verifying.Expired(header.expiresAt());
        }
        var kid = new KeyId(keyOfSigner.apply(header).orElseThrow());
        Optional<ActKey> key = keys.active(kid).filter(active -> active.owner().equals(signer));
        if (key.isEmpty()) {
            return new Verifying.KeyNotActive(kid);
        }
        if (!signatures.verify(key.get().algorithm(), key.get().publicKey(), header.bytes(), signed.signature())) {
            return new Verifying.SignatureInvalid(kid);
        }
        List<Row> rows = kept.rows().stream().map(row -> Row.parse(type, row)).toList();
        Optional<String> diverged = store.diverged(Touched.by(rows));
        if (diverged.isPresent()) {
            return new Verifying.Diverged(diverged.get());
        }
        Optional<String> outOfStep = outOfStep(type, rows);
        if (outOfStep.isPresent()) {
            return new Verifying.OutOfStep(outOfStep.get());
        }
        return new Verifying.Verified(hash, header, rows, kept.preparedBy(), signed.signature(), act.carriedBy());
    }

    /// Where two lists part, as a JSON pointer.
    private static Optional<String> difference(String pointer, List<Bytes> prepared, List<Bytes> received) {
        if (prepared.size() != received.size()) {
            return Optional.of(pointer);
        }
        return IntStream.range(0, prepared.size())
                .filter(i -> !prepared.get(i).equals(received.get(i)))
                .mapToObj(i -> pointer + "/" + i)
                .findFirst();
    }

    /// Hands a verified act to the relay, together with the change that it tells of or not at all.
    ///
    /// What happens to it is announced by [ActCommitted] or [ActRefused], one of them, once, whoever carries
    /// it. An act that several sign the platform carries.
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Verifying.Verified act) {
        if (!act.header().cosigners().isEmpty()) {
            throw new IllegalArgumentException("act %s waits for the consent of others".formatted(act.hash()));
        }
        switch (act.carrier()) {
            case PLATFORM -> {
                store.append(act.hash(), act.signature(), Touched.by(act.rows()));
                bell.ringAfterCommit();
            }
            case MEMBER ->
                store.appendForMember(
                        act.hash(),
                        act.signature(),
                        Touched.by(act.rows()),
                        act.header().expiresAt());
        }
    }

    /// The act as a party has to sign it whose consent it needs: the same bytes, with its own key.
    @Transactional(readOnly = true)
    public Optional<PreparedAct> toConsent(ActHash act, EnterpriseId party) {
        return store.find(act)
                .flatMap(kept -> keyOfConsent(kept.header(), party)
                        .flatMap(kid -> keys.active(new KeyId(kid)))
                        .map(key -> toSign(kept, key)));
    }

    /// Keeps what a party has signed of an act that needs several, and hands the act to the relay when it was the last.
    ///
    /// @param party the actor or one of those who consent, whoever [#verify] or [#verifyConsent] was asked about
    /// @return whether the act is on its way
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean sign(Verifying.Verified act, EnterpriseId party) {
        store.keepSignature(act.hash(), party, act.signature(), clock.instant());
        Optional<Bytes> ofActor = store.signatureOfActorWhenAllHaveSigned(act.hash());
        ofActor.ifPresent(signature -> {
            store.append(act.hash(), signature, Touched.by(act.rows()));
            bell.ringAfterCommit();
        });
        return ofActor.isPresent();
    }

    /// Where an act stands that this enterprise signed; one that it only had prepared stands nowhere.
    @Transactional(readOnly = true)
    public Optional<ActStanding> standing(ActHash act, EnterpriseId actor) {
        return store.standing(act, actor);
    }

    /// The business date that an act of ours bears.
    @Transactional(readOnly = true)
    public LocalDate businessDate(ActHash act) {
        return store.header(act).businessDate();
    }

    /// What the ledger was told in a month, by the business date of the acts, and holds: the rows of one type.
    @Transactional(readOnly = true)
    public List<Row> written(ActType type, YearMonth month) {
        return store.rowsWritten(type, month).stream()
                .map(row -> Row.parse(type, row))
                .toList();
    }
}
