package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import scf.platform.loan.LoanStates.Event;
import scf.platform.loan.LoanStates.State;
import scf.schema.ids.AccountId;

/// The steps of [Loan] are those of the table.
class LoanStatesTest {

    @Test
    void every_pair_of_state_and_event_is_defined() {
        assertThat(LoanStates.TABLE.lines()).hasSize(State.values().length * Event.values().length);
    }

    @Test
    void a_loan_that_is_not_paid_out_yet_steps_as_the_table_says() {
        var pending =
                new Loan.PendingDisburse(ALoan.onPledge("800000.00", "4.35", 90).terms(), null);
        var funding = pending.disburse(LocalDate.of(2026, 9, 21), AccountId.random());

        leads(pending, Event.DISBURSE, funding);
        leads(pending, Event.END_LOCK, pending.cancel("over"));
        leads(funding, Event.FUND, funding.written());
        leads(funding, Event.REFUSE_FUNDING, funding.refused("NOT_LOCKED"));
    }

    @Test
    void the_way_of_the_domain_is_open() {
        assertThat(LoanStates.TABLE.next(State.ACTIVE, Event.REPAY_PART)).isEqualTo(State.PARTLY_REPAID);
        assertThat(LoanStates.TABLE.next(State.PARTLY_REPAID, Event.REPAY_ALL)).isEqualTo(State.SETTLED);
        assertThat(LoanStates.TABLE.next(State.ACTIVE, Event.PREPAY)).isEqualTo(State.PREPAID);
        assertThat(LoanStates.TABLE.next(State.PARTLY_REPAID, Event.FALL_OVERDUE))
                .isEqualTo(State.OVERDUE);
        assertThat(LoanStates.TABLE.next(State.OVERDUE, Event.PASS_NINETY_DAYS)).isEqualTo(State.NPL);
        assertThat(LoanStates.TABLE.next(State.NPL, Event.WRITE_OFF)).isEqualTo(State.WRITTEN_OFF);
        assertThat(LoanStates.TABLE.refusal(State.SETTLED, Event.REPAY_PART)).contains("loan_not_running");
    }

    private static void leads(Loan from, Event event, Loan to) {
        assertThat(LoanStates.TABLE.next(from.status(), event)).isEqualTo(to.status());
    }
}
