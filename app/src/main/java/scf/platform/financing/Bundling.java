package scf.platform.financing;

import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.VoucherNo;

/// How a step on a bundle ends: all of its requests take it, or none. Refusals name the first that stands against it,
/// in the order of the vouchers' numbers.
public sealed interface Bundling {

    sealed interface Refused extends Bundling {}

    /// There is none, or it does not concern the caller.
    record NoSuchBundle() implements Refused {}

    /// One price is in one currency.
    record SeveralCurrencies(VoucherNo voucher) implements Refused {}

    /// This voucher cannot be asked for.
    record NotSubmitted(VoucherNo voucher, Submitting.Refused why) implements Refused {}

    /// The bank cannot offer on this request.
    record NotOffered(FinancingRequestId request, Offering.Refused why) implements Refused {}

    /// The bank has no open offer on each of the vouchers.
    record NoOfferOnAll() implements Refused {}

    /// This request's offer is not accepted.
    record NotAccepted(FinancingRequestId request, AcceptanceRefusal why) implements Refused {}

    /// An act is missing, or is one too many.
    record NotAnActForEach() implements Refused {}

    record Done(Bundle bundle) implements Bundling {}
}
