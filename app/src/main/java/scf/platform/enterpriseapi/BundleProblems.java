package scf.platform.enterpriseapi;

import scf.platform.financing.Bundling;
import scf.platform.signing.Problem;

/// What a door answers when a step on several vouchers is not taken. What stands against one of them is said as for
/// that one alone, with its number.
public final class BundleProblems {

    private BundleProblems() {}

    public static Problem of(Bundling.Refused refusal) {
        return switch (refusal) {
            case Bundling.NoSuchBundle _ -> Problem.notFound();
            case Bundling.SeveralCurrencies(var voucher) ->
                Problem.refused(422, "several_currencies", "Several currencies", "One price is in one currency.")
                        .field("/voucherNos")
                        .with("voucherNo", voucher);
            case Bundling.NotSubmitted(var voucher, var why) ->
                throw new IllegalStateException(
                        "voucher %s was to be judged at its own door: %s".formatted(voucher, why));
            case Bundling.NotOffered(var request, var why) ->
                throw new IllegalStateException(
                        "request %s was to be judged at the bank's door: %s".formatted(request, why));
            case Bundling.NoOfferOnAll _ ->
                Problem.refused(
                                409,
                                "no_offer_on_all",
                                "No offer on all vouchers",
                                "The bank has no open offer on each voucher of the bundle.")
                        .field("/bankId");
            case Bundling.NotAccepted(var request, var why) ->
                RequestProblems.of(why).with("requestId", request);
            case Bundling.NotAnActForEach _ ->
                Problem.refused(
                                422,
                                "not_an_act_for_each",
                                "Not an act for each",
                                "Each voucher of the bundle is locked by an act of its own: prepare them together.")
                        .field("/items");
        };
    }
}
