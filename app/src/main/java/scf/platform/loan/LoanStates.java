package scf.platform.loan;

import scf.platform.rulebook.StateTable;

/// What becomes of a loan in each of its states: the table by which [Loan] moves.
///
/// Late begins on the day after the one on which the loan is payable, and that one is a working day (民法典 203). What
/// is paid in full before its due date is PREPAID if nothing had come back by then, SETTLED otherwise.
public final class LoanStates {

    /// The states of a loan, as the doors name them.
    public enum State {

        /// The hold is posted, the money has not moved.
        PENDING_DISBURSE,

        /// The bank has signed that it paid; the ledger has not answered.
        FUNDING,

        ACTIVE,

        PARTLY_REPAID,

        /// Not paid on its day (逾期).
        OVERDUE,

        /// Not paid for more than ninety days (不良).
        NPL,

        /// Given up in the bank's books (核销). The claim stays.
        WRITTEN_OFF,

        SETTLED,

        /// Paid in full, in one payment, before it was due (提前结清).
        PREPAID,

        CANCELLED
    }

    /// What may happen to a loan.
    public enum Event {

        /// The bank signs that it has paid the borrower.
        DISBURSE,

        /// The ledger holds the funding.
        FUND,

        /// The ledger refuses the funding.
        REFUSE_FUNDING,

        /// The voucher's lock ends before the money came.
        END_LOCK,

        /// A payment that leaves something owed.
        REPAY_PART,

        /// A payment that leaves nothing owed.
        REPAY_ALL,

        /// The same, before the due date.
        PREPAY,

        /// The business date is past the day on which the loan was payable.
        FALL_OVERDUE,

        /// It has been overdue for more than ninety days.
        PASS_NINETY_DAYS,

        /// The bank gives it up in its books.
        WRITE_OFF,

        /// A payment was recorded wrongly, and others stand.
        REVERSE_ONE,

        /// A payment was recorded wrongly, and no other stands.
        REVERSE_ONLY
    }

    private static final String NOT_PENDING = "loan_not_pending";
    private static final String NOT_RUNNING = "loan_not_running";
    private static final String NOT_NON_PERFORMING = "loan_not_non_performing";
    private static final String LATE = "loan_is_late";
    private static final String NOT_LATE = "loan_is_not_late";
    private static final String NOTHING_RECORDED = "nothing_recorded";

