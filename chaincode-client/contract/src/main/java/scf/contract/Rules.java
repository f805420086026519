package scf.contract;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The rules of the ledger: the same class runs on every peer and in the dev ledger.
///
/// They never ask the clock, never calculate with fractions, and never depend on the order of a map: two peers that are
/// given the same act on the same ledger write the same bytes. Whoever submits an act proves nothing; who takes it is
/// read from the signature over its header, by the key that stands on the ledger at that place in the order of blocks.
public final class Rules {

    static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(5);
    static final Duration LONGEST_VALIDITY = Duration.ofDays(3);

    /// Business days are days in Shanghai, which has had one offset and no summer time since 1991.
    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);

    private static final long FIRST = 1;

    private Rules() {}

    /// Begins the ledger: its configuration, the city's first key, and the secret key of fingerprints.
    public static Beginning begin(World world, Signatures signatures, Genesis genesis, Bytes fingerprintKey) {
        var book = new Book(world);
        var config = Config.of(genesis);
        var before = book.config();
        if (before.isPresent()) {
            return before.get().equals(config)
                    ? new Beginning.BegunBefore()
                    : new Beginning.Refused("the ledger has another genesis");
        }
        if (!genesis.channel().equals(world.channel())) {
            return new Beginning.Refused("the genesis is meant for another channel");
        }
        if (!signatures.accepts(genesis.cityAlgorithm(), genesis.cityPublicKey())) {
            return new Beginning.Refused("the city's public key is not a sound key of its algorithm");
        }

        book.begin(config, new FingerprintKey(FIRST, fingerprintKey));
        book.writeRoleOf(genesis.city(), Role.CITY);
        book.write(
                KeyState.Standing.ACTIVE,
                FIRST,
                config.genesis(),
                genesis.cityAlgorithm(),
                genesis.cityPublicKey(),
                new KeyTerms(
                        genesis.cityKey(), genesis.city(), Role.CITY, genesis.city(), book.salt(genesis.cityKey())));
        book.close();
        return new Beginning.Begun();
    }

    /// Judges an act and, if nothing speaks against it, writes it. The reasons stand in [Refusal], in the order of this
    /// method.
    public static Answer apply(World world, Signatures signatures, SignedAct act) {
        var book = new Book(world);
        var config = book.config();
        if (config.isEmpty()) {
            return refused(Refusal.NOT_INITIALISED);
        }
        ActHeader header;
        try {
            header = ActHeader.parse(act.header());
        } catch (Malformed malformed) {
            return new Answer.Refused(Refusal.MALFORMED, malformed.words());
        }
        if (!header.channel().equals(config.get().channel())
                || !header.channel().equals(world.channel())) {
            return refused(Refusal.OTHER_CHANNEL);
        }
        String hash = act.hash();
        if (book.act(hash).isPresent()) {
            return new Answer.WrittenBefore(hash);
        }
        var untimely = untimely(world, config.get(), header);
        if (untimely.isPresent()) {
            return refused(untimely.get());
        }
        var unsigned = unsigned(book, signatures, act, header);
        if (unsigned.isPresent()) {
            return refused(unsigned.get());
        }
        if (!rowsAreThoseCommittedTo(signatures, act, header)) {
            return refused(Refusal.ROWS_DIFFER);
        }
        var rows = new ArrayList<Row>();
        try {
            act.rows().forEach(row -> rows.add(Row.parse(header.type(), row)));
        } catch (Malformed malformed) {
            return new Answer.Refused(Refusal.ROW_MALFORMED, malformed.words());
        }

        var role = book.keyTerms(header.key()).role();
        return judge(new Step(book, config.get(), header, hash, role, world.time()), signatures, rows);
    }

    /// Whether the act is for now. All of it is measured against the transaction's time, which every peer sees alike.
    private static Optional<Refusal> untimely(World world, Config config, ActHeader header) {
        var now = world.time();
        if (header.preparedAt().isAfter(now.plus(CLOCKS_MAY_DIFFER))) {
            return Optional.of(Refusal.PREPARED_IN_FUTURE);
        }
        var validity = Duration.between(header.preparedAt(), header.expiresAt());
        if (validity.isNegative() || validity.compareTo(LONGEST_VALIDITY) > 0) {
            return Optional.of(Refusal.VALID_TOO_LONG);
        }
        if (!header.expiresAt().isAfter(now)) {
            return Optional.of(Refusal.EXPIRED);
        }
        LocalDate today = now.atOffset(SHANGHAI).toLocalDate();
        boolean near = !header.businessDate().isBefore(today.minusDays(1))
                && !header.businessDate().isAfter(today.plusDays(1));
        return near || config.practice() ? Optional.empty() : Optional.of(Refusal.BUSINESS_DATE_OUT_OF_BOUNDS);
    }

    /// Whether the actor itself has signed, with a key that is its own and active in this very transaction.
    private static Optional<Refusal> unsigned(Book book, Signatures signatures, SignedAct act, ActHeader header) {
        var key = book.key(header.key());
        if (key.isEmpty()) {
            return Optional.of(Refusal.NO_SUCH_KEY);
        }
        if (!key.get().isActive()) {
            return Optional.of(Refusal.KEY_NOT_ACTIVE);
        }
        if (!book.keyTerms(header.key()).owner().equals(header.actor())) {
            return Optional.of(Refusal.NOT_THE_KEYS_OWNER);
        }
        if (header.digest() != key.get().algorithm().digest()) {
            return Optional.of(Refusal.DIGEST_NOT_OF_KEY);
        }
        if (!signatures.verify(key.get().algorithm(), key.get().publicKey(), act.header(), act.signature())) {
            return Optional.of(Refusal.SIGNATURE_INVALID);
        }
        return isCosigned(book, signatures, act, header) ? Optional.empty() : Optional.of(Refusal.COSIGNATURE_INVALID);
    }

    /// Whether each party that the header names beside the actor has signed it as well, with the key that the header
    /// names, its own and active. Whether these are all that the step needs is judged by its rule.
    private static boolean isCosigned(Book book, Signatures signatures, SignedAct act, ActHeader header) {
        var cosigners = header.cosigners();
        if (act.cosignatures().size() != cosigners.size()) {
            return false;
        }
        for (int i = 0; i < cosigners.size(); i++) {
            var cosigner = cosigners.get(i);
            var key = book.key(cosigner.key());
            if (key.isEmpty()
                    || !key.get().isActive()
                    || !book.keyTerms(cosigner.key()).owner().equals(cosigner.actor())
                    || !signatures.verify(
                            key.get().algorithm(),
                            key.get().publicKey(),
                            act.header(),
                            act.cosignatures().get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Each row is opened with its salt: exactly 32 bytes, so that salt and row cannot be cut at another place.
    private static boolean rowsAreThoseCommittedTo(Signatures signatures, SignedAct act, ActHeader header) {
        int count = header.rows().size();
        if (act.rows().size() != count || act.salts().size() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            var salt = act.salts().get(i);
            if (salt.size() != SignedAct.BYTES_IN_A_SALT) {
                return false;
            }
            var commitment =
                    signatures.digest(header.digest(), salt.plus(act.rows().get(i)));
            if (!commitment.equals(header.rows().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Answer judge(Step step, Signatures signatures, List<Row> rows) {
        if (!subjectIsThatOf(step.header(), rows)) {
            return refused(Refusal.SUBJECT_DIFFERS);
        }
        var subjects = new HashSet<String>();
        if (!rows.stream().allMatch(row -> subjects.add(row.subject()))) {
            return refused(Refusal.ROW_TWICE);
        }
        if (!step.header().type().mayBeTakenBy(step.role())) {
            return refused(Refusal.ROLE_NOT_ENTITLED);
        }
        for (int i = 0; i < rows.size(); i++) {
            var refusal = judge(step, signatures, rows.get(i));
            if (refusal.isPresent()) {
                return rows.size() == 1 ? refused(refusal.get()) : refused(refusal.get(), i + 1);
            }
        }

        // Every reason to refuse has been looked for in every row: from here on it is written.
        var book = step.book();
        book.write(step.act(), new ActState(step.header().type(), book.transactionId()));
        book.close();
        return new Answer.Written(new LedgerEvent(step.act(), step.header().type(), book.changes()));
    }

    /// A single row's object is the subject, in the row's version. A batch is a subject of its own, in version 0: the
    /// versions of its objects stand in its rows.
    private static boolean subjectIsThatOf(ActHeader header, List<Row> rows) {
        var only = rows.getFirst();
        if (rows.size() == 1 && only.subject().equals(header.subject())) {
            return header.version() == versionExpectedBy(header, only);
        }
        return header.type().isBatch()
                && header.version() == 0
                && rows.stream().noneMatch(row -> row.subject().equals(header.subject()));
    }

    private static long versionExpectedBy(ActHeader header, Row row) {
        return switch (row) {
            case ConfirmRow confirm -> confirm.version();
            case RejectRow reject -> reject.version();
            case SettleRow settle -> settle.version();
            case KeyRow _,
                    RotateKeyRow _,
                    RevokeKeyRow _,
                    DiluteRow _,
                    IssueRow _,
                    AcceptRow _,
                    DeclineRow _,
                    TransferRow _,
                    VoidRow _,
                    FreezeRow _,
                    UnfreezeRow _,
                    LockRow _,
                    ReleaseRow _,
                    FundRow _ -> header.version();
        };
    }

    private static Optional<Refusal> judge(Step step, Signatures signatures, Row row) {
        if (kindOf(row) == Kind.VOUCHER) {
            Lapse.bringBack(step, row.subject());
        }
        var astray = astray(step, row);
        if (astray.isPresent()) {
            return astray;
        }
        return switch (row) {
            case KeyRow register -> KeyRules.register(step, signatures, register);
            case RotateKeyRow rotate -> KeyRules.rotate(step, signatures, rotate);
            case RevokeKeyRow revoke -> KeyRules.revoke(step, revoke);
            case ConfirmRow confirm -> ReceivableRules.confirm(step, confirm);
            case RejectRow reject -> ReceivableRules.reject(step, reject);
            case DiluteRow dilute -> DilutionRules.dilute(step, dilute);
            case IssueRow issue -> VoucherRules.issue(step, issue);
            case AcceptRow accept -> VoucherRules.accept(step, accept);
            case DeclineRow decline -> VoucherRules.decline(step, decline);
            case TransferRow transfer -> TransferRules.transfer(step, transfer);
            case VoidRow cancel -> VoucherRules.cancel(step, cancel);
            case FreezeRow freeze -> VoucherRules.freeze(step, freeze);
            case UnfreezeRow unfreeze -> VoucherRules.unfreeze(step, unfreeze);
            case LockRow lock -> VoucherRules.lock(step, lock);
            case ReleaseRow release -> VoucherRules.release(step, release);
            case FundRow fund -> VoucherRules.fund(step, fund);
            case SettleRow settle -> VoucherRules.settle(step, settle);
        };
    }

    /// Whether the object stands where the actor has seen it. What begins must not exist, what goes on must; a first
    /// confirmation begins a receivable and a later one goes on with it.
    private static Optional<Refusal> astray(Step step, Row row) {
        long version = currentVersion(step.book(), row);
        switch (row) {
            case KeyRow _, IssueRow _ -> {
                if (version != 0) {
                    return Optional.of(Refusal.EXISTS_ALREADY);
                }
            }
            case RotateKeyRow _,
                    RevokeKeyRow _,
                    DiluteRow _,
                    AcceptRow _,
                    DeclineRow _,
                    TransferRow _,
                    VoidRow _,
                    FreezeRow _,
                    UnfreezeRow _,
                    LockRow _,
                    ReleaseRow _,
                    FundRow _,
                    SettleRow _ -> {
                if (version == 0) {
                    return Optional.of(Refusal.NO_SUCH_SUBJECT);
                }
            }
            case ConfirmRow _, RejectRow _ -> {}
        }
        return version == versionExpectedBy(step.header(), row)
                ? Optional.empty()
                : Optional.of(Refusal.VERSION_CONFLICT);
    }

    private static long currentVersion(Book book, Row row) {
        return switch (kindOf(row)) {
            case KEY -> book.key(row.subject()).map(KeyState::version).orElse(0L);
            case RECEIVABLE ->
                book.receivable(row.subject()).map(ReceivableState::version).orElse(0L);
            case VOUCHER ->
                book.voucher(row.subject()).map(VoucherState::version).orElse(0L);
        };
    }

    private enum Kind {
        KEY,
        RECEIVABLE,
        VOUCHER
    }

    /// What a row's object is.
    private static Kind kindOf(Row row) {
        return switch (row) {
            case KeyRow _, RotateKeyRow _, RevokeKeyRow _ -> Kind.KEY;
            case ConfirmRow _, RejectRow _, DiluteRow _ -> Kind.RECEIVABLE;
            case IssueRow _,
                    AcceptRow _,
                    DeclineRow _,
                    TransferRow _,
                    VoidRow _,
                    FreezeRow _,
                    UnfreezeRow _,
                    LockRow _,
                    ReleaseRow _,
                    FundRow _,
                    SettleRow _ -> Kind.VOUCHER;
        };
    }

    private static Answer refused(Refusal refusal) {
        return new Answer.Refused(refusal, refusal.words());
    }

    private static Answer refused(Refusal refusal, int row) {
        return new Answer.Refused(refusal, refusal.words() + " (row " + row + ")");
    }
}
