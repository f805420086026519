package scf.platform.creditline;

/// What can happen to a hold.
public enum HoldEvent {

    /// The loan is originated.
    POST,

    /// It is given back: the request was rejected or withdrawn, the lock was refused.
    RELEASE,

    /// Its time is over.
    EXPIRE,

    /// Principal is repaid, or what was paid for a voucher comes back.
    RESTORE,

    /// What was given back was none: a repayment was recorded wrongly.
    RETAKE,

    /// The loan was never paid out: nothing was drawn.
    CANCEL
}
