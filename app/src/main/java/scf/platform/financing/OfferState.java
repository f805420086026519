package scf.platform.financing;

/// Where an offer stands. Nobody writes it down: it follows from the request, and from the time.
public enum OfferState {

    /// The bank is bound by it, and the holder may accept it.
    OPEN,

    /// The holder has accepted it.
    ACCEPTED,

    /// Its validity is over.
    LAPSED,

    /// The request has ended, or goes on with it no more.
    ENDED
}
