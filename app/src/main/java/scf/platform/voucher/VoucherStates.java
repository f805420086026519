package scf.platform.voucher;

import static scf.platform.voucher.VoucherStates.Event.ACCEPT;
import static scf.platform.voucher.VoucherStates.Event.DECLINE;
import static scf.platform.voucher.VoucherStates.Event.DEFAULT;
import static scf.platform.voucher.VoucherStates.Event.DILUTE;
import static scf.platform.voucher.VoucherStates.Event.EXPIRE;
import static scf.platform.voucher.VoucherStates.Event.FREEZE;
import static scf.platform.voucher.VoucherStates.Event.FUND;
import static scf.platform.voucher.VoucherStates.Event.GRACE_ENDS;
import static scf.platform.voucher.VoucherStates.Event.LEDGER_REFUSES;
import static scf.platform.voucher.VoucherStates.Event.LEDGER_REFUSES_LATE;
import static scf.platform.voucher.VoucherStates.Event.LEDGER_REFUSES_RECOURSED;
import static scf.platform.voucher.VoucherStates.Event.LEDGER_WRITES;
import static scf.platform.voucher.VoucherStates.Event.LOCK;
import static scf.platform.voucher.VoucherStates.Event.LOCK_ENDS;
import static scf.platform.voucher.VoucherStates.Event.MATURE;
import static scf.platform.voucher.VoucherStates.Event.PAID;
import static scf.platform.voucher.VoucherStates.Event.RECOURSE;
import static scf.platform.voucher.VoucherStates.Event.RELEASE;
import static scf.platform.voucher.VoucherStates.Event.TRANSFER;
import static scf.platform.voucher.VoucherStates.Event.UNFREEZE;

import java.util.Optional;
import scf.platform.rulebook.StateTable;

/// What becomes of a voucher in each state when each event happens.
///
/// A freeze is no state: it lies over one, so FREEZE and UNFREEZE lead back to where they came from, and the services
/// look for it beside this table.
public final class VoucherStates {

    /// As they stand at the doors and in the table of vouchers.
    public enum State {
        ISSUING,
        ISSUE_REFUSED,
        PENDING_ACCEPT,
        ACCEPTING,
        DECLINING,
        ACTIVE,
        TRANSFERRING,
        VOIDING,
        LOCKING,
        FIN_LOCKED,
        FUNDING,
        FINANCED,
        DUE,
        SETTLING,
        OVERDUE,
        SETTLED,
        SPENT,
        VOID,
        RECOURSED,
        DEFAULTED
    }

    public enum Event {
        ACCEPT,
        DECLINE,
        /// The last day to accept has passed.
        EXPIRE,
        TRANSFER,
        VOID,
        LOCK,
        /// The ledger has heard that the bank lets go. Until then the voucher is locked.
        RELEASE,
        LOCK_ENDS,
        FUND,
        DILUTE,
        MATURE,
        PAID,
        GRACE_ENDS,
        RECOURSE,
        DEFAULT,
        FREEZE,
        UNFREEZE,
        LEDGER_WRITES,
        LEDGER_REFUSES,
        /// It refuses the settlement of what was overdue before.
        LEDGER_REFUSES_LATE,
        /// It refuses the settlement of what had been turned to its seller before.
        LEDGER_REFUSES_RECOURSED
    }

    private static final String WAITS = "voucher_waits_for_the_ledger";

