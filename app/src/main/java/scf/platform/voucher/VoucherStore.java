package scf.platform.voucher;

import static scf.schema.voucher.Tables.FUNDINGS;
import static scf.schema.voucher.Tables.HISTORY;
import static scf.schema.voucher.Tables.LOCKS;
import static scf.schema.voucher.Tables.READERS;
import static scf.schema.voucher.Tables.SETTLEMENTS;
import static scf.schema.voucher.Tables.VOUCHERS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import scf.contract.Product;
import scf.contract.Recourse;
import scf.platform.money.Money;
import scf.schema.ids.ActHash;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// Vouchers, and what was asked of the ledger about each of them: locks, fundings, settlements.
@Repository
class VoucherStore {

    private final DSLContext sql;

    VoucherStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Voucher> find(VoucherNo no) {
        return whole().where(VOUCHERS.NO.eq(no)).fetchOptional(VoucherStore::read);
    }

    /// Two statements: a single one that had to wait for the row would see the voucher as it is now, but its lock as it
    /// was when the waiting began.
    Optional<Voucher> lock(VoucherNo no) {
        return sql.selectOne()
                .from(VOUCHERS)
                .where(VOUCHERS.NO.eq(no))
                .forUpdate()
                .fetchOptional()
                .flatMap(_ -> find(no));
    }

    Optional<Voucher> readBy(EnterpriseId reader, VoucherNo no) {
        return find(no).filter(_ -> sql.fetchExists(READERS, READERS.READER_ID.eq(reader), READERS.VOUCHER_NO.eq(no)));
    }

    List<Voucher> allReadBy(EnterpriseId reader, Instant issuedAfter, VoucherNo noAfter, int limit) {
        return whole().join(READERS)
                .on(READERS.VOUCHER_NO.eq(VOUCHERS.NO), READERS.READER_ID.eq(reader))
                .where(DSL.row(VOUCHERS.ISSUED_AT, VOUCHERS.NO).gt(issuedAfter, noAfter))
                .orderBy(VOUCHERS.ISSUED_AT, VOUCHERS.NO)
                .limit(limit)
                .fetch(VoucherStore::read);
    }

    void insert(Voucher voucher) {
        var terms = voucher.terms();
        var descent = terms.descent();
        sql.insertInto(VOUCHERS)
                .set(VOUCHERS.NO, terms.no())
                .set(VOUCHERS.ROOT_NO, terms.root())
                .set(VOUCHERS.PARENT_NO, descent == null ? null : descent.parent())
                .set(VOUCHERS.TRANSFEROR_ID, descent == null ? null : descent.transferor())
                .set(VOUCHERS.HOPS, terms.hops())
                .set(VOUCHERS.DOCUMENT_ID, descent == null ? null : descent.document())
                .set(VOUCHERS.ACCEPT_BY, terms.acceptBy())
                .set(VOUCHERS.RECEIVABLE_ID, terms.receivable())
                .set(VOUCHERS.ISSUER_ID, terms.issuer())
                .set(VOUCHERS.PAYEE_ID, terms.payee())
                .set(VOUCHERS.HOLDER_ID, voucher.standing().holder())
                .set(VOUCHERS.CURRENCY, terms.amount().currency().getCurrencyCode())
                .set(VOUCHERS.AMOUNT_MINOR, terms.amount().minor())
                .set(VOUCHERS.ISSUE_DATE, terms.issueDate())
                .set(VOUCHERS.DUE_DATE, terms.dueDate())
                .set(VOUCHERS.PAYABLE_ON, terms.payableOn())
                .set(VOUCHERS.STATE, voucher.state())
                .set(VOUCHERS.LEDGER_VERSION, voucher.standing().version())
                .set(VOUCHERS.ISSUED_AT, terms.issuedAt())
                .set(VOUCHERS.CHANGED_AT, terms.issuedAt())
                .execute();
    }

    void mayRead(VoucherNo no, EnterpriseId reader) {
        sql.insertInto(READERS)
                .set(READERS.VOUCHER_NO, no)
                .set(READERS.READER_ID, reader)
                .onConflictDoNothing()
                .execute();
    }

