package scf.platform.receivable;

import static scf.platform.receivable.Receivable.State.CONFIRMED;
import static scf.platform.receivable.Receivable.State.CONFIRMING;
import static scf.platform.receivable.Receivable.State.CONFIRMING_MORE;
import static scf.platform.receivable.Receivable.State.DISPUTED;
import static scf.platform.receivable.Receivable.State.MATCHED;
import static scf.platform.receivable.Receivable.State.PART_DISPUTED;
import static scf.platform.receivable.Receivable.State.REJECTED;
import static scf.platform.receivable.Receivable.State.REJECTING;
import static scf.platform.receivable.Receivable.State.SUBMITTED;
import static scf.platform.receivable.Receivable.State.WITHDRAWN;
import static scf.platform.receivable.ReceivableStates.Event.ATTACH;
import static scf.platform.receivable.ReceivableStates.Event.CONFIRM;
import static scf.platform.receivable.ReceivableStates.Event.DILUTE;
import static scf.platform.receivable.ReceivableStates.Event.DISPUTE;
import static scf.platform.receivable.ReceivableStates.Event.HOLD_PART;
import static scf.platform.receivable.ReceivableStates.Event.HOLD_REJECTION;
import static scf.platform.receivable.ReceivableStates.Event.HOLD_WHOLE;
import static scf.platform.receivable.ReceivableStates.Event.MATCH;
import static scf.platform.receivable.ReceivableStates.Event.REFUSE;
import static scf.platform.receivable.ReceivableStates.Event.REFUSE_AFTER_DISPUTE;
import static scf.platform.receivable.ReceivableStates.Event.REFUSE_UNMATCHED;
import static scf.platform.receivable.ReceivableStates.Event.REJECT;
import static scf.platform.receivable.ReceivableStates.Event.SIGN_REJECTION;
import static scf.platform.receivable.ReceivableStates.Event.VOUCHER;
import static scf.platform.receivable.ReceivableStates.Event.WITHDRAW;

import scf.platform.rulebook.StateTable;

/// What becomes of a receivable in each state when each event happens.
public final class ReceivableStates {

    /// What can happen to a receivable.
    public enum Event {

        /// Documents have been compared, for the first time or anew.
        MATCH,

        /// The creditor adds documents that do not complete the match.
        ATTACH,
        REJECT,

        /// The debtor's checker has signed a rejection.
        SIGN_REJECTION,

        /// The ledger holds the rejection.
        HOLD_REJECTION,

        /// The debtor disputes all of it.
        DISPUTE,
        WITHDRAW,

        /// The debtor's checker has signed.
        CONFIRM,

        /// The ledger holds all that was claimed.
        HOLD_WHOLE,

        /// The ledger holds a part of what was claimed.
        HOLD_PART,

        /// The ledger refuses: what stood before stands again.
        REFUSE,

        /// The same, where it had not been matched.
        REFUSE_UNMATCHED,

        /// The same, where it had been disputed before.
        REFUSE_AFTER_DISPUTE,

        /// Debtor and creditor agree that less is owed.
        DILUTE,

        /// A part of what the ledger holds is put into a voucher, or comes back from one.
        VOUCHER
    }

    private static final String NOT_MATCHED = "receivable_not_matched";
    private static final String NOT_CONFIRMED = "receivable_not_confirmed";
    private static final String NOTHING_AWAITED = "no_act_awaited";
    private static final String ANSWERED = "receivable_answered";
    private static final String AWAITING = "ledger_has_not_answered";
    private static final String CLOSED = "receivable_closed";

