package scf.platform.financing;

import scf.schema.ids.OfferId;

/// How a bank's no ends, in order of precedence.
public sealed interface Rejecting {

    /// There is none, or this bank was not asked.
    record NoSuchRequest() implements Rejecting {}

    record NotOpen(RequestState state) implements Rejecting {}

    /// Until its offer has run out the bank is bound by it (民法典 476).
    record OfferStands(OfferId offer) implements Rejecting {}

    /// The bank has said no, or has backed out of its accepted offer.
    ///
    /// @param state REJECTED when this was the last bank, or the one whose offer was accepted
    record Rejected(RequestState state) implements Rejecting {}
}
