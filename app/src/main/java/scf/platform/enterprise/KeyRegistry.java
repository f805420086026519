package scf.platform.enterprise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.RevokeKeyRow;
import scf.contract.Row;
import scf.contract.Signatures;
import scf.platform.ledger.ActCommitted;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.ActRefused;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.Preparing;
import scf.platform.ledger.Verifying;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// How keys come and go (密钥登记、轮换、吊销).
///
/// Keys for signed HTTP are registered by the city for anybody, and by a party for itself; they hold at once. Keys for
/// acts are registered by the city, or by a bank for an enterprise that it has identified, by an act that the registrar
/// signs; they hold when the ledger has it. The platform alone can register no key at all.
@Service
public class KeyRegistry {

    static final int MOST_HTTP_KEYS = 2;

    /// After a rotation the old key for signed HTTP still counts for a day, so that nothing on its way is lost.
    static final Duration OVERLAP = Duration.ofDays(1);

    /// A key that lives has this version on the ledger: every change of it ends it.
    private static final long ALIVE = 1;

    private final KeyStore store;
    private final Enterprises enterprises;
    private final Acts acts;
    private final Signatures signatures;
    private final Clock clock;

    KeyRegistry(KeyStore store, Enterprises enterprises, Acts acts, Signatures signatures, Clock clock) {
        this.store = store;
        this.enterprises = enterprises;
        this.acts = acts;
        this.signatures = signatures;
        this.clock = clock;
    }

    /// Who asks: the party, its user, and the key that signed the call.
    public record Registrar(EnterpriseId party, PartyKind kind, String user, KeyId key) {}

    /// The act by which the registrar vouches for a new key for acts.
    @Transactional
    public KeyDrafting prepare(Registrar by, KeyWish wish, @Nullable KeyId signWith) {
        if (wish.usage() == KeyUsage.HTTP) {
            return new KeyDrafting.NothingToSign();
        }
        var refusal = refusal(by, wish);
        if (refusal.isPresent()) {
            return new KeyDrafting.Refused(refusal.get());
        }
        return draft(ActType.REGISTER_KEY, wish.kid(), 0, by, signWith, row(wish));
    }

    private Row row(KeyWish wish) {
        return wish.row(enterprises.known(wish.owner()).kind());
    }

    private KeyDrafting draft(
            ActType type, KeyId subject, long version, Registrar by, @Nullable KeyId signWith, Row row) {
        var draft = new Draft(type, subject.value(), version, by.party(), signWith, by.user(), List.of(row));
        return switch (acts.prepare(draft)) {
            case Preparing.Prepared(var act) -> new KeyDrafting.Prepared(act);
            case Preparing.Refused refused -> new KeyDrafting.NoKey(refused);
        };
    }

    /// Registers a key: at once for signed HTTP, by way of the ledger for acts.
    ///
    /// @param act signed by the registrar, for a key for acts
    @Transactional
    public KeyChanging register(Registrar by, KeyWish wish, @Nullable ActJson act) {
        store.lockOwner(wish.owner());
        var refusal = refusal(by, wish);
        if (refusal.isPresent()) {
            return new KeyChanging.Refused(refusal.get());
        }
        if (wish.usage() == KeyUsage.HTTP) {
            var key = wish.key(KeyStatus.ACTIVE);
            store.insert(key, by.party(), clock.instant(), null, null);
            return new KeyChanging.Done(key);
        }
        return switch (verify(act, ActType.REGISTER_KEY, wish.kid(), by, row(wish))) {
            case Checked.Refused(var why) -> why;
            case Checked.Sound(var verified) -> {
                var key = wish.key(KeyStatus.REGISTERING);
                store.insert(key, by.party(), clock.instant(), null, verified.hash());
                acts.tell(verified);
                yield new KeyChanging.Waiting(key);
            }
        };
    }

    /// Who may ask at all is judged before the owner is looked for: a wish for a key finds out nobody's id.
    private Optional<KeyRefusal> refusal(Registrar by, KeyWish wish) {
        if (!mayRegister(by, wish)) {
            return Optional.of(new KeyRefusal.NotTheRegistrar());
        }
        var owner = enterprises.find(wish.owner()).orElse(null);
        if (owner == null) {
            return Optional.of(new KeyRefusal.NoSuchOwner());
        }
        if (by.kind() == PartyKind.BANK && wish.usage() == KeyUsage.ACT && owner.kind() != PartyKind.ENTERPRISE) {
            return Optional.of(new KeyRefusal.NotTheRegistrar());
        }
        return unsound(wish.algorithm(), wish.publicKey(), wish.proofMessage(), wish.proof())
                .or(() -> untimely(wish.notBefore(), wish.notAfter()))
                .or(() -> taken(wish.kid(), wish.publicKey()))
                .or(() -> tooMany(wish.owner(), wish.usage(), wish.user()));
    }

    private static boolean mayRegister(Registrar by, KeyWish wish) {
        boolean ownForHttp = wish.usage() == KeyUsage.HTTP && wish.owner().equals(by.party());
        return switch (by.kind()) {
            case CITY -> true;
            case BANK -> ownForHttp || wish.usage() == KeyUsage.ACT;
            case ENTERPRISE -> ownForHttp;
        };
    }

