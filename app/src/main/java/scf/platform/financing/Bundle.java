package scf.platform.financing;

import java.util.List;
import java.util.Optional;
import scf.platform.money.DayCount;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingBundleId;

/// Several vouchers asked for in one request (多张凭证合并融资). Each keeps a request of its own, with its own term, lock and
/// loan; they are offered on by one price and accepted together, all or none (ADR 0014).
///
/// @param requests in the order of their vouchers' numbers, as one party may see them
public record Bundle(FinancingBundleId id, List<FinancingRequests.View> requests) {

    public Bundle {
        requests = List.copyOf(requests);
    }

    /// One bank's open offers on all vouchers of the bundle, as one.
    ///
    /// @param allInAnnualCost all that the money costs, over what arrives for as many days as it stays:
    ///     Σ (interest + fees) / Σ (net · days) · 365
    public record Total(EnterpriseId bank, Money amount, Money interest, Money fees, Money net, Rate allInAnnualCost) {}

    /// The latest offer of this bank on each request that can still be accepted; nothing when one is missing.
    public Optional<List<Offer>> offersOf(EnterpriseId bank) {
        var offers = requests.stream()
                .flatMap(view -> view.offers().stream()
                        .filter(offer -> offer.bank().equals(bank))
                        .filter(offer -> OfferStates.TABLE.allows(
                                OfferStates.of(offer, view.request(), view.asOf()), OfferEvent.ACCEPT))
                        .reduce((_, later) -> later)
                        .stream())
                .toList();
        return offers.size() == requests.size() ? Optional.of(offers) : Optional.empty();
    }

    /// What each bank that offers on all vouchers offers in all.
    public List<Total> totals() {
        return requests.stream()
                .flatMap(view -> view.offers().stream().map(Offer::bank))
                .distinct()
                .flatMap(bank -> offersOf(bank).stream())
                .map(Bundle::total)
                .toList();
    }

    private static Total total(List<Offer> offers) {
        var zero = Money.zero(offers.getFirst().terms().amount().currency());
        var amount = zero;
        var interest = zero;
        var fees = zero;
        var net = zero;
        var netForDays = zero;
        for (Offer offer : offers) {
            var quote = offer.quote();
            amount = amount.plus(offer.terms().amount());
            interest = interest.plus(quote.interest());
            fees = fees.plus(offer.terms().fees());
            net = net.plus(quote.net());
            netForDays = netForDays.plus(
                    new Money(zero.currency(), Math.multiplyExact(quote.net().minor(), quote.days())));
        }
        var yearly = Interest.yearlyCost(interest.plus(fees), netForDays, 1, DayCount.ACT_365F);
        return new Total(offers.getFirst().bank(), amount, interest, fees, net, yearly);
    }
}
