package scf.platform.loan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// A loan in figures, to a day.
///
/// @param price as it was, or as it would be if the money were paid today; absent when it can be paid no more
/// @param schedule what falls due, if nothing is paid before
/// @param owed what would have to be paid on this day to owe nothing, by rank
public record Figures(
        LocalDate asOf,
        Loan.@Nullable Price price,
        List<Instalment> schedule,
        Parts owed,
        long daysOverdue,
        List<Repayment> repayments,
        RepaymentOrder order) {

    /// One line of the schedule. A chain-linked loan has one: everything on the day that the voucher is paid.
    public record Instalment(LocalDate dueOn, Money principal, Money interest, Money total) {}
}
