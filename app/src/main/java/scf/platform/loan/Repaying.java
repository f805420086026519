package scf.platform.loan;

import scf.contract.Recourse;
import scf.platform.money.Money;
import scf.platform.rulebook.Rule;

/// How recording a payment ends, in order of precedence.
public sealed interface Repaying {

    /// There is none, or it is another bank's.
    record NoSuchLoan() implements Repaying {}

    /// No money is out on it.
    record NotRunning(String state) implements Repaying {}

    /// Whoever has sold its claim owes nothing, unless the bank has taken recourse (民法典 766, 767).
    ///
    /// @param recourse whether it could
    record SellerOwesNothing(Recourse recourse, Rule rule) implements Repaying {}

    /// A loan is repaid in its own currency.
    record OtherCurrency(String currency) implements Repaying {}

    /// A payment is of something.
    record NothingPaid() implements Repaying {}

    /// Enforcing a claim does not cost more than the claim.
    record CostsBeyondPrincipal(Money principal) implements Repaying {}

    /// This credit was recorded before: money is not counted twice.
    record RecordedBefore(Repayment before) implements Repaying {}

    /// Nobody is made to pay more than it owes: the bank returns the rest before it records the payment.
    record MoreThanOwed(Money owed) implements Repaying {}

    record Repaid(Loan loan, Repayment repayment) implements Repaying {}
}
