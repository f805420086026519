package scf.platform.financing;

import java.time.Instant;
import java.time.LocalDate;
import scf.platform.creditline.Preferences;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.Rule;

/// How a bank's offer ends, in order of precedence.
public sealed interface Offering {

    sealed interface Refused extends Offering {}

    /// There is none, or this bank was not asked.
    record NoSuchRequest() implements Refused {}

    record NotOpen(RequestState state) implements Refused {}

    /// This bank has said no. A no is final for this request.
    record RejectedBefore() implements Refused {}

    /// Interest must not be deducted from a loan in advance.
    record LoanDiscountedUpFront(Rule rule) implements Refused {}

    /// Whoever sells a receivable without recourse owes nothing afterwards, so no interest can fall due at maturity.
    record PurchaseOwesNothing() implements Refused {}

    /// Whoever borrows owes its loan: only a sale can be without recourse.
    record LoanWithoutRecourse(Rule rule) implements Refused {}

    /// The holder asked for another product.
    record OtherProduct(Product asked) implements Refused {}

    record OtherCurrency(String currency) implements Refused {}

    /// More than was asked for, or nothing.
    record AboveAsked(Money asked) implements Refused {}

    /// Who buys a claim buys all of it.
    record PartIsNotBought(Money face) implements Refused {}

    /// A price that the rulebook does not take.
    record PriceRefused(PriceRefusal why) implements Refused {}

    /// Dearer than what the chain-master's listing brought to the bank's line.
    record AboveRateCap(Rate cap, Preferences preferences) implements Refused {}

    /// An offer that is over before it is made.
    record ValidityOver(Instant now) implements Refused {}

    /// The voucher is due today or was: there is no term to lend for.
    record Matured(LocalDate due) implements Refused {}

    /// Interest and fees would eat the whole amount.
    record NothingArrives(Money deducted) implements Refused {}

    record Offered(Offer offer) implements Offering {}
}
