package scf.platform.financing;

import static scf.platform.financing.RequestEvent.*;
import static scf.platform.financing.RequestState.*;

import scf.platform.rulebook.StateTable;

/// What becomes of a financing request in each of its states.
///
/// Before acceptance nothing is bound and everybody may go. After it credit and voucher are bound: the holder may still
/// withdraw and the bank back out until there is a loan, and the credit is free at once. The voucher's lock is the
/// bank's protection, so it ends by the bank's own release or by its time.
public final class RequestStates {

    private static final String NOT_OPEN = "request_not_open";
    private static final String NOT_ACCEPTED = "request_not_accepted";
    private static final String NOT_REGISTERED = "request_not_registered";

    public static final StateTable<RequestState, RequestEvent> TABLE = StateTable.of(
                    RequestState.class, RequestEvent.class)
            .on(SUBMITTED, OFFER, OFFERED)
            .on(SUBMITTED, BANK_REJECTS, SUBMITTED)
            .on(SUBMITTED, LAST_BANK_REJECTS, REJECTED)
            .on(SUBMITTED, WITHDRAW, WITHDRAWN)
            .on(SUBMITTED, TIME_OVER, EXPIRED)
            .refuse(SUBMITTED, ACCEPT, "no_such_offer")
            .refuseRest(SUBMITTED, NOT_ACCEPTED)
            .on(OFFERED, OFFER, OFFERED)
            .on(OFFERED, BANK_REJECTS, OFFERED)
            .on(OFFERED, LAST_BANK_REJECTS, REJECTED)
            .on(OFFERED, WITHDRAW, WITHDRAWN)
            .on(OFFERED, ACCEPT, ACCEPTED)
            .on(OFFERED, TIME_OVER, EXPIRED)
            .refuseRest(OFFERED, NOT_ACCEPTED)
            .on(ACCEPTED, LOCK_HELD, ACCEPTED)
            .on(ACCEPTED, LOCK_REFUSED, OFFERED)
            .on(ACCEPTED, LOCK_ENDED, EXPIRED)
            .on(ACCEPTED, WITHDRAW, WITHDRAWN)
            .on(ACCEPTED, BANK_BACKS_OUT, REJECTED)
            .on(ACCEPTED, REGISTER, REGISTERED)
            .refuse(ACCEPTED, ORIGINATE, NOT_REGISTERED)
            .refuse(ACCEPTED, DISBURSE, NOT_REGISTERED)
            .refuse(ACCEPTED, CLOSE, NOT_REGISTERED)
            .refuseRest(ACCEPTED, NOT_OPEN)
            .on(REGISTERED, LOCK_ENDED, EXPIRED)
            .on(REGISTERED, WITHDRAW, WITHDRAWN)
            .on(REGISTERED, BANK_BACKS_OUT, REJECTED)
            .on(REGISTERED, ORIGINATE, ORIGINATED)
            .refuse(REGISTERED, REGISTER, "registered_before")
            .refuse(REGISTERED, DISBURSE, "request_not_originated")
            .refuse(REGISTERED, CLOSE, "request_not_originated")
            .refuseRest(REGISTERED, NOT_OPEN)
            .on(ORIGINATED, DISBURSE, DISBURSED)
            .on(ORIGINATED, LOCK_ENDED, EXPIRED)
            .refuse(ORIGINATED, REGISTER, "registered_before")
            .refuse(ORIGINATED, CLOSE, "request_not_disbursed")
            .refuseRest(ORIGINATED, NOT_OPEN)
            .on(DISBURSED, CLOSE, CLOSED)
            .refuse(DISBURSED, REGISTER, "registered_before")
            .refuseRest(DISBURSED, NOT_OPEN)
            // A lock may outlive the request that it was taken for; what becomes of it changes nothing here any more.
            .on(REJECTED, LOCK_HELD, REJECTED)
            .on(REJECTED, LOCK_REFUSED, REJECTED)
            .on(REJECTED, LOCK_ENDED, REJECTED)
            .refuseRest(REJECTED, NOT_OPEN)
            .on(WITHDRAWN, LOCK_HELD, WITHDRAWN)
            .on(WITHDRAWN, LOCK_REFUSED, WITHDRAWN)
            .on(WITHDRAWN, LOCK_ENDED, WITHDRAWN)
            .refuseRest(WITHDRAWN, NOT_OPEN)
            .on(CLOSED, REOPEN, DISBURSED)
            .refuseRest(CLOSED, NOT_OPEN)
            .refuseRest(EXPIRED, NOT_OPEN)
            .build();

    private RequestStates() {}
}