    public static final StateTable<Receivable.State, Event> TABLE = StateTable.of(Receivable.State.class, Event.class)
            .on(SUBMITTED, MATCH, MATCHED)
            .on(SUBMITTED, ATTACH, SUBMITTED)
            .on(SUBMITTED, REJECT, REJECTED)
            .on(SUBMITTED, SIGN_REJECTION, REJECTING)
            .refuse(SUBMITTED, DISPUTE, NOT_MATCHED)
            .on(SUBMITTED, WITHDRAW, WITHDRAWN)
            .refuse(SUBMITTED, CONFIRM, NOT_MATCHED)
            .refuse(SUBMITTED, DILUTE, NOT_CONFIRMED)
            .refuse(SUBMITTED, VOUCHER, NOT_CONFIRMED)
            .refuseRest(SUBMITTED, NOTHING_AWAITED)
            .on(MATCHED, MATCH, MATCHED)
            .on(MATCHED, ATTACH, MATCHED)
            .on(MATCHED, REJECT, REJECTED)
            .on(MATCHED, SIGN_REJECTION, REJECTING)
            .on(MATCHED, DISPUTE, DISPUTED)
            .on(MATCHED, WITHDRAW, WITHDRAWN)
            .on(MATCHED, CONFIRM, CONFIRMING)
            .refuse(MATCHED, DILUTE, NOT_CONFIRMED)
            .refuse(MATCHED, VOUCHER, NOT_CONFIRMED)
            .refuseRest(MATCHED, NOTHING_AWAITED)
            .refuse(DISPUTED, MATCH, ANSWERED)
            .refuse(DISPUTED, ATTACH, ANSWERED)
            .on(DISPUTED, REJECT, REJECTED)
            .on(DISPUTED, SIGN_REJECTION, REJECTING)
            .refuse(DISPUTED, DISPUTE, ANSWERED)
            .on(DISPUTED, WITHDRAW, WITHDRAWN)
            .on(DISPUTED, CONFIRM, CONFIRMING)
            .refuse(DISPUTED, DILUTE, NOT_CONFIRMED)
            .refuse(DISPUTED, VOUCHER, NOT_CONFIRMED)
            .refuseRest(DISPUTED, NOTHING_AWAITED)
            .on(CONFIRMING, HOLD_WHOLE, CONFIRMED)
            .on(CONFIRMING, HOLD_PART, PART_DISPUTED)
            .on(CONFIRMING, REFUSE, MATCHED)
            .on(CONFIRMING, REFUSE_AFTER_DISPUTE, DISPUTED)
            .refuse(CONFIRMING, DILUTE, NOT_CONFIRMED)
            .refuse(CONFIRMING, VOUCHER, NOT_CONFIRMED)
            .refuseRest(CONFIRMING, AWAITING)
            .on(CONFIRMED, DILUTE, CONFIRMED)
            .on(CONFIRMED, VOUCHER, CONFIRMED)
            .refuse(CONFIRMED, HOLD_WHOLE, NOTHING_AWAITED)
            .refuse(CONFIRMED, HOLD_PART, NOTHING_AWAITED)
            .refuse(CONFIRMED, REFUSE, NOTHING_AWAITED)
            .refuse(CONFIRMED, REFUSE_AFTER_DISPUTE, NOTHING_AWAITED)
            .refuse(CONFIRMED, REFUSE_UNMATCHED, NOTHING_AWAITED)
            .refuse(CONFIRMED, HOLD_REJECTION, NOTHING_AWAITED)
            .refuseRest(CONFIRMED, ANSWERED)
            .on(PART_DISPUTED, MATCH, PART_DISPUTED)
            .on(PART_DISPUTED, ATTACH, PART_DISPUTED)
            .on(PART_DISPUTED, CONFIRM, CONFIRMING_MORE)
            .on(PART_DISPUTED, DILUTE, PART_DISPUTED)
            .on(PART_DISPUTED, VOUCHER, PART_DISPUTED)
            .refuse(PART_DISPUTED, REJECT, ANSWERED)
            .refuse(PART_DISPUTED, SIGN_REJECTION, ANSWERED)
            .refuse(PART_DISPUTED, DISPUTE, ANSWERED)
            .refuse(PART_DISPUTED, WITHDRAW, ANSWERED)
            .refuseRest(PART_DISPUTED, NOTHING_AWAITED)
            .on(CONFIRMING_MORE, HOLD_WHOLE, CONFIRMED)
            .on(CONFIRMING_MORE, HOLD_PART, PART_DISPUTED)
            .on(CONFIRMING_MORE, REFUSE, PART_DISPUTED)
            .refuse(CONFIRMING_MORE, REFUSE_AFTER_DISPUTE, ANSWERED)
            .on(CONFIRMING_MORE, VOUCHER, CONFIRMING_MORE)
            .refuseRest(CONFIRMING_MORE, AWAITING)
            .on(REJECTING, HOLD_REJECTION, REJECTED)
            .on(REJECTING, REFUSE, MATCHED)
            .on(REJECTING, REFUSE_AFTER_DISPUTE, DISPUTED)
            .on(REJECTING, REFUSE_UNMATCHED, SUBMITTED)
            .refuseRest(REJECTING, AWAITING)
            .refuseRest(REJECTED, CLOSED)
            .refuseRest(WITHDRAWN, CLOSED)
            .build();

    private ReceivableStates() {}

    /// Whether the debtor's clock runs: it has neither answered nor signed.
    static boolean unanswered(Receivable receivable) {
        return receivable.state() == SUBMITTED || receivable.state() == MATCHED;
    }

    static boolean refuses(Receivable receivable, Event event) {
        return !TABLE.allows(receivable.state(), event);
    }
}
