package scf.platform.loan;

import java.util.List;
import scf.platform.money.Money;
import scf.schema.ids.LoanId;

/// How recording one payment on several loans ends, in order of precedence.
public sealed interface RepayingSeveral {

    /// This party owes this bank nothing on a loan of its own.
    record NothingOwed() implements RepayingSeveral {}

    /// The payer has named a loan that is not among them.
    record NotAmongThem(LoanId designated) implements RepayingSeveral {}

    /// None of the loans is in the currency of the payment.
    record OtherCurrency(String currency) implements RepayingSeveral {}

    record NothingPaid() implements RepayingSeveral {}

    /// This credit was recorded before, on one of them.
    record RecordedBefore(Repayment before) implements RepayingSeveral {}

    record MoreThanOwed(Money owed) implements RepayingSeveral {}

    /// One for each loan that received something; together they are the payment.
    record Repaid(List<Repayment> repayments) implements RepayingSeveral {}
}
