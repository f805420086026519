package scf.platform.financing;

import java.time.Instant;
import scf.platform.creditline.Reserving;
import scf.platform.rulebook.Rule;
import scf.platform.voucher.LockRefusal;
import scf.platform.whitelist.Standing;

/// Why an offer is not accepted, in order of precedence.
public sealed interface AcceptanceRefusal {

    /// There is none, or the caller did not make it.
    record NoSuchRequest() implements AcceptanceRefusal {}

    /// Another acceptance was there first, or the request has ended.
    record NotOpen(RequestState state) implements AcceptanceRefusal {}

    /// No such offer was made on this request.
    record NoSuchOffer() implements AcceptanceRefusal {}

    /// The bank is bound by its offer no longer.
    record OfferLapsed(Instant validUntil) implements AcceptanceRefusal {}

    /// New business only while the chain-master that pays is on the whitelist.
    record MasterNotListed(Standing.NotListed standing, Rule rule) implements AcceptanceRefusal {}

    /// The voucher is not to be had.
    record NotLockable(LockRefusal why) implements AcceptanceRefusal {}

    /// The bank's line has no room, or there is none. Found last, because finding room takes it.
    ///
    /// @param why never [Reserving.Reserved]
    record NoCredit(Reserving why) implements AcceptanceRefusal {}
}
