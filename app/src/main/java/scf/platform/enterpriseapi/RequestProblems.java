package scf.platform.enterpriseapi;

import scf.platform.creditline.Reserving;
import scf.platform.financing.AcceptanceRefusal;
import scf.platform.financing.RequestState;
import scf.platform.signing.Problem;
import scf.platform.voucher.LockRefusal;

/// What a door answers when an offer is not accepted, whether the voucher, the act or the bank's line stands against
/// it.
final class RequestProblems {

    private RequestProblems() {}

    static Problem of(AcceptanceRefusal refusal) {
        return switch (refusal) {
            case AcceptanceRefusal.NoSuchRequest _ -> Problem.notFound();
            case AcceptanceRefusal.NotOpen not -> notOpen(not.state());
            case AcceptanceRefusal.NoSuchOffer _ ->
                Problem.refused(422, "no_such_offer", "No such offer", "No such offer was made on this request.")
                        .field("/offerId");
            case AcceptanceRefusal.OfferLapsed lapsed ->
                Problem.refused(
                                422,
                                "offer_lapsed",
                                "Offer lapsed",
                                "The offer was valid until %s.".formatted(lapsed.validUntil()))
                        .field("/offerId");
            case AcceptanceRefusal.MasterNotListed unlisted ->
                Problem.refused(
                                422,
                                "chain_master_not_listed",
                                "Not on the whitelist",
                                unlisted.standing().sentence())
                        .field("/offerId")
                        .rule(unlisted.rule().code().code(), unlisted.rule().source());
            case AcceptanceRefusal.NotLockable not -> of(not.why());
            case AcceptanceRefusal.NoCredit no -> of(no.why());
        };
    }

    static Problem notOpen(RequestState state) {
        return Problem.refused(
                        409,
                        "request_not_open",
                        "Request not open",
                        "The request is %s: no offer on it can be made or accepted.".formatted(state))
                .with("state", state);
    }

    private static Problem of(LockRefusal refusal) {
        return switch (refusal) {
            case LockRefusal.NoSuchVoucher _ -> Problem.notFound();
            case LockRefusal.NotActive not ->
                Problem.refused(
                                409,
                                "voucher_not_active",
                                "Voucher not free",
                                "Only an ACTIVE voucher is locked; this one is %s.".formatted(not.state()))
                        .with("state", not.state());
            case LockRefusal.Matured matured ->
                Problem.refused(
                        422,
                        "voucher_matured",
                        "Voucher matured",
                        "The voucher is payable on %s: nothing is left to finance.".formatted(matured.payableOn()));
            case LockRefusal.OtherLock _ ->
                Problem.refused(
                                422,
                                "act_for_other_offer",
                                "Act for another offer",
                                "The act locks the voucher for something else than this offer: bank, request, product,"
                                        + " amount and price must be the offer's.")
                        .field("/act");
            case LockRefusal.AlreadyOver over ->
                Problem.refused(
                                409,
                                "act_outdated",
                                "Lock over",
                                "The lock that was signed ended on %s: prepare the act anew.".formatted(over.until()))
                        .field("/act");
        };
    }

    /// 422 with the level that binds in the code, and by how much: `LIMIT_CHAIN`, short by 0.01.
    private static Problem of(Reserving refusal) {
        return switch (refusal) {
            case Reserving.NotListed unlisted ->
                Problem.refused(
                                422,
                                "chain_master_not_listed",
                                "Not on the whitelist",
                                unlisted.standing().sentence())
                        .field("/offerId");
            case Reserving.NoLine _ ->
                Problem.refused(
                                422,
                                "no_credit_line",
                                "No credit line",
                                "The bank has no line for this chain in this currency.")
                        .field("/offerId");
            case Reserving.NoLimit missing ->
                Problem.refused(
                                422,
                                "no_limit",
                                "No limit",
                                "The bank's line has no limit for this holder and product: the path ends at %s."
                                        .formatted(missing.level()))
                        .field("/offerId");
            case Reserving.HeldBefore _ ->
                Problem.refused(409, "held_before", "Reserved before", "Credit has been reserved by this act already.");
            case Reserving.Closed closed ->
                Problem.refused(
                                422,
                                "limit_closed",
                                "Limit closed",
                                "Nothing can be drawn on the %s limit of the bank's line: %s."
                                        .formatted(closed.level(), closed.openness()))
                        .field("/offerId")
                        .with("level", closed.level());
            case Reserving.Binds binds ->
                Problem.refused(
                                422,
                                "LIMIT_" + binds.level(),
                                "Not enough credit",
                                "The %s limit of the bank's line has %s left, %s too little."
                                        .formatted(binds.level(), binds.available(), binds.shortBy()))
                        .field("/offerId")
                        .with("level", binds.level())
                        .with("nodeId", binds.node())
                        .with("available", binds.available())
                        .with("shortBy", binds.shortBy());
            case Reserving.Reserved reserved ->
                throw new IllegalStateException("a reservation that was made is no refusal: " + reserved.hold());
        };
    }
}
