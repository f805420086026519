package scf.contract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Vouchers: from the debtor's promise to its money.
final class VoucherRules {

    private VoucherRules() {}

    /// The debtor turns confirmed debt into a voucher for its supplier; never more than it has confirmed, never for
    /// longer than the law lets a supplier wait.
    static Optional<Refusal> issue(Step step, IssueRow row) {
        var book = step.book();
        if (book.receivable(row.receivable()).isEmpty() || ReceivableRules.isRejected(book, row.receivable())) {
            return Optional.of(Refusal.NO_SUCH_RECEIVABLE);
        }
        var receivable = book.receivableTerms(row.receivable());
        if (!step.isBy(row.issuer()) || !row.issuer().equals(receivable.debtor())) {
            return Optional.of(Refusal.NOT_THE_ISSUER);
        }
        if (!row.payee().equals(receivable.creditor())) {
            return Optional.of(Refusal.PAYEE_NOT_THE_CREDITOR);
        }
        if (!row.issueDate().equals(step.businessDate())) {
            return Optional.of(Refusal.ISSUE_DATE_NOT_TODAY);
        }
        if (!row.dueDate().isAfter(row.issueDate())) {
            return Optional.of(Refusal.DUE_BEFORE_ISSUE);
        }
        if (row.dueDate().isAfter(latestDueDate(row.issueDate(), step.config()))) {
            return Optional.of(Refusal.TENOR_EXCEEDED);
        }
        if (row.dueDate().isAfter(receivable.dueDate())) {
            return Optional.of(Refusal.DUE_AFTER_RECEIVABLE);
        }
        var untimely = untimelyAcceptance(step, row.acceptBy(), row.dueDate());
        if (untimely.isPresent()) {
            return untimely;
        }
        if (!row.currency().equals(receivable.currency())) {
            return Optional.of(Refusal.CURRENCY_DIFFERS);
        }
        Lapse.dropFrom(step, row.receivable());
        var issued = book.issuedOn(row.receivable());
        if (row.amountMinor() > receivable.owedMinor() - issued.issuedMinor()) {
            return Optional.of(Refusal.RECEIVABLE_EXCEEDED);
        }

        var waiting = new ArrayList<>(issued.pending());
        waiting.add(row.voucher());
        book.writeIssuedOn(row.receivable(), issued.issuedMinor() + row.amountMinor(), waiting);
        write(step, VoucherState.Standing.PENDING_ACCEPT, 1, issued(row));
        return Optional.empty();
    }

    /// A payee has at least today, and never the due date: what is payable is no longer offered.
    static Optional<Refusal> untimelyAcceptance(Step step, @Nullable LocalDate acceptBy, LocalDate dueDate) {
        boolean timely = acceptBy == null || (!acceptBy.isBefore(step.businessDate()) && acceptBy.isBefore(dueDate));
        return timely ? Optional.empty() : Optional.of(Refusal.ACCEPT_BY_OUT_OF_BOUNDS);
    }

    /// Calendar months, not days (民法典 202): six months from 15 March end with 15 September, from 31 August with the
    /// last day of February. "Within" includes the last day (民法典 1259).
    private static LocalDate latestDueDate(LocalDate issueDate, Config config) {
        return issueDate.plusMonths(Math.min(config.tenorMonths(), Genesis.LONGEST_TENOR_MONTHS));
    }

    private static VoucherTerms issued(IssueRow row) {
        return new VoucherTerms(
                row.voucher(),
                row.receivable(),
                row.issuer(),
                row.payee(),
                row.payee(),
                row.amountMinor(),
                row.currency(),
                row.issueDate(),
                row.dueDate(),
                null,
                null,
                "",
                row.acceptBy(),
                null,
                null,
                Bytes.EMPTY);
    }

    static Optional<Refusal> accept(Step step, AcceptRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        if (!step.isBy(row.payee()) || !row.payee().equals(voucher.payee())) {
            return Optional.of(Refusal.NOT_THE_PAYEE);
        }
        var refused = notPending(step, voucher);
        if (refused.isPresent()) {
            return refused;
        }

        if (voucher.descent() == null) {
            var issued = step.book().issuedOn(voucher.receivable());
            var waiting = issued.pending().stream()
                    .filter(no -> !no.equals(row.voucher()))
                    .toList();
            step.book().writeIssuedOn(voucher.receivable(), issued.issuedMinor(), waiting);
        }
        change(step, VoucherState.Standing.ACTIVE, voucher);
        return Optional.empty();
    }

    static Optional<Refusal> decline(Step step, DeclineRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        if (!step.isBy(row.payee()) || !row.payee().equals(voucher.payee())) {
            return Optional.of(Refusal.NOT_THE_PAYEE);
        }
        var refused = notPending(step, voucher);
        if (refused.isPresent()) {
            return refused;
        }

        Lapse.giveBack(step, row.voucher());
        return Optional.empty();
    }

