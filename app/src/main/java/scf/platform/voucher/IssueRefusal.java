package scf.platform.voucher;

import java.time.LocalDate;
import scf.platform.money.Money;
import scf.platform.receivable.Overdue;
import scf.platform.rulebook.Rule;
import scf.platform.whitelist.Standing;
import scf.schema.ids.VoucherNo;

/// Why a voucher is not issued (开立), in order of precedence.
public sealed interface IssueRefusal {

    /// There is none, or the caller is not its debtor: to an outsider both are one.
    record NoSuchReceivable() implements IssueRefusal {}

    /// Only what the debtor has confirmed on the ledger can be promised in a voucher.
    record NotConfirmed() implements IssueRefusal {}

    record OtherCurrency(String currency) implements IssueRefusal {}

    /// More than what is confirmed and not yet in other vouchers.
    record AboveOpen(Money open) implements IssueRefusal {}

    /// A voucher is due on a day after today.
    record DueTooEarly(LocalDate today) implements IssueRefusal {}

    /// The tenor (期限) would be longer than the rule of the day allows.
    record TenorExceeded(LocalDate last, Rule rule) implements IssueRefusal {}

    /// A voucher must not stretch the term on which the goods were sold.
    record DueAfterReceivable(LocalDate receivableDue, Rule rule) implements IssueRefusal {}

    /// A payee has at least today, at most so many days, and never the due date.
    record AcceptByOutOfBounds(LocalDate first, LocalDate last, Rule rule) implements IssueRefusal {}

    /// New vouchers are issued only by a chain-master on the whitelist.
    record IssuerNotListed(Standing.NotListed standing, Rule rule) implements IssueRefusal {}

    /// The issuer has not paid a voucher on its day: it issues nothing new until it has.
    record IssuerStopped(VoucherNo unpaid, Rule rule) implements IssueRefusal {}

    /// A list that the city imported names the issuer: it issues nothing new while it does.
    record IssuerOverdue(Overdue overdue, Rule rule) implements IssueRefusal {}

    /// The issuing quota (开立额度) of the chain-master has less room than the voucher needs.
    record QuotaBinds(Money available, Money shortBy) implements IssueRefusal {}

    /// The act was prepared on another business day, and what it says of today is no longer so.
    record Outdated(LocalDate today) implements IssueRefusal {}
}
