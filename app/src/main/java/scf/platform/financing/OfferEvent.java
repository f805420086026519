package scf.platform.financing;

/// What can happen to an offer.
public enum OfferEvent {

    /// The holder accepts it.
    ACCEPT,

    /// The ledger refuses the lock that was signed with the acceptance.
    LOCK_REFUSED,

    /// Its validity is over.
    TIME_OVER,

    /// The request is rejected, withdrawn, expired or closed.
    REQUEST_ENDS
}