    void save(Voucher voucher, Instant now) {
        var standing = voucher.standing();
        var financing = standing.financing();
        one(
                voucher.no(),
                sql.update(VOUCHERS)
                        .set(VOUCHERS.STATE, voucher.state())
                        .set(VOUCHERS.HOLDER_ID, standing.holder())
                        .set(VOUCHERS.FINANCIER_ID, financing == null ? null : financing.bank())
                        .set(
                                VOUCHERS.FINANCED_AS,
                                financing == null ? null : financing.product().name())
                        .set(VOUCHERS.LEDGER_VERSION, standing.version())
                        .set(VOUCHERS.REFUSAL, standing.refusal())
                        .set(VOUCHERS.FROZEN, standing.frozen())
                        .set(
                                VOUCHERS.ENDED_BY,
                                voucher instanceof Voucher.Voided ended
                                        ? ended.endedBy().name()
                                        : null)
                        .set(VOUCHERS.REASON, voucher.reason())
                        .set(VOUCHERS.CHANGED_AT, now)
                        .where(VOUCHERS.NO.eq(voucher.no()))
                        .execute());
    }

    /// The voucher stays where it is; only its place on the ledger and its freeze change.
    void saveFreeze(VoucherNo no, long version, boolean frozen, @Nullable String refusal, Instant now) {
        one(
                no,
                sql.update(VOUCHERS)
                        .set(VOUCHERS.LEDGER_VERSION, version)
                        .set(VOUCHERS.FROZEN, frozen)
                        .set(VOUCHERS.REFUSAL, refusal)
                        .set(VOUCHERS.CHANGED_AT, now)
                        .where(VOUCHERS.NO.eq(no))
                        .execute());
    }

    // History and descent

    /// What it was before the step that it stands in.
    VoucherStates.State stateBefore(Voucher voucher) {
        return VoucherStates.State.valueOf(sql.select(HISTORY.FROM_STATE)
                .from(HISTORY)
                .where(HISTORY.VOUCHER_NO.eq(voucher.no()), HISTORY.TO_STATE.eq(voucher.state()))
                .and(HISTORY.FROM_STATE.ne(HISTORY.TO_STATE))
                .orderBy(HISTORY.POSITION.desc())
                .limit(1)
                .fetchSingle(HISTORY.FROM_STATE));
    }

    List<VoucherStep> history(VoucherNo no, int after, int limit) {
        return sql.selectFrom(HISTORY)
                .where(HISTORY.VOUCHER_NO.eq(no), HISTORY.POSITION.gt(after))
                .orderBy(HISTORY.POSITION)
                .limit(limit)
                .fetch(row -> new VoucherStep(
                        row.getPosition(),
                        row.getFromState(),
                        row.getToState(),
                        row.getHolderId(),
                        row.getFrozen(),
                        row.getLedgerVersion(),
                        row.getRefusal(),
                        row.getHappenedAt()));
    }

    /// Since when the ledger has held its financing.
    Optional<Instant> financedAt(VoucherNo no) {
        return sql.select(HISTORY.HAPPENED_AT)
                .from(HISTORY)
                .where(HISTORY.VOUCHER_NO.eq(no), HISTORY.TO_STATE.eq("FINANCED"))
                .orderBy(HISTORY.POSITION)
                .limit(1)
                .fetchOptional(HISTORY.HAPPENED_AT);
    }

    /// All that was ever issued on a receivable, or made of what was.
    List<VoucherNo> on(ReceivableId receivable) {
        return sql.select(VOUCHERS.NO)
                .from(VOUCHERS)
                .where(VOUCHERS.RECEIVABLE_ID.eq(receivable))
                .orderBy(VOUCHERS.NO)
                .fetch(VOUCHERS.NO);
    }

    List<VoucherNo> partsOf(VoucherNo no) {
        return sql.select(VOUCHERS.NO)
                .from(VOUCHERS)
                .where(VOUCHERS.PARENT_NO.eq(no))
                .orderBy(VOUCHERS.NO)
                .fetch(VOUCHERS.NO);
    }

    /// Everybody through whose hands the value of this voucher has come, from its root on.
    Set<EnterpriseId> holdersBefore(VoucherNo no) {
        var holders = new LinkedHashSet<EnterpriseId>();
        for (Optional<Voucher> at = find(no); at.isPresent(); ) {
            var terms = at.get().terms();
            // Who did not accept it has never held it.
            if (!(at.get() instanceof Voucher.Voided)) {
                holders.add(terms.payee());
            }
            var descent = terms.descent();
            at = descent == null ? Optional.empty() : find(descent.parent());
        }
        return holders;
    }

    // Locks