    private Optional<KeyRefusal> unsound(Algorithm algorithm, Bytes publicKey, Bytes message, Bytes proof) {
        if (!signatures.accepts(algorithm, publicKey)) {
            return Optional.of(new KeyRefusal.Unsound());
        }
        return signatures.verify(algorithm, publicKey, message, proof)
                ? Optional.empty()
                : Optional.of(new KeyRefusal.ProofInvalid());
    }

    private Optional<KeyRefusal> untimely(Instant notBefore, Instant notAfter) {
        return notAfter.isAfter(notBefore) && notAfter.isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(new KeyRefusal.ValidityUpsideDown());
    }

    private Optional<KeyRefusal> taken(KeyId kid, Bytes publicKey) {
        if (store.find(kid).isPresent()) {
            return Optional.of(new KeyRefusal.KidTaken());
        }
        return store.knows(publicKey) ? Optional.of(new KeyRefusal.PublicKeyTaken()) : Optional.empty();
    }

    private Optional<KeyRefusal> tooMany(EnterpriseId owner, KeyUsage usage, String user) {
        if (usage == KeyUsage.ACT) {
            return Optional.empty();
        }
        long active = store.active(owner, KeyUsage.HTTP, clock.instant())
                .filter(key -> key.user().equals(user))
                .count();
        return active >= MOST_HTTP_KEYS ? Optional.of(new KeyRefusal.TooManyKeys(MOST_HTTP_KEYS)) : Optional.empty();
    }

    /// The act by which a key for acts gives its place to another; the old key signs it.
    @Transactional
    public KeyDrafting prepareRotation(Registrar by, KeyRotation rotation) {
        var old = store.find(rotation.kid()).orElse(null);
        var refusal = refusal(by, rotation, old);
        if (old == null || refusal.isPresent()) {
            return new KeyDrafting.Refused(refusal.orElseThrow());
        }
        return old.usage() == KeyUsage.HTTP
                ? new KeyDrafting.NothingToSign()
                : draft(ActType.ROTATE_KEY, old.kid(), ALIVE, by, old.kid(), rotation.row());
    }

    /// Puts a new key in the place of an old one.
    @Transactional
    public KeyChanging rotate(Registrar by, KeyRotation rotation, @Nullable ActJson act) {
        store.lockOwner(by.party());
        var old = store.find(rotation.kid()).orElse(null);
        var refusal = refusal(by, rotation, old);
        if (old == null || refusal.isPresent()) {
            return new KeyChanging.Refused(refusal.orElseThrow());
        }
        Instant now = clock.instant();
        if (old.usage() == KeyUsage.HTTP) {
            var key = successor(old, rotation, KeyStatus.ACTIVE, now);
            store.insert(key, by.party(), now, old.kid(), null);
            store.endBy(old.kid(), now.plus(OVERLAP));
            return new KeyChanging.Done(key);
        }
        return switch (verify(act, ActType.ROTATE_KEY, old.kid(), by, rotation.row())) {
            case Checked.Refused(var why) -> why;
            case Checked.Sound(var verified) -> {
                var key = successor(old, rotation, KeyStatus.REGISTERING, now);
                store.insert(key, by.party(), now, old.kid(), verified.hash());
                store.move(old.kid(), KeyStatus.ACTIVE, KeyStatus.REVOKING, "rotated to " + key.kid());
                acts.tell(verified);
                yield new KeyChanging.Waiting(key);
            }
        };
    }

    private Optional<KeyRefusal> refusal(Registrar by, KeyRotation rotation, @Nullable SigningKey old) {
        if (old == null || !old.owner().equals(by.party())) {
            return Optional.of(new KeyRefusal.NoSuchKey());
        }
        if (!old.signsAt(clock.instant())) {
            return Optional.of(new KeyRefusal.NotActive(old.status()));
        }
        if (old.usage() == KeyUsage.HTTP && !by.key().equals(old.kid())) {
            return Optional.of(new KeyRefusal.NotSignedByTheOldKey());
        }
        return unsound(rotation.algorithm(), rotation.publicKey(), rotation.proofMessage(), rotation.proof())
                .or(() -> untimely(clock.instant(), rotation.notAfter()))
                .or(() -> taken(rotation.newKid(), rotation.publicKey()))
                .or(() -> tooMany(old.owner(), old.usage(), old.user()));
    }

    private static SigningKey successor(SigningKey old, KeyRotation rotation, KeyStatus status, Instant now) {
        return new SigningKey(
                rotation.newKid(),
                old.owner(),
                old.usage(),
                rotation.algorithm(),
                rotation.publicKey(),
                old.user(),
                status,
                now,
                rotation.notAfter());
    }

