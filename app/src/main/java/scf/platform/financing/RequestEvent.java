package scf.platform.financing;

/// What can happen to a financing request.
public enum RequestEvent {

    /// A bank that was asked offers.
    OFFER,

    /// A bank that was asked says no, and another has not yet.
    BANK_REJECTS,

    /// The last bank that was asked says no.
    LAST_BANK_REJECTS,

    /// The holder takes the request back.
    WITHDRAW,

    /// The holder accepts an offer.
    ACCEPT,

    /// The ledger holds the lock.
    LOCK_HELD,

    /// The ledger refuses the lock.
    LOCK_REFUSED,

    /// The lock's time is over.
    LOCK_ENDED,

    /// The bank whose offer was accepted backs out before it has a loan on it.
    BANK_BACKS_OUT,

    /// The bank has registered its right.
    REGISTER,

    /// The bank has a loan on it.
    ORIGINATE,

    /// The ledger holds the funding.
    DISBURSE,

    /// The loan is repaid.
    CLOSE,

    /// The payment that had closed it was no payment.
    REOPEN,

    /// The voucher falls due, or the time that the holder gave for offers is over.
    TIME_OVER
}
