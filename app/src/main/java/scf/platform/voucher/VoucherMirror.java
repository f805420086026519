package scf.platform.voucher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import scf.contract.LedgerEvent;
import scf.contract.VoucherState;
import scf.contract.VoucherTerms;
import scf.gateway.Held;
import scf.platform.calendar.BusinessDates;
import scf.platform.ledger.Difference;
import scf.platform.ledger.Mirror;
import scf.schema.ids.VoucherNo;
import scf.schema.voucher.tables.records.LocksRecord;
import scf.schema.voucher.tables.records.VouchersRecord;

/// Vouchers and their locks, as they are held against the ledger.
///
/// What time does to a voucher nobody signs: a lock that has died may still stand on one side and be gone from
/// the other, and so may a voucher that nobody has accepted in its days. That is no difference, and both sides
/// are read as they are by now.
@Component
class VoucherMirror implements Mirror {

    /// Clocks of several platforms are never quite the same: a lock that ends within this is read as ended, on
    /// both sides.
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final VoucherMirrorStore store;
    private final BusinessDates businessDates;
    private final Clock clock;

    VoucherMirror(VoucherMirrorStore store, BusinessDates businessDates, Clock clock) {
        this.store = store;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    @Override
    public LedgerEvent.Kind kind() {
        return LedgerEvent.Kind.VOUCHER;
    }

    @Override
    public List<String> namesAfter(String name, int limit) {
        return store.after(name, limit).stream().map(VoucherNo::value).toList();
    }

    @Override
    public boolean knows(String name) {
        return store.row(new VoucherNo(name)).isPresent();
    }

    @Override
    public Compared compare(String name, Optional<Held> onLedger) {
        var no = new VoucherNo(name);
        Instant now = clock.instant().plus(CLOCKS_APART);
        var row = store.row(no).orElse(null);
        var terms = onLedger.map(held -> VoucherTerms.parse(held.terms())).orElse(null);
        var lockHere = store.lockOf(no)
                .filter(held -> held.getLockedUntil().isAfter(now))
                .orElse(null);
        var theirs = onLedger.map(held -> asOfNow(held, now)).orElse(null);
        var lockThere = terms != null && theirs == VoucherState.Standing.FIN_LOCKED ? terms.lock() : null;
        var ours = row == null || isStillToCome(row, terms) ? null : standingOf(row, lockHere);
        var words = new Difference.Collector();
        if (row != null && terms != null) {
            var held = onLedger.orElseThrow();
            if (!hasLapsed(row, terms, theirs)) {
                words.words("state", ours, theirs).words("version", row.getLedgerVersion(), held.version());
            }
            terms(words, row, terms);
            lock(words, lockHere, lockThere);
            financing(words, row, terms);
        } else {
            words.words("state", ours, theirs);
        }
        return new Compared(
                row != null && waits(row),
                row == null || ours == null
                        ? Side.NOTHING
                        : side(ours, lockHere != null, row.getCurrency(), row.getAmountMinor()),
                terms == null || theirs == null
                        ? Side.NOTHING
                        : side(theirs, lockThere != null, terms.currency(), terms.amountMinor()),
                words.found());
    }

    /// What has ended adds nothing to the sum of what is owed.
    private static Side side(VoucherState.Standing standing, boolean locked, String currency, long minor) {
        return Side.of(locked, currency, standing.hasEnded() ? 0 : minor);
    }

    private void terms(Difference.Collector words, VouchersRecord row, VoucherTerms terms) {
        words.words("receivable", row.getReceivableId(), terms.receivable())
                .words("root", row.getRootNo(), terms.root())
                .words(
                        "parent",
                        row.getParentNo(),
                        terms.descent() == null ? null : terms.descent().parent())
                .words("hops", row.getHops(), terms.hops())
                .words("issuer", row.getIssuerId(), terms.issuer())
                .words("payee", row.getPayeeId(), terms.payee())
                .words("holder", row.getHolderId(), terms.holder())
                .words("currency", row.getCurrency(), terms.currency())
                .words("amountMinor", row.getAmountMinor(), terms.amountMinor())
                .words("issueDate", row.getIssueDate(), terms.issueDate())
                .words("dueDate", row.getDueDate(), terms.dueDate())
                .words("acceptBy", row.getAcceptBy(), terms.acceptBy())
                .words("receipt", store.receiptOf(row.getNo()).orElse(null), terms.receipt());
        // A freeze holds here from the moment that it is asked for.
        if (!store.isOrderOnItsWay(row.getNo())) {
            words.words("frozen", row.getFrozen(), terms.freeze() != null);
        }
    }

    private static void lock(
            Difference.Collector words, @Nullable LocksRecord here, VoucherTerms.@Nullable Lock onLedger) {
        words.words("lock.bank", here == null ? null : here.getBankId(), onLedger == null ? null : onLedger.bank())
                .words(
                        "lock.request",
                        here == null ? null : here.getRequestId(),
                        onLedger == null ? null : onLedger.request())
                .words(
                        "lock.until",
                        here == null ? null : here.getLockedUntil(),
                        onLedger == null ? null : onLedger.until());
        var agreed = onLedger == null ? null : onLedger.agreed();
        words.words("lock.offer", here == null ? null : here.getOfferId(), agreed == null ? null : agreed.offer())
                .words(
                        "lock.product",
                        here == null ? null : here.getProduct(),
                        agreed == null ? null : agreed.product())
                .words(
                        "lock.fundedMinor",
                        here == null ? null : here.getFundedMinor(),
                        agreed == null ? null : agreed.fundedMinor())
                .words(
                        "lock.recourse",
                        here == null ? null : here.getRecourse(),
                        agreed == null ? null : agreed.recourse());
    }

    private void financing(Difference.Collector words, VouchersRecord row, VoucherTerms terms) {
        var theirs = terms.financing();
        var funding = store.fundingOf(row.getNo()).orElse(null);
        words.words("financing.bank", row.getFinancierId(), theirs == null ? null : theirs.bank())
                .words("financing.product", row.getFinancedAs(), theirs == null ? null : theirs.product())
                .words(
                        "financing.loan",
                        funding == null ? null : funding.getLoanId(),
                        theirs == null ? null : theirs.loan())
                .words(
                        "financing.fundedMinor",
                        funding == null ? null : funding.getFundedMinor(),
                        theirs == null ? null : theirs.fundedMinor());
    }

    /// A lock binds until its time, whatever still stands there.
    private static VoucherState.Standing asOfNow(Held held, Instant now) {
        var standing = VoucherState.parse(held.state()).state();
        var lock = VoucherTerms.parse(held.terms()).lock();
        return standing == VoucherState.Standing.FIN_LOCKED && (lock == null || !now.isBefore(lock.until()))
                ? VoucherState.Standing.ACTIVE
                : standing;
    }

    /// Nobody has accepted it in its days. Here it ends with the day; there with the next act that meets it,
    /// and one version later.
    private boolean hasLapsed(VouchersRecord row, VoucherTerms terms, VoucherState.@Nullable Standing theirs) {
        boolean endedHere = row.getState().equals("VOID") && "EXPIRED".equals(row.getEndedBy());
        boolean over = terms.freeze() == null
                && businessDates
                        .today()
                        .isAfter(terms.acceptBy() == null ? terms.dueDate().minusDays(1) : terms.acceptBy());
        return over
                && (theirs == VoucherState.Standing.PENDING_ACCEPT || theirs == VoucherState.Standing.VOID)
                && (endedHere || row.getState().equals("PENDING_ACCEPT"));
    }

    /// What came back from a payee who let it lapse is on the ledger only when an act first speaks of it. It
    /// must be what went out, back in the hand that it came from.
    private boolean isStillToCome(VouchersRecord row, @Nullable VoucherTerms terms) {
        var parent = row.getParentNo();
        if (terms != null || parent == null || !Returns.returned(parent).equals(row.getNo())) {
            return false;
        }
        return store.row(parent)
                .filter(part -> "EXPIRED".equals(part.getEndedBy())
                        && part.getAmountMinor().equals(row.getAmountMinor())
                        && Objects.equals(part.getTransferorId(), row.getHolderId()))
                .isPresent();
    }

    private static boolean waits(VouchersRecord row) {
        return switch (VoucherStates.State.valueOf(row.getState())) {
            case ISSUING, ACCEPTING, DECLINING, TRANSFERRING, VOIDING, LOCKING, FUNDING, SETTLING -> true;
            case ISSUE_REFUSED,
                    PENDING_ACCEPT,
                    ACTIVE,
                    FIN_LOCKED,
                    FINANCED,
                    DUE,
                    OVERDUE,
                    RECOURSED,
                    DEFAULTED,
                    SETTLED,
                    SPENT,
                    VOID -> false;
        };
    }

    /// In the ledger's words: what waits for it stands where it stood before, and that a day has come is no
    /// state there.
    private static VoucherState.@Nullable Standing standingOf(VouchersRecord row, @Nullable LocksRecord lock) {
        boolean financed = row.getFinancierId() != null;
        return switch (VoucherStates.State.valueOf(row.getState())) {
            case ISSUING, ISSUE_REFUSED -> null;
            case PENDING_ACCEPT, ACCEPTING, DECLINING -> VoucherState.Standing.PENDING_ACCEPT;
            case ACTIVE, TRANSFERRING, VOIDING, LOCKING -> VoucherState.Standing.ACTIVE;
            case FIN_LOCKED, FUNDING -> lock == null ? VoucherState.Standing.ACTIVE : VoucherState.Standing.FIN_LOCKED;
            case FINANCED -> VoucherState.Standing.FINANCED;
            case DUE, OVERDUE, RECOURSED, DEFAULTED, SETTLING ->
                financed ? VoucherState.Standing.FINANCED : VoucherState.Standing.ACTIVE;
            case SETTLED -> VoucherState.Standing.SETTLED;
            case SPENT -> VoucherState.Standing.SPENT;
            case VOID -> VoucherState.Standing.VOID;
        };
    }
}
