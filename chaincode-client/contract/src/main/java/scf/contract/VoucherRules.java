package scf.contract;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Vouchers: from the debtor's promise to its money.
final class VoucherRules {

    private VoucherRules() {}

    /// The debtor turns confirmed debt into a voucher for its supplier; never more than it has confirmed, never for
    /// longer than the law lets a supplier wait.
    static Optional<Refusal> issue(Step step, IssueRow row) {
        var book = step.book();
        if (book.receivable(row.receivable()).isEmpty()) {
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
        if (!row.currency().equals(receivable.currency())) {
            return Optional.of(Refusal.CURRENCY_DIFFERS);
        }
        long issued = book.issuedOn(row.receivable());
        if (row.amountMinor() > receivable.confirmedMinor() - issued) {
            return Optional.of(Refusal.RECEIVABLE_EXCEEDED);
        }

        book.writeIssuedOn(row.receivable(), issued + row.amountMinor());
        book.write(VoucherState.Standing.PENDING_ACCEPT, 1, step.act(), issued(step, row));
        return Optional.empty();
    }

    /// Calendar months, not days (民法典 202): six months from 15 March end with 15 September, from 31 August with the
    /// last day of February. "Within" includes the last day (民法典 1259).
    private static LocalDate latestDueDate(LocalDate issueDate, Config config) {
        return issueDate.plusMonths(Math.min(config.tenorMonths(), Genesis.LONGEST_TENOR_MONTHS));
    }

    private static VoucherTerms issued(Step step, IssueRow row) {
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
                step.book().salt(row.voucher()));
    }

    static Optional<Refusal> accept(Step step, AcceptRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        if (!step.isBy(row.payee()) || !row.payee().equals(voucher.payee())) {
            return Optional.of(Refusal.NOT_THE_PAYEE);
        }
        if (standing(step, row.voucher()) != VoucherState.Standing.PENDING_ACCEPT) {
            return Optional.of(Refusal.NOT_PENDING);
        }

        write(step, VoucherState.Standing.ACTIVE, voucher, voucher.holder(), null, null, "");
        return Optional.empty();
    }

    /// At most one lock binds a voucher: no second bank can be made to believe in what a first one is about to pay for.
    static Optional<Refusal> lock(Step step, LockRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        if (!step.isBy(row.holder()) || !row.holder().equals(voucher.holder())) {
            return Optional.of(Refusal.NOT_THE_HOLDER);
        }
        var standing = standing(step, row.voucher());
        if (standing != VoucherState.Standing.ACTIVE && standing != VoucherState.Standing.FIN_LOCKED) {
            return Optional.of(Refusal.NOT_ACTIVE);
        }
        if (isLocked(step, voucher)) {
            return Optional.of(Refusal.LOCKED);
        }
        if (!row.lockedUntil().isAfter(step.time())) {
            return Optional.of(Refusal.LOCK_IN_THE_PAST);
        }
        if (!step.businessDate().isBefore(voucher.dueDate())) {
            return Optional.of(Refusal.MATURED);
        }

        var lock = new VoucherTerms.Lock(row.bank(), row.request(), row.lockedUntil());
        write(step, VoucherState.Standing.FIN_LOCKED, voucher, voucher.holder(), lock, null, "");
        return Optional.empty();
    }

    static Optional<Refusal> release(Step step, ReleaseRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        var refused = notTheLocksBank(step, voucher, row.bank());
        if (refused.isPresent()) {
            return refused;
        }

        write(step, VoucherState.Standing.ACTIVE, voucher, voucher.holder(), null, null, "");
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
        if (!step.businessDate().isBefore(voucher.dueDate())) {
            return Optional.of(Refusal.MATURED);
        }
        if (!row.currency().equals(voucher.currency())) {
            return Optional.of(Refusal.CURRENCY_DIFFERS);
        }
        if (row.fundedMinor() > voucher.amountMinor()) {
            return Optional.of(Refusal.FUNDED_ABOVE_FACE);
        }

        String holder = switch (row.product()) {
            case PURCHASE -> row.bank();
            case PLEDGE -> voucher.holder();
        };
        var financing = new VoucherTerms.Financing(row.bank(), row.loan(), row.product(), row.fundedMinor());
        write(step, VoucherState.Standing.FINANCED, voucher, holder, null, financing, "");
        return Optional.empty();
    }

    /// The debtor pays once, in full, and not before it owes. Whoever has financed the voucher receives the money.
    static Optional<Refusal> settle(Step step, SettleRow row) {
        var voucher = step.book().voucherTerms(row.voucher());
        switch (standing(step, row.voucher())) {
            case PENDING_ACCEPT, SETTLED -> {
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

        write(step, VoucherState.Standing.SETTLED, voucher, voucher.holder(), null, financing, row.receiptReference());
        return Optional.empty();
    }

    private static Optional<Refusal> notTheLocksBank(Step step, VoucherTerms voucher, String bank) {
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

    private static VoucherState.Standing standing(Step step, String no) {
        return step.book().voucher(no).orElseThrow().state();
    }

    private static void write(
            Step step,
            VoucherState.Standing standing,
            VoucherTerms before,
            String holder,
            VoucherTerms.@Nullable Lock lock,
            VoucherTerms.@Nullable Financing financing,
            String receipt) {
        var terms = new VoucherTerms(
                before.voucher(),
                before.receivable(),
                before.issuer(),
                before.payee(),
                holder,
                before.amountMinor(),
                before.currency(),
                before.issueDate(),
                before.dueDate(),
                lock,
                financing,
                receipt,
                step.book().salt(before.voucher()));
        long version = step.book().voucher(before.voucher()).orElseThrow().version();
        step.book().write(standing, version + 1, step.act(), terms);
    }
}
