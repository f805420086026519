package scf.platform.loan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.RepaymentId;

/// The memo ledger of one loan, and its figures computed from nothing else.
///
/// @param entries in the order in which they were booked
public record Books(Currency currency, List<Entry> entries) {

    /// What was booked at one occasion.
    ///
    /// @param kind `DISBURSEMENT`, `ACCRUAL`, `REPAYMENT`, `REVERSAL`, `WRITE_OFF`, `SHARE_PAYMENT`
    /// @param repayment what was recorded, or undone
    public record Entry(
            long seq,
            String kind,
            LocalDate businessDate,
            @Nullable RepaymentId repayment,
            Instant postedAt,
            List<Line> lines) {}

    /// One side of an entry: of debit and credit one is nothing.
    public record Line(String account, EnterpriseId party, Money debit, Money credit) {}

    public Books {
        entries = List.copyOf(entries);
    }

    /// What is owed on the business date of the last entry, by rank.
    public Parts owed() {
        return new Parts(
                balance(Journal.Account.COSTS_DUE),
                balance(Journal.Account.PENALTY_DUE),
                balance(Journal.Account.INTEREST_DUE),
                balance(Journal.Account.PRINCIPAL));
    }

    /// What the bank has earned of the borrower so far beside the principal: what is booked is never booked again.
    Parts earned() {
        var zero = Money.zero(currency);
        return new Parts(
                zero.minus(balance(Journal.Account.COSTS)),
                zero.minus(balance(Journal.Account.PENALTY)),
                zero.minus(balance(Journal.Account.INTEREST)).minus(sharedInterest()),
                zero);
    }

    /// What of the interest in arrears was booked to the debtor so far.
    Money sharedInterest() {
        return balance(
                Journal.Account.SHARE_DUE,
                entries.stream()
                        .filter(entry -> entry.kind().equals(Journal.Kind.ACCRUAL.name()))
                        .toList());
    }

    /// The counter-entry to what was booked for a repayment.
    Journal mirrorOf(RepaymentId wrong) {
        var booked = entries.stream()
                .filter(entry -> entry.kind().equals(Journal.Kind.REPAYMENT.name()) && wrong.equals(entry.repayment()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("repayment %s was never booked".formatted(wrong)));
        return new Journal(booked.lines().stream()
                .map(line -> new Journal.Posting(
                        Journal.Account.valueOf(line.account()),
                        line.party(),
                        line.credit().minor(),
                        line.debit().minor()))
                .toList());
    }

    /// Debits less credits.
    Money balance(Journal.Account account) {
        return balance(account, entries);
    }

    private Money balance(Journal.Account account, List<Entry> some) {
        Money balance = Money.zero(currency);
        for (var entry : some) {
            for (var line : entry.lines()) {
                if (line.account().equals(account.name())) {
                    balance = balance.plus(line.debit()).minus(line.credit());
                }
            }
        }
        return balance;
    }
}
