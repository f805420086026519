package scf.platform.loan;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import scf.platform.calendar.BusinessDates;

/// Books what a loan has earned since its last entry: the ledger holds the sum already booked, the terms say what it is
/// today.
@Component
class Earnings {

    private final LoanStore store;
    private final BusinessDates businessDates;
    private final Clock clock;

    Earnings(LoanStore store, BusinessDates businessDates, Clock clock) {
        this.store = store;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// As much as the terms and the payments so far say.
    void book(Loan.PaidOut loan) {
        book(loan, Accrual.of(loan, store.repayments(loan)).earnedBy(businessDates.today()));
    }

    /// @param earned of the borrower, with the costs that the payment of this moment claims
    void book(Loan.PaidOut loan, Parts earned) {
        LocalDate today = businessDates.today();
        var books = store.books(loan);
        var shared = Accrual.of(loan, store.repayments(loan)).sharedBy(today);
        store.book(
                loan.terms().id(),
                Journal.Kind.ACCRUAL,
                null,
                today,
                Journal.ofAccrual(loan.terms(), earned.minus(books.earned()), shared.minus(books.sharedInterest())),
                clock.instant());
    }
}
