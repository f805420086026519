package scf.platform.financing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.creditline.CreditLines;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.voucher.Voucher;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.OfferId;
import scf.schema.ids.StandingTermsId;

/// What banks offer at once, by standing terms (预授信报价).
@Service
@Transactional
public class StandingOffers {

    private final StandingTermsStore store;
    private final CreditLines creditLines;
    private final Rulebook rulebook;
    private final BusinessDates businessDates;
    private final PriceLimits prices;
    private final Clock clock;

    StandingOffers(
            StandingTermsStore store,
            CreditLines creditLines,
            Rulebook rulebook,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.creditLines = creditLines;
        this.rulebook = rulebook;
        this.businessDates = businessDates;
        this.prices = new PriceLimits(rulebook, businessDates);
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<StandingTerms> find(EnterpriseId bank, StandingTermsId id) {
        return store.find(bank, id);
    }

    @Transactional(readOnly = true)
    public List<StandingTerms> of(EnterpriseId bank, Instant setAfter, StandingTermsId idAfter, int limit) {
        return store.of(bank, setAfter, idAfter, limit);
    }

    public StandingSetting set(EnterpriseId bank, String user, StandingTerms.Wish wish) {
        var refusal = refusalOf(bank, wish);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var before = store.same(bank, wish);
        if (before.isPresent()) {
            return new StandingSetting.SetBefore(before.get().id());
        }

        var terms = new StandingTerms(StandingTermsId.random(), bank, wish, user, clock.instant(), null);
        // The last reason to refuse is found by writing: of two at once the second is told here.
        return store.insert(terms)
                ? new StandingSetting.Set(terms)
                : new StandingSetting.SetBefore(
                        store.same(bank, wish).orElseThrow().id());
    }

    private Optional<StandingSetting> refusalOf(EnterpriseId bank, StandingTerms.Wish wish) {
        if (wish.interestMode() == InterestMode.UP_FRONT && !wish.product().mayBeDiscountedUpFront()) {
            var rule = rulebook.at(businessDates.today(), RuleCode.CIVIL_CODE_670)
                    .orElseThrow(() -> new IllegalStateException("the rulebook has no article 670"));
            return Optional.of(new StandingSetting.LoanDiscountedUpFront(rule));
        }
        if (wish.product().isPurchase() && wish.interestMode() == InterestMode.AT_MATURITY) {
            return Optional.of(new StandingSetting.PurchaseOwesNothing());
        }
        if (wish.over(wish.most()).freesABorrower()) {
            var rule = rulebook.at(businessDates.today(), RuleCode.R_20)
                    .orElseThrow(() -> new IllegalStateException("the rulebook has no R-20"));
            return Optional.of(new StandingSetting.LoanWithoutRecourse(rule));
        }
        var currency = wish.most().currency();
        if (!wish.fees().currency().equals(currency)) {
            return Optional.of(new StandingSetting.FeesInOtherCurrency(currency.getCurrencyCode()));
        }
        if (!wish.most().isPositive()) {
            return Optional.of(new StandingSetting.NothingOffered());
        }
        var price = prices.refusalOf(wish.product(), wish.most(), wish.annualRate(), wish.fees());
        if (price.isPresent()) {
            return Optional.of(new StandingSetting.PriceRefused(price.get()));
        }
        if (wish.effectiveTo().isBefore(wish.effectiveFrom())) {
            return Optional.of(new StandingSetting.PeriodUpsideDown());
        }
        if (creditLines.find(bank, wish.master(), currency).isEmpty()) {
            return Optional.of(new StandingSetting.NoLine());
        }
        return creditLines
                .preferences(bank, wish.master(), currency)
                .filter(preferences -> preferences.isAboveCap(wish.annualRate()))
                .map(preferences -> new StandingSetting.AboveRateCap(preferences.cap(), preferences));
    }

    /// Ends the terms: who asks from now on waits for a person. Offers made before bind the bank as they did.
    public Optional<StandingTerms> end(EnterpriseId bank, StandingTermsId id) {
        return store.find(bank, id).flatMap(_ -> {
            store.end(id, clock.instant());
            return store.find(bank, id);
        });
    }

    /// The offer with which this bank answers the request at once, when its terms cover it and its line has room. A
    /// bank without one has not said no: a person answers.
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Offer> answer(EnterpriseId bank, FinancingRequest.Asked asked, Voucher.Terms voucher) {
        var today = businessDates.today();
        var now = clock.instant();
        return store.answering(bank, asked, today)
                .filter(terms -> !asked.amount().exceeds(terms.wish().most()))
                .filter(terms -> fits(terms, asked))
                .flatMap(terms -> {
                    var offered = terms.wish().over(asked.amount());
                    if (prices.refusalOf(offered.product(), offered.amount(), offered.annualRate(), offered.fees())
                            .isPresent()) {
                        return Optional.empty();
                    }
                    return Quote.of(offered, today, voucher.payableOn()) instanceof Quote.Quoting.Quoted(var quote)
                            ? Optional.of(new Offer(
                                    OfferId.random(),
                                    asked.id(),
                                    bank,
                                    offered,
                                    quote,
                                    now.plus(Duration.ofHours(terms.wish().offerHours())),
                                    terms.setBy(),
                                    now,
                                    terms.id()))
                            : Optional.empty();
                });
    }

    /// Room on every node of the path, an open line, and a rate within what the line promises.
    private boolean fits(StandingTerms terms, FinancingRequest.Asked asked) {
        return creditLines
                .find(terms.bank(), asked.issuer(), asked.amount().currency())
                .map(line -> creditLines.dryRun(
                        line,
                        asked.holder(),
                        asked.product().name(),
                        asked.amount(),
                        terms.wish().annualRate()))
                .filter(run -> run.fits())
                .isPresent();
    }
}
