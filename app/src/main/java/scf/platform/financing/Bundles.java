package scf.platform.financing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import scf.contract.Recourse;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Preparing;
import scf.platform.ledger.Verifying;
import scf.platform.money.DayCount;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingBundleId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// Several vouchers in one request: asked for, offered on and accepted together.
///
/// Each step is taken on every request of the bundle in one transaction. The first refusal takes back what was done for
/// the others, so that there is never half a bundle.
@Service
@Transactional
public class Bundles {

    private final FinancingStore store;
    private final FinancingRequests requests;
    private final Vouchers vouchers;

    Bundles(FinancingStore store, FinancingRequests requests, Vouchers vouchers) {
        this.store = store;
        this.requests = requests;
        this.vouchers = vouchers;
    }

    /// The bundle, for its holder and for the banks that it asked.
    @Transactional(readOnly = true)
    public Optional<Bundle> find(EnterpriseId reader, FinancingBundleId id) {
        var views = store.bundle(id).stream()
                .flatMap(request -> requests.find(reader, request.id()).stream())
                .toList();
        return views.isEmpty() ? Optional.empty() : Optional.of(new Bundle(id, views));
    }

    /// What a holder asks for: each voucher in full.
    public record Wish(
            Collection<VoucherNo> vouchers,
            Product product,
            Collection<EnterpriseId> banks,
            @Nullable Instant validUntil) {}

    public Bundling submit(EnterpriseId holder, String user, Wish wish) {
        var id = FinancingBundleId.random();
        var wanted = wish.vouchers().stream()
                .distinct()
                .sorted(Comparator.comparing(VoucherNo::value))
                .toList();
        Money first = null;
        for (VoucherNo no : wanted) {
            var one = new FinancingRequests.Wish(no, wish.product(), null, wish.banks(), wish.validUntil());
            switch (requests.submit(holder, user, one, id)) {
                case Submitting.Refused why -> {
                    return takenBack(new Bundling.NotSubmitted(no, why));
                }
                case Submitting.Submitted(var request) -> {
                    var amount = request.asked().amount();
                    first = first == null ? amount : first;
                    if (!amount.currency().equals(first.currency())) {
                        return takenBack(new Bundling.SeveralCurrencies(no));
                    }
                }
            }
        }
        return done(holder, id);
    }

    /// One price for the whole bundle.
    ///
    /// @param fees in all; each voucher bears its share by amount
    public record Price(
            Product product,
            Recourse recourse,
            InterestMode interestMode,
            Rate annualRate,
            DayCount dayCount,
            Money fees) {}