    private static Optional<Refusal> notPending(Step step, VoucherTerms voucher) {
        if (standing(step, voucher.voucher()) != VoucherState.Standing.PENDING_ACCEPT) {
            return Optional.of(Refusal.NOT_PENDING);
        }
        if (Lapse.isOver(step, voucher.voucher())) {
            return Optional.of(Refusal.ACCEPTANCE_OVER);
        }
        return voucher.isFrozen() ? Optional.of(Refusal.FROZEN) : Optional.empty();
    }

    /// A voucher that never moved is cancelled by the two whom it concerns (作废).
    static Optional<Refusal> cancel(Step step, VoidRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        if (!row.issuer().equals(voucher.issuer())) {
            return Optional.of(Refusal.NOT_THE_ISSUER);
        }
        if (!row.holder().equals(voucher.holder()) || (!step.isBy(row.holder()) && !step.isBy(row.issuer()))) {
            return Optional.of(Refusal.NOT_THE_HOLDER);
        }
        if (voucher.descent() != null) {
            return Optional.of(Refusal.MOVED_BEFORE);
        }
        if (!isFree(step, row.voucher())) {
            return Optional.of(Refusal.NOT_ACTIVE);
        }
        var refused = held(step, voucher).or(() -> matured(step, voucher));
        if (refused.isPresent()) {
            return refused;
        }
        if (!step.hasConsentOf(row.holder()) || !step.hasConsentOf(row.issuer())) {
            return Optional.of(Refusal.CONSENT_MISSING);
        }

        Lapse.giveBack(step, row.voucher());
        return Optional.empty();
    }

    /// Only payment happens to what an authority's order holds.
    static Optional<Refusal> freeze(Step step, FreezeRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        if (standing(step, row.voucher()).hasEnded() || Lapse.isOver(step, row.voucher())) {
            return Optional.of(Refusal.ENDED);
        }
        if (voucher.isFrozen()) {
            return Optional.of(Refusal.FROZEN);
        }

        change(
                step,
                standing(step, row.voucher()),
                voucher.frozenBy(new VoucherTerms.Freeze(row.orderedBy(), row.document())));
        return Optional.empty();
    }

    static Optional<Refusal> unfreeze(Step step, UnfreezeRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        if (standing(step, row.voucher()).hasEnded()) {
            return Optional.of(Refusal.ENDED);
        }
        if (!voucher.isFrozen()) {
            return Optional.of(Refusal.NOT_FROZEN);
        }

        change(step, standing(step, row.voucher()), voucher.frozenBy(null));
        return Optional.empty();
    }

    /// At most one lock binds a voucher: no second bank can be made to believe in what a first one is about to pay for.
    ///
    /// The lock says what the bank may do: which offer, a sale or a pledge, for how much. The bank's own act can
    /// only carry that out, because the holder signs nothing after this.
    static Optional<Refusal> lock(Step step, LockRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        if (!step.isBy(row.holder()) || !row.holder().equals(voucher.holder())) {
            return Optional.of(Refusal.NOT_THE_HOLDER);
        }
        if (!isFree(step, row.voucher())) {
            return Optional.of(Refusal.NOT_ACTIVE);
        }
        var refused = held(step, voucher);
        if (refused.isPresent()) {
            return refused;
        }
        if (!row.lockedUntil().isAfter(step.time())) {
            return Optional.of(Refusal.LOCK_IN_THE_PAST);
        }
        var matured = matured(step, voucher);
        if (matured.isPresent()) {
            return matured;
        }

        var unfundable = notWhatCanBeFunded(row, voucher);
        if (unfundable.isPresent()) {
            return unfundable;
        }

        var agreed = new VoucherTerms.Agreed(row.offer(), row.product(), row.fundedMinor(), row.recourse());
        var lock = new VoucherTerms.Lock(row.bank(), row.request(), row.lockedUntil(), agreed);
        change(step, VoucherState.Standing.FIN_LOCKED, voucher.lockedBy(lock));
        return Optional.empty();
    }

    /// Who buys a part buys a part of its own; a loan may be smaller than what secures it.
    private static Optional<Refusal> notWhatCanBeFunded(LockRow row, VoucherTerms voucher) {
        if (!row.currency().equals(voucher.currency())) {
            return Optional.of(Refusal.CURRENCY_DIFFERS);
        }
        if (row.fundedMinor() > voucher.amountMinor()) {
            return Optional.of(Refusal.FUNDED_ABOVE_FACE);
        }
        return row.product() == Product.PURCHASE && row.fundedMinor() != voucher.amountMinor()
                ? Optional.of(Refusal.PURCHASE_NOT_THE_FACE)
                : Optional.empty();
    }

    static Optional<Refusal> release(Step step, ReleaseRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        var refused = notTheLocksBank(step, voucher, row.bank());
        if (refused.isPresent()) {
            return refused;
        }

        change(step, VoucherState.Standing.ACTIVE, voucher.lockedBy(null));
        return Optional.empty();
    }