    /// The act that ends a key for acts: by its owner, by who registered it, or by the city.
    @Transactional
    public KeyDrafting prepareRevocation(Registrar by, KeyId kid, String reason, @Nullable KeyId signWith) {
        var key = revocable(by, kid);
        if (key.isEmpty()) {
            return new KeyDrafting.Refused(new KeyRefusal.NoSuchKey());
        }
        if (key.get().status() != KeyStatus.ACTIVE) {
            return new KeyDrafting.Refused(new KeyRefusal.NotActive(key.get().status()));
        }
        return key.get().usage() == KeyUsage.HTTP
                ? new KeyDrafting.NothingToSign()
                : draft(ActType.REVOKE_KEY, kid, ALIVE, by, signWith, new RevokeKeyRow(kid.value(), reason));
    }

    /// Ends a key. The platform stops trusting it at once, whatever the ledger still has to do.
    @Transactional
    public KeyChanging revoke(Registrar by, KeyId kid, String reason, @Nullable ActJson act) {
        var key = revocable(by, kid).orElse(null);
        if (key == null) {
            return new KeyChanging.Refused(new KeyRefusal.NoSuchKey());
        }
        store.lockOwner(key.owner());
        var status = store.find(kid).orElseThrow().status();
        if (status != KeyStatus.ACTIVE) {
            return new KeyChanging.Refused(new KeyRefusal.NotActive(status));
        }
        if (key.usage() == KeyUsage.HTTP) {
            store.revoke(kid, KeyStatus.ACTIVE, reason, clock.instant());
            return new KeyChanging.Done(store.find(kid).orElseThrow());
        }
        return switch (verify(act, ActType.REVOKE_KEY, kid, by, new RevokeKeyRow(kid.value(), reason))) {
            case Checked.Refused(var why) -> why;
            case Checked.Sound(var verified) -> {
                store.move(kid, KeyStatus.ACTIVE, KeyStatus.REVOKING, reason);
                acts.tell(verified);
                yield new KeyChanging.Waiting(store.find(kid).orElseThrow());
            }
        };
    }

    private Optional<SigningKey> revocable(Registrar by, KeyId kid) {
        return store.find(kid)
                .filter(key -> by.kind() == PartyKind.CITY
                        || key.owner().equals(by.party())
                        || store.registrarOf(kid).equals(by.party()));
    }

    /// A signed act on its way: refused, or sound and saying what the call says.
    private sealed interface Checked {

        record Refused(KeyChanging why) implements Checked {}

        record Sound(Verifying.Verified verified) implements Checked {}
    }

    private Checked verify(@Nullable ActJson act, ActType type, KeyId subject, Registrar by, Row row) {
        if (act == null) {
            return new Checked.Refused(new KeyChanging.ActMissing());
        }
        return switch (acts.verify(act, type, subject.value(), by.party())) {
            case Verifying.Refused refused -> new Checked.Refused(new KeyChanging.NotTheAct(refused));
            case Verifying.Verified verified ->
                verified.rows().equals(List.of(row))
                        ? new Checked.Sound(verified)
                        : new Checked.Refused(new KeyChanging.Refused(new KeyRefusal.ActDiffers()));
        };
    }

    /// The ledger has it: from here on the key counts, or counts no more.
    @EventListener
    @Transactional
    public void on(ActCommitted committed) {
        switch (committed.type()) {
            case REGISTER_KEY -> awaiting(committed.act()).ifPresent(this::activate);
            case ROTATE_KEY -> {
                awaiting(committed.act()).ifPresent(this::activate);
                end(committed.subject());
            }
            case REVOKE_KEY -> end(committed.subject());
            case CONFIRM,
                    REJECT,
                    DILUTE,
                    ISSUE,
                    ACCEPT,
                    DECLINE,
                    TRANSFER,
                    VOID,
                    FREEZE,
                    UNFREEZE,
                    LOCK,
                    RELEASE,
                    FUND,
                    SETTLE -> {}
        }
    }

    private Optional<KeyId> awaiting(ActHash act) {
        return store.awaiting(act).map(SigningKey::kid);
    }

    private void activate(KeyId kid) {
        store.move(kid, KeyStatus.REGISTERING, KeyStatus.ACTIVE, null);
    }

    private void end(String kid) {
        store.revoke(new KeyId(kid), KeyStatus.REVOKING, null, clock.instant());
    }

    /// The ledger has refused for good: what was to begin does not, what was to end goes on.
    @EventListener
    @Transactional
    public void on(ActRefused refused) {
        switch (refused.type()) {
            case REGISTER_KEY -> awaiting(refused.act()).ifPresent(this::drop);
            case ROTATE_KEY -> {
                awaiting(refused.act()).ifPresent(this::drop);
                goOn(refused.subject());
            }
            case REVOKE_KEY -> goOn(refused.subject());
            case CONFIRM,
                    REJECT,
                    DILUTE,
                    ISSUE,
                    ACCEPT,
                    DECLINE,
                    TRANSFER,
                    VOID,
                    FREEZE,
                    UNFREEZE,
                    LOCK,
                    RELEASE,
                    FUND,
                    SETTLE -> {}
        }
    }

    private void drop(KeyId kid) {
        store.move(kid, KeyStatus.REGISTERING, KeyStatus.REFUSED, null);
    }

    private void goOn(String kid) {
        store.move(new KeyId(kid), KeyStatus.REVOKING, KeyStatus.ACTIVE, null);
    }
}
