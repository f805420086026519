package scf.platform.loan;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import scf.platform.calendar.BusinessDateMoved;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;

/// What the date alone makes of a loan: late from the day after it was payable, non-performing after ninety more.
///
/// The day on which a loan is payable is a working day (民法典 203), so there is no other grace. The states are written
/// down when a business day opens; whoever reads or changes a loan in between sees them all the same.
@Component
class Ageing {

    private final LoanStore store;
    private final Rulebook rulebook;
    private final Clock clock;

    Ageing(LoanStore store, Rulebook rulebook, Clock clock) {
        this.store = store;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /// The loan as it stands on that day.
    Loan aged(Loan loan, LocalDate today) {
        return loan instanceof Loan.Running running ? running.aged(today, nonPerformingAfter(today)) : loan;
    }

    @EventListener
    void opened(BusinessDateMoved day) {
        var today = day.today();
        int days = nonPerformingAfter(today);
        for (var loan : store.lockLate(today, today.minusDays(days))) {
            store.save(aged(loan, today), clock.instant());
        }
    }

    private int nonPerformingAfter(LocalDate today) {
        return rulebook.at(today, RuleCode.NON_PERFORMING)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no L-90 on " + today))
                .figure("non_performing_after_days");
    }
}