    public static final StateTable<State, Event> TABLE = StateTable.of(State.class, Event.class)
            .on(State.PENDING_DISBURSE, Event.DISBURSE, State.FUNDING)
            .on(State.PENDING_DISBURSE, Event.END_LOCK, State.CANCELLED)
            .refuseRest(State.PENDING_DISBURSE, NOT_RUNNING)
            .on(State.FUNDING, Event.FUND, State.ACTIVE)
            .on(State.FUNDING, Event.REFUSE_FUNDING, State.PENDING_DISBURSE)
            .refuse(State.FUNDING, Event.DISBURSE, NOT_PENDING)
            .refuse(State.FUNDING, Event.END_LOCK, NOT_PENDING)
            .refuseRest(State.FUNDING, NOT_RUNNING)
            .on(State.ACTIVE, Event.REPAY_PART, State.PARTLY_REPAID)
            .on(State.ACTIVE, Event.REPAY_ALL, State.SETTLED)
            .on(State.ACTIVE, Event.PREPAY, State.PREPAID)
            .on(State.ACTIVE, Event.FALL_OVERDUE, State.OVERDUE)
            .refuse(State.ACTIVE, Event.PASS_NINETY_DAYS, NOT_LATE)
            .refuse(State.ACTIVE, Event.WRITE_OFF, NOT_NON_PERFORMING)
            .refuse(State.ACTIVE, Event.REVERSE_ONE, NOTHING_RECORDED)
            .refuse(State.ACTIVE, Event.REVERSE_ONLY, NOTHING_RECORDED)
            .refuseRest(State.ACTIVE, NOT_PENDING)
            .on(State.PARTLY_REPAID, Event.REPAY_PART, State.PARTLY_REPAID)
            .on(State.PARTLY_REPAID, Event.REPAY_ALL, State.SETTLED)
            .on(State.PARTLY_REPAID, Event.PREPAY, State.SETTLED)
            .on(State.PARTLY_REPAID, Event.FALL_OVERDUE, State.OVERDUE)
            .on(State.PARTLY_REPAID, Event.REVERSE_ONE, State.PARTLY_REPAID)
            .on(State.PARTLY_REPAID, Event.REVERSE_ONLY, State.ACTIVE)
            .refuse(State.PARTLY_REPAID, Event.PASS_NINETY_DAYS, NOT_LATE)
            .refuse(State.PARTLY_REPAID, Event.WRITE_OFF, NOT_NON_PERFORMING)
            .refuseRest(State.PARTLY_REPAID, NOT_PENDING)
            .on(State.OVERDUE, Event.REPAY_PART, State.OVERDUE)
            .on(State.OVERDUE, Event.REPAY_ALL, State.SETTLED)
            .on(State.OVERDUE, Event.PASS_NINETY_DAYS, State.NPL)
            .on(State.OVERDUE, Event.REVERSE_ONE, State.OVERDUE)
            .on(State.OVERDUE, Event.REVERSE_ONLY, State.OVERDUE)
            .refuse(State.OVERDUE, Event.PREPAY, LATE)
            .refuse(State.OVERDUE, Event.FALL_OVERDUE, LATE)
            .refuse(State.OVERDUE, Event.WRITE_OFF, NOT_NON_PERFORMING)
            .refuseRest(State.OVERDUE, NOT_PENDING)
            .on(State.NPL, Event.REPAY_PART, State.NPL)
            .on(State.NPL, Event.REPAY_ALL, State.SETTLED)
            .on(State.NPL, Event.WRITE_OFF, State.WRITTEN_OFF)
            .on(State.NPL, Event.REVERSE_ONE, State.NPL)
            .on(State.NPL, Event.REVERSE_ONLY, State.NPL)
            .refuse(State.NPL, Event.PREPAY, LATE)
            .refuse(State.NPL, Event.FALL_OVERDUE, LATE)
            .refuse(State.NPL, Event.PASS_NINETY_DAYS, LATE)
            .refuseRest(State.NPL, NOT_PENDING)
            .on(State.WRITTEN_OFF, Event.REPAY_PART, State.WRITTEN_OFF)
            .on(State.WRITTEN_OFF, Event.REPAY_ALL, State.SETTLED)
            .on(State.WRITTEN_OFF, Event.REVERSE_ONE, State.WRITTEN_OFF)
            .on(State.WRITTEN_OFF, Event.REVERSE_ONLY, State.WRITTEN_OFF)
            .refuse(State.WRITTEN_OFF, Event.PREPAY, LATE)
            .refuse(State.WRITTEN_OFF, Event.FALL_OVERDUE, LATE)
            .refuse(State.WRITTEN_OFF, Event.PASS_NINETY_DAYS, LATE)
            .refuse(State.WRITTEN_OFF, Event.WRITE_OFF, "loan_written_off_before")
            .refuseRest(State.WRITTEN_OFF, NOT_PENDING)
            .on(State.SETTLED, Event.REVERSE_ONE, State.PARTLY_REPAID)
            .on(State.SETTLED, Event.REVERSE_ONLY, State.ACTIVE)
            .refuse(State.SETTLED, Event.DISBURSE, NOT_PENDING)
            .refuseRest(State.SETTLED, NOT_RUNNING)
            .refuse(State.PREPAID, Event.REVERSE_ONE, NOTHING_RECORDED)
            .on(State.PREPAID, Event.REVERSE_ONLY, State.ACTIVE)
            .refuse(State.PREPAID, Event.DISBURSE, NOT_PENDING)
            .refuseRest(State.PREPAID, NOT_RUNNING)
            .refuse(State.CANCELLED, Event.DISBURSE, NOT_PENDING)
            .refuseRest(State.CANCELLED, NOT_RUNNING)
            .build();

    private LoanStates() {}
}