    void insertLock(VoucherNo no, EnterpriseId holder, Voucher.Lock lock, ActHash act, Instant now) {
        var agreed = Objects.requireNonNull(lock.agreed(), "nobody locks a voucher without saying for what");
        sql.insertInto(LOCKS)
                .set(LOCKS.VOUCHER_NO, no)
                .set(LOCKS.REQUEST_ID, lock.request())
                .set(LOCKS.HOLDER_ID, holder)
                .set(LOCKS.BANK_ID, lock.bank())
                .set(LOCKS.LOCKED_UNTIL, lock.until())
                .set(LOCKS.OFFER_ID, agreed.offer())
                .set(LOCKS.PRODUCT, agreed.product().name())
                .set(
                        LOCKS.RECOURSE,
                        agreed.recourse() == null ? null : agreed.recourse().name())
                .set(LOCKS.FUNDED_MINOR, agreed.funded().minor())
                .set(LOCKS.ACT_HASH, act)
                .set(LOCKS.STATE, "ASKED")
                .set(LOCKS.ASKED_AT, now)
                .execute();
    }

    /// From one state of the live lock to the next: ASKED → HELD | REFUSED, HELD → FUNDED | EXPIRED, RELEASING →
    /// RELEASED | HELD.
    void moveLock(VoucherNo no, String from, String to) {
        one(
                no,
                sql.update(LOCKS)
                        .set(LOCKS.STATE, to)
                        .where(LOCKS.VOUCHER_NO.eq(no), LOCKS.STATE.eq(from))
                        .execute());
    }

    /// The ledger is asked to let go of the lock that it holds.
    void askRelease(VoucherNo no, ActHash act) {
        one(
                no,
                sql.update(LOCKS)
                        .set(LOCKS.STATE, "RELEASING")
                        .set(LOCKS.RELEASE_ACT_HASH, act)
                        .where(LOCKS.VOUCHER_NO.eq(no), LOCKS.STATE.eq("HELD"))
                        .execute());
    }

    boolean isReleasing(VoucherNo no) {
        return sql.fetchExists(LOCKS, LOCKS.VOUCHER_NO.eq(no), LOCKS.STATE.eq("RELEASING"));
    }

    List<VoucherNo> lockedUntil(Instant now, int atMost) {
        return sql.select(LOCKS.VOUCHER_NO)
                .from(LOCKS)
                .where(LOCKS.STATE.eq("HELD"), LOCKS.LOCKED_UNTIL.le(now))
                .orderBy(LOCKS.VOUCHER_NO)
                .limit(atMost)
                .fetch(LOCKS.VOUCHER_NO);
    }

    // Fundings

    void insertFunding(VoucherNo no, Voucher.Financing asked, ActHash act, Instant now) {
        sql.insertInto(FUNDINGS)
                .set(FUNDINGS.VOUCHER_NO, no)
                .set(FUNDINGS.LOAN_ID, asked.loan())
                .set(FUNDINGS.BANK_ID, asked.bank())
                .set(FUNDINGS.PRODUCT, asked.product().name())
                .set(FUNDINGS.FUNDED_MINOR, asked.funded().minor())
                .set(FUNDINGS.ACT_HASH, act)
                .set(FUNDINGS.STATE, "ASKED")
                .set(FUNDINGS.ASKED_AT, now)
                .execute();
    }

    /// The ledger's answer to the funding that was asked: WRITTEN or REFUSED.
    void answerFunding(VoucherNo no, String answer) {
        one(
                no,
                sql.update(FUNDINGS)
                        .set(FUNDINGS.STATE, answer)
                        .where(FUNDINGS.VOUCHER_NO.eq(no), FUNDINGS.STATE.eq("ASKED"))
                        .execute());
    }

    // Settlements

    void insertSettlement(
            Voucher.Settling voucher,
            BankReceiptId receipt,
            String reference,
            EnterpriseId bank,
            ActHash act,
            Instant now) {
        sql.insertInto(SETTLEMENTS)
                .set(SETTLEMENTS.VOUCHER_NO, voucher.no())
                .set(SETTLEMENTS.BANK_RECEIPT_ID, receipt)
                .set(SETTLEMENTS.BANK_ID, bank)
                .set(SETTLEMENTS.RECEIPT_REFERENCE, reference)
                .set(SETTLEMENTS.AMOUNT_MINOR, voucher.terms().amount().minor())
                .set(SETTLEMENTS.ACT_HASH, act)
                .set(SETTLEMENTS.STATE, "ASKED")
                .set(SETTLEMENTS.ASKED_AT, now)
                .execute();
    }

    /// The vouchers whose settlement this act has asked for, in the order in which their rows are locked.
    List<VoucherNo> askedToSettle(ActHash act) {
        return sql.select(SETTLEMENTS.VOUCHER_NO)
                .from(SETTLEMENTS)
                .where(SETTLEMENTS.ACT_HASH.eq(act), SETTLEMENTS.STATE.eq("ASKED"))
                .orderBy(SETTLEMENTS.VOUCHER_NO)
                .fetch(SETTLEMENTS.VOUCHER_NO);
    }

