package scf.platform.financing;

import java.time.Instant;
import java.time.LocalDate;
import scf.platform.money.Money;
import scf.platform.rulebook.Rule;
import scf.platform.whitelist.Standing;
import scf.schema.ids.EnterpriseId;

/// How a holder's request for money ends, in order of precedence.
public sealed interface Submitting {

    sealed interface Refused extends Submitting {}

    /// There is none, or the caller is not its holder of record.
    record NoSuchVoucher() implements Refused {}

    /// It is not in its holder's free hand.
    record VoucherNotActive(String state) implements Refused {}

    /// It is payable by now: there is nothing left to finance.
    record Matured(LocalDate payableOn) implements Refused {}

    record OtherCurrency(String currency) implements Refused {}

    /// More than the voucher is worth, or nothing.
    record AboveFace(Money face) implements Refused {}

    /// Who sells a part of a claim sells a voucher of its own: without a split the buyer would hold the whole.
    record PartIsNotSold(Money face) implements Refused {}

    /// The time for offers would be over before the request is made.
    record ValidityOver(Instant now) implements Refused {}

    /// New business only while the chain-master that pays is on the whitelist.
    record MasterNotListed(Standing.NotListed standing, Rule rule) implements Refused {}

    /// One of those asked is no bank on this platform.
    record NotABank(EnterpriseId asked) implements Refused {}

    record Submitted(FinancingRequest.Open request) implements Submitting {}
}