    public Bundling offer(EnterpriseId bank, String user, FinancingBundleId id, Price price, Instant validUntil) {
        var found = find(bank, id);
        if (found.isEmpty()) {
            return new Bundling.NoSuchBundle();
        }
        var asked = found.get().requests().stream()
                .map(view -> view.request().asked())
                .toList();
        var whole = asked.stream()
                .map(one -> BigDecimal.valueOf(one.amount().minor()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var part = BigDecimal.ZERO;
        var shared = Money.zero(price.fees().currency());
        for (FinancingRequest.Asked one : asked) {
            // Shares are differences of rounded sums, so they add up to the whole.
            part = part.add(BigDecimal.valueOf(one.amount().minor()));
            var upToHere = Interest.proRata(price.fees(), part, whole);
            var terms = new OfferTerms(
                    price.product(),
                    price.recourse(),
                    price.interestMode(),
                    one.amount(),
                    price.annualRate(),
                    price.dayCount(),
                    upToHere.minus(shared));
            shared = upToHere;
            if (requests.offer(bank, user, one.id(), terms, validUntil) instanceof Offering.Refused why) {
                return takenBack(new Bundling.NotOffered(one.id(), why));
            }
        }
        return done(bank, id);
    }

    /// How asking for the acts of an acceptance ends.
    public sealed interface Drafts {

        record Refused(Bundling.Refused why) implements Drafts {}

        record NoKey(Preparing.Refused why) implements Drafts {}

        /// One act for each request, in the order of the vouchers' numbers.
        record Prepared(Map<FinancingRequestId, PreparedAct> acts) implements Drafts {}
    }

    /// Prepares the lock of each voucher for this bank's open offers.
    public Drafts prepareAcceptance(
            EnterpriseId holder, String user, @Nullable KeyId key, FinancingBundleId id, EnterpriseId bank) {
        var found = own(holder, id);
        if (found.isEmpty()) {
            return new Drafts.Refused(new Bundling.NoSuchBundle());
        }
        var offers = found.get().offersOf(bank);
        if (offers.isEmpty()) {
            return new Drafts.Refused(new Bundling.NoOfferOnAll());
        }
        var acts = new LinkedHashMap<FinancingRequestId, PreparedAct>();
        for (Offer offer : offers.get()) {
            switch (requests.prepareAcceptance(holder, user, key, offer.request(), offer.id())) {
                case Drafting.Refused<AcceptanceRefusal>(var why) -> {
                    return new Drafts.Refused(new Bundling.NotAccepted(offer.request(), why));
                }
                case Drafting.NoKey<AcceptanceRefusal>(var why) -> {
                    return new Drafts.NoKey(why);
                }
                case Drafting.Prepared<AcceptanceRefusal>(var act) -> acts.put(offer.request(), act);
            }
        }
        return new Drafts.Prepared(acts);
    }

    /// How an acceptance ends.
    public sealed interface Accepting {

        record Refused(Bundling.Refused why) implements Accepting {}

        record NotTheAct(FinancingRequestId request, Verifying.Refused why) implements Accepting {}

        record Asked(Bundle bundle) implements Accepting {}
    }

    /// Accepts this bank's offers on all vouchers, or on none: credit for each is reserved and each voucher locked.
    public Accepting accept(
            EnterpriseId holder, FinancingBundleId id, EnterpriseId bank, Map<FinancingRequestId, ActJson> acts) {
        // All vouchers, then all requests, before any line: the order of locks over all rooms.
        own(holder, id).ifPresent(this::lock);
        var found = own(holder, id);
        if (found.isEmpty()) {
            return new Accepting.Refused(new Bundling.NoSuchBundle());
        }
        var offers = found.get().offersOf(bank);
        if (offers.isEmpty()) {
            return new Accepting.Refused(new Bundling.NoOfferOnAll());
        }
        if (acts.size() != offers.get().size()
                || offers.get().stream().anyMatch(offer -> !acts.containsKey(offer.request()))) {
            return new Accepting.Refused(new Bundling.NotAnActForEach());
        }
        for (Offer offer : offers.get()) {
            var act = Objects.requireNonNull(acts.get(offer.request()), "each offer has its act");
            switch (requests.accept(holder, offer.request(), offer.id(), act)) {
                case Stepping.Refused<AcceptanceRefusal, AcceptedFinancing>(var why) -> {
                    return takenBack(new Accepting.Refused(new Bundling.NotAccepted(offer.request(), why)));
                }
                case Stepping.NotTheAct<AcceptanceRefusal, AcceptedFinancing>(var why) -> {
                    return takenBack(new Accepting.NotTheAct(offer.request(), why));
                }
                case Stepping.Asked<AcceptanceRefusal, AcceptedFinancing> _ -> {
                    // The next voucher.
                }
            }
        }
        return new Accepting.Asked(find(holder, id).orElseThrow());
    }

    private void lock(Bundle bundle) {
        bundle.requests().forEach(view -> vouchers.take(view.request().asked().voucher()));
        bundle.requests().stream()
                .map(view -> view.request().id())
                .sorted(Comparator.comparing(request -> request.value().toString()))
                .forEach(store::lock);
    }

    private Optional<Bundle> own(EnterpriseId holder, FinancingBundleId id) {
        return find(holder, id)
                .filter(bundle ->
                        bundle.requests().getFirst().request().asked().holder().equals(holder));
    }

    private Bundling done(EnterpriseId reader, FinancingBundleId id) {
        return new Bundling.Done(find(reader, id).orElseThrow());
    }

    /// What was done for the vouchers before this one is undone with the transaction.
    private static <T> T takenBack(T refusal) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return refusal;
    }
}
