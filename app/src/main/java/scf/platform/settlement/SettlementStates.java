package scf.platform.settlement;

import scf.platform.rulebook.StateTable;

/// What becomes of an instruction, and of a credit on a bank's receipt, in each of their states.
public final class SettlementStates {

    /// The states of an instruction, as the doors name them.
    public enum State {
        DUE,

        /// Not paid after the days of grace. Nobody signs it: the date says so.
        OVERDUE,

        /// The receiving bank has signed that the money is there; the ledger has not answered.
        SETTLING,

        SETTLED
    }

    /// What may happen to an instruction.
    public enum Event {

        /// The days of grace are over.
        END_GRACE,

        /// The receiving bank signs that credits pay it, to the fen.
        SETTLE,

        /// The ledger holds the payment.
        HOLD,

        /// The ledger refuses the payment.
        REFUSE
    }

    /// The states of a credit.
    public enum CreditState {
        UNMATCHED,
        PART,
        SETTLING,
        SETTLED,
        DUPLICATE,
        RETURNING,
        RETURNED,
        SET_ASIDE
    }

    /// What may happen to a credit.
    public enum CreditEvent {

        /// It pays an instruction, by itself or as the last of its parts.
        PAY,

        /// A person assigns it to an instruction that it does not pay in full.
        PAY_PART,

        /// The ledger holds the payment.
        HOLD,

        /// The ledger refuses the payment.
        REFUSE,

        /// A person says that the money goes back.
        PROPOSE_RETURN,

        /// Another person agrees.
        CONFIRM_RETURN,

        /// Another person disagrees.
        REFUSE_RETURN,

        /// A person says that it pays no voucher at all.
        SET_ASIDE,

        /// A person takes back that it is a part, or that it pays no voucher.
        TAKE_BACK
    }

    private static final String SETTLING = "instruction_is_settling";
    private static final String SETTLED = "instruction_is_settled";
    private static final String NOT_SETTLING = "instruction_is_not_settling";
    private static final String NOT_WAITING = "credit_does_not_wait";
    private static final String NOT_TOLD = "credit_is_not_settling";
    private static final String NOT_RETURNING = "credit_is_not_returning";

    public static final StateTable<State, Event> TABLE = StateTable.of(State.class, Event.class)
            .on(State.DUE, Event.END_GRACE, State.OVERDUE)
            .on(State.DUE, Event.SETTLE, State.SETTLING)
            .refuseRest(State.DUE, NOT_SETTLING)
            .refuse(State.OVERDUE, Event.END_GRACE, "instruction_is_overdue")
            .on(State.OVERDUE, Event.SETTLE, State.SETTLING)
            .refuseRest(State.OVERDUE, NOT_SETTLING)
            .on(State.SETTLING, Event.HOLD, State.SETTLED)
            .on(State.SETTLING, Event.REFUSE, State.DUE)
            .refuseRest(State.SETTLING, SETTLING)
            .refuseRest(State.SETTLED, SETTLED)
            .build();

    public static final StateTable<CreditState, CreditEvent> CREDITS = StateTable.of(
                    CreditState.class, CreditEvent.class)
            .on(CreditState.UNMATCHED, CreditEvent.PAY, CreditState.SETTLING)
            .on(CreditState.UNMATCHED, CreditEvent.PAY_PART, CreditState.PART)
            .on(CreditState.UNMATCHED, CreditEvent.PROPOSE_RETURN, CreditState.RETURNING)
            .on(CreditState.UNMATCHED, CreditEvent.SET_ASIDE, CreditState.SET_ASIDE)
            .refuse(CreditState.UNMATCHED, CreditEvent.HOLD, NOT_TOLD)
            .refuse(CreditState.UNMATCHED, CreditEvent.REFUSE, NOT_TOLD)
            .refuse(CreditState.UNMATCHED, CreditEvent.TAKE_BACK, "credit_waits")
            .refuseRest(CreditState.UNMATCHED, NOT_RETURNING)
            .on(CreditState.PART, CreditEvent.HOLD, CreditState.SETTLED)
            .on(CreditState.PART, CreditEvent.REFUSE, CreditState.PART)
            .on(CreditState.PART, CreditEvent.TAKE_BACK, CreditState.UNMATCHED)
            .refuseRest(CreditState.PART, NOT_WAITING)
            .on(CreditState.SETTLING, CreditEvent.HOLD, CreditState.SETTLED)
            .on(CreditState.SETTLING, CreditEvent.REFUSE, CreditState.UNMATCHED)
            .refuseRest(CreditState.SETTLING, NOT_WAITING)
            .refuseRest(CreditState.SETTLED, NOT_WAITING)
            .refuseRest(CreditState.DUPLICATE, NOT_WAITING)
            .on(CreditState.RETURNING, CreditEvent.CONFIRM_RETURN, CreditState.RETURNED)
            .on(CreditState.RETURNING, CreditEvent.REFUSE_RETURN, CreditState.UNMATCHED)
            .refuseRest(CreditState.RETURNING, NOT_WAITING)
            .refuseRest(CreditState.RETURNED, NOT_WAITING)
            .on(CreditState.SET_ASIDE, CreditEvent.TAKE_BACK, CreditState.UNMATCHED)
            .refuseRest(CreditState.SET_ASIDE, NOT_WAITING)
            .build();

    private SettlementStates() {}
}
