package scf.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The ledger as one act meets it: what stood there, and over it what the act would write.
///
/// A ledger does not read its own writes, but the second row of a batch must see what the first has done. And nothing
/// may be written before the last row has passed. So writes are kept here, in the order of their names, until [#close].
/// What was read is kept as well: asking the peer is what a batch of hundreds of rows spends its time on.
final class Book {

    static final String CONFIG = "CONFIG";
    private static final String FINGERPRINT_KEY = "HMACKEY";
    static final String ACT = "ACT:";
    static final String KEY = "KEY:";
    static final String RECEIVABLE = "RCV:";
    static final String VOUCHER = "VCH:";
    private static final String INVOICE = "FPR:";
    private static final String ISSUED = "ISS:";
    private static final String PARTY = "PTY:";

    private final World world;
    private final Map<String, Optional<Bytes>> read = new HashMap<>();
    private final Map<String, Optional<Bytes>> readPrivate = new HashMap<>();
    private final SortedMap<String, Bytes> written = new TreeMap<>();
    private final SortedMap<String, Bytes> writtenPrivate = new TreeMap<>();
    /// By the name of the object: of several changes in one act the last is what stands.
    private final Map<String, LedgerEvent.Change> changes = new LinkedHashMap<>();
    private @Nullable FingerprintKey fingerprintKey;

    Book(World world) {
        this.world = world;
    }

    Optional<Config> config() {
        return read(CONFIG, Config::parse);
    }

    void begin(Config config, FingerprintKey key) {
        written.put(CONFIG, config.bytes());
        writtenPrivate.put(FINGERPRINT_KEY, key.bytes());
        fingerprintKey = key;
    }

    FingerprintKey fingerprintKey() {
        if (fingerprintKey == null) {
            fingerprintKey = readPrivate(FINGERPRINT_KEY, FingerprintKey::parse)
                    .orElseThrow(() -> new IllegalStateException("The collection has no fingerprint key"));
        }
        return fingerprintKey;
    }

    Optional<ActState> act(String hash) {
        return read(ACT + hash, ActState::parse);
    }

    void write(String hash, ActState act) {
        written.put(ACT + hash, act.bytes());
    }

    Optional<KeyState> key(String kid) {
        return read(KEY + kid, KeyState::parse);
    }

    KeyTerms keyTerms(String kid) {
        return readPrivate(KEY + kid, KeyTerms::parse).orElseThrow(() -> halfAnObject(KEY));
    }

    void write(
            KeyState.Standing state, long version, String act, Algorithm algorithm, Bytes publicKey, KeyTerms terms) {
        String name = KEY + terms.kid();
        var commitment = writePrivate(name, terms.bytes());
        written.put(name, new KeyState(state, version, act, algorithm, publicKey, commitment).bytes());
        changed(name, new LedgerEvent.Change(terms.kid(), state.name(), version));
    }

    Optional<ReceivableState> receivable(String id) {
        return read(RECEIVABLE + id, ReceivableState::parse);
    }

    ReceivableTerms receivableTerms(String id) {
        return readPrivate(RECEIVABLE + id, ReceivableTerms::parse).orElseThrow(() -> halfAnObject(RECEIVABLE));
    }

    void write(ReceivableState.Standing state, long version, String act, ReceivableTerms terms) {
        String name = RECEIVABLE + terms.receivable();
        var commitment = writePrivate(name, terms.bytes());
        written.put(name, new ReceivableState(state, version, act, commitment).bytes());
        changed(name, new LedgerEvent.Change(terms.receivable(), state.name(), version));
    }

    Optional<VoucherState> voucher(String no) {
        return read(VOUCHER + no, VoucherState::parse);
    }

    VoucherTerms voucherTerms(String no) {
        return readPrivate(VOUCHER + no, VoucherTerms::parse).orElseThrow(() -> halfAnObject(VOUCHER));
    }

    void write(VoucherState.Standing state, long version, String act, VoucherTerms terms) {
        String name = VOUCHER + terms.voucher();
        var commitment = writePrivate(name, terms.bytes());
        written.put(name, new VoucherState(state, version, act, commitment).bytes());
        changed(name, new LedgerEvent.Change(terms.voucher(), state.name(), version));
    }

    Optional<InvoiceTerms> invoice(String fingerprint) {
        return readPrivate(INVOICE + fingerprint, InvoiceTerms::parse);
    }

    void write(String fingerprint, InvoiceTerms invoice) {
        writePrivate(INVOICE + fingerprint, invoice.bytes());
    }

    /// What already stands on vouchers of a receivable.
    IssuedTerms issuedOn(String receivable) {
        return readPrivate(ISSUED + receivable, IssuedTerms::parse)
                .orElseGet(() -> new IssuedTerms(0, List.of(), Bytes.EMPTY));
    }

    void writeIssuedOn(String receivable, long issuedMinor, List<String> pending) {
        writePrivate(ISSUED + receivable, new IssuedTerms(issuedMinor, pending, salt(ISSUED + receivable)).bytes());
    }

    Optional<Role> roleOf(String party) {
        return readPrivate(PARTY + fingerprintKey().ofParty(party), PartyTerms::parse)
                .map(PartyTerms::role);
    }

    void writeRoleOf(String party, Role role) {
        String name = PARTY + fingerprintKey().ofParty(party);
        writePrivate(name, new PartyTerms(role, salt(name)).bytes());
    }

    /// A salt for the private value of this object, fresh with each transaction.
    Bytes salt(String object) {
        return fingerprintKey().salt(world.transactionId(), object);
    }

    String transactionId() {
        return world.transactionId();
    }

    /// Writes everything down, in an order that is the same on every peer.
    void close() {
        written.forEach(world::write);
        writtenPrivate.forEach(world::writePrivate);
    }

    List<LedgerEvent.Change> changes() {
        return List.copyOf(changes.values());
    }

    private void changed(String name, LedgerEvent.Change change) {
        changes.remove(name);
        changes.put(name, change);
    }

    private <T> Optional<T> read(String name, Function<Bytes, T> parse) {
        var fresh = written.get(name);
        return (fresh == null ? read.computeIfAbsent(name, world::read) : Optional.of(fresh)).map(parse);
    }

    private <T> Optional<T> readPrivate(String name, Function<Bytes, T> parse) {
        var fresh = writtenPrivate.get(name);
        return (fresh == null ? readPrivate.computeIfAbsent(name, world::readPrivate) : Optional.of(fresh)).map(parse);
    }

    /// What stands in public for the private value: its hash, which the salt inside makes unguessable.
    private Bytes writePrivate(String name, Bytes value) {
        writtenPrivate.put(name, value);
        return SignedAct.sha256(value);
    }

    private static IllegalStateException halfAnObject(String kind) {
        return new IllegalStateException("An object of kind " + kind + " has a public state and no private one");
    }
}