    /// The ledger's answer to the settlement that was asked: WRITTEN or REFUSED. Gives the receipt that it was asked
    /// for.
    BankReceiptId answerSettlement(VoucherNo no, String answer) {
        return sql.update(SETTLEMENTS)
                .set(SETTLEMENTS.STATE, answer)
                .where(SETTLEMENTS.VOUCHER_NO.eq(no), SETTLEMENTS.STATE.eq("ASKED"))
                .returning(SETTLEMENTS.BANK_RECEIPT_ID)
                .fetchOptional(SETTLEMENTS.BANK_RECEIPT_ID)
                .orElseThrow(
                        () -> new IllegalStateException("voucher " + no + " has no settlement that was asked for"));
    }

    // The calendar

    List<VoucherNo> lapsedBy(LocalDate today, int atMost) {
        return sql.select(VOUCHERS.NO)
                .from(VOUCHERS)
                .where(
                        VOUCHERS.STATE.eq("PENDING_ACCEPT"),
                        VOUCHERS.FROZEN.isFalse(),
                        DSL.coalesce(VOUCHERS.ACCEPT_BY, VOUCHERS.DUE_DATE.minus(1))
                                .lt(today))
                .orderBy(VOUCHERS.NO)
                .limit(atMost)
                .fetch(VOUCHERS.NO);
    }

    /// What was payable before that day and is not paid.
    List<VoucherNo> dueBefore(LocalDate day, int atMost) {
        return sql.select(VOUCHERS.NO)
                .from(VOUCHERS)
                .where(VOUCHERS.STATE.eq("DUE"), VOUCHERS.PAYABLE_ON.lt(day))
                .orderBy(VOUCHERS.NO)
                .limit(atMost)
                .fetch(VOUCHERS.NO);
    }

    List<VoucherNo> payableBy(LocalDate today, int atMost) {
        return sql.select(VOUCHERS.NO)
                .from(VOUCHERS)
                .where(VOUCHERS.STATE.in("ACTIVE", "FINANCED"), VOUCHERS.PAYABLE_ON.le(today))
                .orderBy(VOUCHERS.NO)
                .limit(atMost)
                .fetch(VOUCHERS.NO);
    }

    /// A voucher of this issuer that should have been paid before today.
    Optional<VoucherNo> unpaid(EnterpriseId issuer, LocalDate today) {
        return sql.select(VOUCHERS.NO)
                .from(VOUCHERS)
                .where(
                        VOUCHERS.ISSUER_ID.eq(issuer),
                        VOUCHERS.STATE.in("DUE", "OVERDUE", "RECOURSED", "DEFAULTED"),
                        VOUCHERS.PAYABLE_ON.lt(today))
                .orderBy(VOUCHERS.PAYABLE_ON, VOUCHERS.NO)
                .limit(1)
                .fetchOptional(VOUCHERS.NO);
    }

    // Reading

    private SelectOnConditionStep<Record> whole() {
        return sql.select(VOUCHERS.fields())
                .select(LOCKS.REQUEST_ID, LOCKS.BANK_ID, LOCKS.LOCKED_UNTIL)
                .select(LOCKS.OFFER_ID, LOCKS.PRODUCT, LOCKS.RECOURSE, LOCKS.FUNDED_MINOR)
                .select(FUNDINGS.BANK_ID, FUNDINGS.PRODUCT, FUNDINGS.LOAN_ID, FUNDINGS.FUNDED_MINOR)
                .from(VOUCHERS)
                .leftJoin(LOCKS)
                .on(LOCKS.VOUCHER_NO.eq(VOUCHERS.NO), LOCKS.STATE.in("ASKED", "HELD", "RELEASING"))
                .leftJoin(FUNDINGS)
                .on(FUNDINGS.VOUCHER_NO.eq(VOUCHERS.NO), FUNDINGS.STATE.in("ASKED", "WRITTEN"));
    }