    public static final StateTable<State, Event> TABLE = StateTable.of(State.class, Event.class)
            .on(State.ISSUING, LEDGER_WRITES, State.PENDING_ACCEPT)
            .on(State.ISSUING, LEDGER_REFUSES, State.ISSUE_REFUSED)
            .refuseRest(State.ISSUING, WAITS)
            .refuseRest(State.ISSUE_REFUSED, "voucher_was_never_issued")
            .on(State.PENDING_ACCEPT, ACCEPT, State.ACCEPTING)
            .on(State.PENDING_ACCEPT, DECLINE, State.DECLINING)
            .on(State.PENDING_ACCEPT, EXPIRE, State.VOID)
            .on(State.PENDING_ACCEPT, FREEZE, State.PENDING_ACCEPT)
            .on(State.PENDING_ACCEPT, UNFREEZE, State.PENDING_ACCEPT)
            .refuseRest(State.PENDING_ACCEPT, "voucher_not_accepted")
            .on(State.ACCEPTING, LEDGER_WRITES, State.ACTIVE)
            .on(State.ACCEPTING, LEDGER_REFUSES, State.PENDING_ACCEPT)
            .refuseRest(State.ACCEPTING, WAITS)
            .on(State.DECLINING, LEDGER_WRITES, State.VOID)
            .on(State.DECLINING, LEDGER_REFUSES, State.PENDING_ACCEPT)
            .refuseRest(State.DECLINING, WAITS)
            .on(State.ACTIVE, TRANSFER, State.TRANSFERRING)
            .on(State.ACTIVE, Event.VOID, State.VOIDING)
            .on(State.ACTIVE, LOCK, State.LOCKING)
            .on(State.ACTIVE, DILUTE, State.VOIDING)
            .on(State.ACTIVE, MATURE, State.DUE)
            .on(State.ACTIVE, FREEZE, State.ACTIVE)
            .on(State.ACTIVE, UNFREEZE, State.ACTIVE)
            .refuse(State.ACTIVE, ACCEPT, "voucher_not_pending")
            .refuse(State.ACTIVE, DECLINE, "voucher_not_pending")
            .refuse(State.ACTIVE, EXPIRE, "voucher_not_pending")
            .refuse(State.ACTIVE, RELEASE, "voucher_not_locked")
            .refuse(State.ACTIVE, LOCK_ENDS, "voucher_not_locked")
            .refuse(State.ACTIVE, FUND, "voucher_not_locked")
            .refuse(State.ACTIVE, LEDGER_WRITES, "voucher_waits_for_nothing")
            .refuse(State.ACTIVE, LEDGER_REFUSES, "voucher_waits_for_nothing")
            .refuse(State.ACTIVE, LEDGER_REFUSES_LATE, "voucher_waits_for_nothing")
            .refuse(State.ACTIVE, LEDGER_REFUSES_RECOURSED, "voucher_waits_for_nothing")
            .refuseRest(State.ACTIVE, "voucher_not_due")
            .on(State.TRANSFERRING, LEDGER_WRITES, State.SPENT)
            .on(State.TRANSFERRING, LEDGER_REFUSES, State.ACTIVE)
            .refuseRest(State.TRANSFERRING, WAITS)
            .on(State.VOIDING, LEDGER_WRITES, State.VOID)
            .on(State.VOIDING, LEDGER_REFUSES, State.ACTIVE)
            .refuseRest(State.VOIDING, WAITS)
            .on(State.LOCKING, LEDGER_WRITES, State.FIN_LOCKED)
            .on(State.LOCKING, LEDGER_REFUSES, State.ACTIVE)
            .refuseRest(State.LOCKING, WAITS)
            .on(State.FIN_LOCKED, RELEASE, State.ACTIVE)
            .on(State.FIN_LOCKED, LOCK_ENDS, State.ACTIVE)
            .on(State.FIN_LOCKED, FUND, State.FUNDING)
            .on(State.FIN_LOCKED, FREEZE, State.FIN_LOCKED)
            .on(State.FIN_LOCKED, UNFREEZE, State.FIN_LOCKED)
            .refuseRest(State.FIN_LOCKED, "voucher_locked")
            .on(State.FUNDING, LEDGER_WRITES, State.FINANCED)
            .on(State.FUNDING, LEDGER_REFUSES, State.FIN_LOCKED)
            .refuseRest(State.FUNDING, WAITS)
            .on(State.FINANCED, MATURE, State.DUE)
            .on(State.FINANCED, FREEZE, State.FINANCED)
            .on(State.FINANCED, UNFREEZE, State.FINANCED)
            .refuseRest(State.FINANCED, "voucher_financed")
            .on(State.DUE, PAID, State.SETTLING)
            .on(State.DUE, GRACE_ENDS, State.OVERDUE)
            .on(State.DUE, FREEZE, State.DUE)
            .on(State.DUE, UNFREEZE, State.DUE)
            .refuseRest(State.DUE, "voucher_due")
            .on(State.SETTLING, LEDGER_WRITES, State.SETTLED)
            .on(State.SETTLING, LEDGER_REFUSES, State.DUE)
            .on(State.SETTLING, LEDGER_REFUSES_LATE, State.OVERDUE)
            .on(State.SETTLING, LEDGER_REFUSES_RECOURSED, State.RECOURSED)
            .refuseRest(State.SETTLING, WAITS)
            .on(State.OVERDUE, PAID, State.SETTLING)
            .on(State.OVERDUE, RECOURSE, State.RECOURSED)
            .on(State.OVERDUE, DEFAULT, State.DEFAULTED)
            .on(State.OVERDUE, FREEZE, State.OVERDUE)
            .on(State.OVERDUE, UNFREEZE, State.OVERDUE)
            .refuseRest(State.OVERDUE, "voucher_overdue")
            .refuseRest(State.SETTLED, "voucher_settled")
            .refuseRest(State.SPENT, "voucher_spent")
            .refuseRest(State.VOID, "voucher_void")
            .on(State.RECOURSED, PAID, State.SETTLING)
            .refuseRest(State.RECOURSED, "voucher_recoursed")
            .refuseRest(State.DEFAULTED, "voucher_defaulted")
            .build();

    private VoucherStates() {}

    static State of(Voucher voucher) {
        return State.valueOf(voucher.state());
    }

    /// Why the event cannot happen to this voucher now, by its state alone.
    static Optional<String> refusal(Voucher voucher, Event event) {
        return TABLE.refusal(of(voucher), event);
    }

    static boolean allows(Voucher voucher, Event event) {
        return TABLE.allows(of(voucher), event);
    }
}