    /// A purchase (受让) makes the bank the holder of record. Under a pledge (质押) the holder stays, and the bank stands
    /// beside it.
    static Optional<Refusal> fund(Step step, FundRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        var refused = notTheLocksBank(step, voucher, row.bank());
        if (refused.isPresent()) {
            return refused;
        }
        var matured = matured(step, voucher);
        if (matured.isPresent()) {
            return matured;
        }
        if (!row.currency().equals(voucher.currency())) {
            return Optional.of(Refusal.CURRENCY_DIFFERS);
        }
        var lock = voucher.lock();
        var agreed = lock == null ? null : lock.agreed();
        if (agreed == null || !agreed.isCarriedOutBy(row)) {
            return Optional.of(Refusal.FUNDING_NOT_AS_LOCKED);
        }

        String holder = switch (row.product()) {
            case PURCHASE -> row.bank();
            case PLEDGE -> voucher.holder();
        };
        var financing =
                new VoucherTerms.Financing(row.bank(), row.loan(), row.product(), row.fundedMinor(), agreed.recourse());
        change(step, VoucherState.Standing.FINANCED, voucher.financedBy(financing, holder));
        return Optional.empty();
    }

    /// The debtor pays once, in full, and not before it owes. Whoever has financed the voucher receives the money.
    static Optional<Refusal> settle(Step step, SettleRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        switch (standing(step, row.voucher())) {
            case PENDING_ACCEPT, SPENT, VOID, SETTLED -> {
                return Optional.of(Refusal.NOT_ACTIVE);
            }
            case ACTIVE, FIN_LOCKED, FINANCED -> {}
        }
        if (isLocked(step, voucher)) {
            return Optional.of(Refusal.LOCKED);
        }
        var financing = voucher.financing();
        if (financing != null && !step.isBy(financing.bank())) {
            return Optional.of(Refusal.NOT_THE_FINANCING_BANK);
        }
        if (step.businessDate().isBefore(voucher.dueDate())) {
            return Optional.of(Refusal.NOT_YET_DUE);
        }
        if (!row.currency().equals(voucher.currency())) {
            return Optional.of(Refusal.CURRENCY_DIFFERS);
        }
        if (row.amountMinor() != voucher.amountMinor()) {
            return Optional.of(Refusal.AMOUNT_NOT_THE_FACE);
        }

        change(step, VoucherState.Standing.SETTLED, voucher.paidBy(row.receiptReference()));
        return Optional.empty();
    }

    private static Optional<Refusal> notTheLocksBank(Step step, VoucherTerms voucher, String bank) {
        if (voucher.isFrozen()) {
            return Optional.of(Refusal.FROZEN);
        }
        var lock = voucher.lock();
        if (lock == null || !lock.bindsAt(step.time())) {
            return Optional.of(Refusal.NOT_LOCKED);
        }
        return step.isBy(bank) && bank.equals(lock.bank()) ? Optional.empty() : Optional.of(Refusal.NOT_THE_LOCKS_BANK);
    }

    private static boolean isLocked(Step step, VoucherTerms voucher) {
        var lock = voucher.lock();
        return lock != null && lock.bindsAt(step.time());
    }

    /// Whether the voucher is its holder's to dispose of; a lock that still stands there may have died by now.
    static boolean isFree(Step step, String no) {
        return switch (standing(step, no)) {
            case ACTIVE, FIN_LOCKED -> true;
            case PENDING_ACCEPT, FINANCED, SPENT, VOID, SETTLED -> false;
        };
    }

    /// Whether an authority's order or a lock holds it.
    static Optional<Refusal> held(Step step, VoucherTerms voucher) {
        if (voucher.isFrozen()) {
            return Optional.of(Refusal.FROZEN);
        }
        return isLocked(step, voucher) ? Optional.of(Refusal.LOCKED) : Optional.empty();
    }

    static Optional<Refusal> matured(Step step, VoucherTerms voucher) {
        return step.businessDate().isBefore(voucher.dueDate()) ? Optional.empty() : Optional.of(Refusal.MATURED);
    }

    private static VoucherState.Standing standing(Step step, String no) {
        return step.book().voucher(no).orElseThrow().state();
    }

    /// Ends a voucher without payment. Where its value goes is the caller's business.
    static void end(Step step, String no) {
        change(step, VoucherState.Standing.VOID, step.book().voucherTerms(no).lockedBy(null));
    }

    private static void change(Step step, VoucherState.Standing standing, VoucherTerms after) {
        long version = step.book().voucher(after.voucher()).orElseThrow().version();
        write(step, standing, version + 1, after);
    }

    static void write(Step step, VoucherState.Standing standing, long version, VoucherTerms terms) {
        step.book()
                .write(standing, version, step.act(), terms.salted(step.book().salt(terms.voucher())));
    }
}