    private static Voucher read(Record row) {
        var terms = terms(row);
        var standing = new Voucher.Standing(
                row.get(VOUCHERS.LEDGER_VERSION),
                row.get(VOUCHERS.HOLDER_ID),
                row.get(VOUCHERS.FINANCED_AS) == null ? null : financing(row),
                row.get(VOUCHERS.REFUSAL),
                row.get(VOUCHERS.FROZEN));
        return switch (row.get(VOUCHERS.STATE)) {
            case "ISSUING" -> new Voucher.Issuing(terms, standing);
            case "ISSUE_REFUSED" -> new Voucher.IssueRefused(terms, standing);
            case "PENDING_ACCEPT" -> new Voucher.PendingAccept(terms, standing);
            case "ACCEPTING" -> new Voucher.Accepting(terms, standing);
            case "DECLINING" -> new Voucher.Declining(terms, standing, row.get(VOUCHERS.REASON));
            case "TRANSFERRING" -> new Voucher.Transferring(terms, standing);
            case "SPENT" -> new Voucher.Spent(terms, standing);
            case "VOIDING" -> new Voucher.Voiding(terms, standing, row.get(VOUCHERS.REASON));
            case "VOID" ->
                new Voucher.Voided(
                        terms, standing, Voucher.Ending.valueOf(row.get(VOUCHERS.ENDED_BY)), row.get(VOUCHERS.REASON));
            case "OVERDUE" -> new Voucher.Overdue(terms, standing);
            case "RECOURSED" -> new Voucher.Recoursed(terms, standing);
            case "DEFAULTED" -> new Voucher.Defaulted(terms, standing, row.get(VOUCHERS.REASON));
            case "ACTIVE" -> new Voucher.Active(terms, standing);
            case "LOCKING" -> new Voucher.Locking(terms, standing, lockIn(row));
            case "FIN_LOCKED" -> new Voucher.FinLocked(terms, standing, lockIn(row));
            case "FUNDING" -> new Voucher.Funding(terms, standing, lockIn(row), financing(row));
            case "FINANCED" -> new Voucher.Financed(terms, standing);
            case "DUE" -> new Voucher.Due(terms, standing);
            case "SETTLING" -> new Voucher.Settling(terms, standing);
            case "SETTLED" -> new Voucher.Settled(terms, standing);
            default ->
                throw new IllegalStateException(
                        "voucher %s is in a state nobody knows: %s".formatted(terms.no(), row.get(VOUCHERS.STATE)));
        };
    }

    private static Voucher.Terms terms(Record row) {
        return new Voucher.Terms(
                row.get(VOUCHERS.NO),
                row.get(VOUCHERS.ROOT_NO),
                row.get(VOUCHERS.RECEIVABLE_ID),
                row.get(VOUCHERS.ISSUER_ID),
                row.get(VOUCHERS.PAYEE_ID),
                Money.ofMinor(row.get(VOUCHERS.AMOUNT_MINOR), row.get(VOUCHERS.CURRENCY)),
                row.get(VOUCHERS.ISSUE_DATE),
                row.get(VOUCHERS.DUE_DATE),
                row.get(VOUCHERS.PAYABLE_ON),
                row.get(VOUCHERS.ISSUED_AT),
                descent(row),
                row.get(VOUCHERS.ACCEPT_BY));
    }

    private static Voucher.@Nullable Descent descent(Record row) {
        return row.get(VOUCHERS.PARENT_NO) == null
                ? null
                : new Voucher.Descent(
                        row.get(VOUCHERS.PARENT_NO),
                        row.get(VOUCHERS.TRANSFEROR_ID),
                        row.get(VOUCHERS.HOPS),
                        row.get(VOUCHERS.DOCUMENT_ID));
    }

    private static Voucher.Lock lockIn(Record row) {
        return new Voucher.Lock(
                row.get(LOCKS.REQUEST_ID),
                row.get(LOCKS.BANK_ID),
                row.get(LOCKS.LOCKED_UNTIL),
                row.get(LOCKS.OFFER_ID) == null ? null : agreed(row));
    }

    private static Voucher.Agreed agreed(Record row) {
        return new Voucher.Agreed(
                row.get(LOCKS.OFFER_ID),
                Product.valueOf(row.get(LOCKS.PRODUCT)),
                row.get(LOCKS.RECOURSE) == null ? null : Recourse.valueOf(row.get(LOCKS.RECOURSE)),
                Money.ofMinor(row.get(LOCKS.FUNDED_MINOR), row.get(VOUCHERS.CURRENCY)));
    }

    private static Voucher.Financing financing(Record row) {
        return new Voucher.Financing(
                row.get(FUNDINGS.BANK_ID),
                Product.valueOf(row.get(FUNDINGS.PRODUCT)),
                row.get(FUNDINGS.LOAN_ID),
                Money.ofMinor(row.get(FUNDINGS.FUNDED_MINOR), row.get(VOUCHERS.CURRENCY)));
    }

    private static void one(VoucherNo no, int changed) {
        if (changed != 1) {
            throw new IllegalStateException("%d rows of voucher %s changed, not one".formatted(changed, no));
        }
    }
}
