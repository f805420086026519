package scf.platform.financing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.calendar.BusinessDays;
import scf.platform.creditline.CreditLines;
import scf.platform.creditline.Exposure;
import scf.platform.creditline.Reservation;
import scf.platform.creditline.Reserving;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.money.Money;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.LockJudging;
import scf.platform.voucher.LockRefusal;
import scf.platform.voucher.ReleaseRefusal;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Voucher;
import scf.platform.voucher.Vouchers;
import scf.platform.whitelist.Standing;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingBundleId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.KeyId;
import scf.schema.ids.OfferId;
import scf.schema.ids.VoucherNo;

/// From a holder's request to the acceptance of one offer (融资申请 · 报价 · 接受).
///
/// Acceptance is where a race is decided: of all offers on a voucher, over all requests, one is taken, and only with
/// the bank's credit reserved for it. It is one transaction: reservation, lock, state, and what the ledger is told.
@Service
@Transactional
public class FinancingRequests {

    private final FinancingStore store;
    private final StandingOffers standing;
    private final Vouchers vouchers;
    private final CreditLines creditLines;
    private final Whitelist whitelist;
    private final Enterprises enterprises;
    private final Rulebook rulebook;
    private final PriceLimits prices;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final BusinessDays businessDays;
    private final Clock clock;

    FinancingRequests(
            FinancingStore store,
            StandingOffers standing,
            Vouchers vouchers,
            CreditLines creditLines,
            Whitelist whitelist,
            Enterprises enterprises,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            BusinessDays businessDays,
            Clock clock) {
        this.store = store;
        this.standing = standing;
        this.vouchers = vouchers;
        this.creditLines = creditLines;
        this.whitelist = whitelist;
        this.enterprises = enterprises;
        this.rulebook = rulebook;
        this.prices = new PriceLimits(rulebook, businessDates);
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.businessDays = businessDays;
        this.clock = clock;
    }

    // Reading

    /// A request as one party may see it: the holder sees every bank and offer, a bank itself and its own.
    ///
    /// @param asOf the moment by which offers are valid or have lapsed
    public record View(FinancingRequest request, List<AskedBank> banks, List<Offer> offers, Instant asOf) {}

    @Transactional(readOnly = true)
    public Optional<View> find(EnterpriseId reader, FinancingRequestId id) {
        return store.find(id).flatMap(request -> view(reader, request));
    }

    @Transactional(readOnly = true)
    public List<View> all(EnterpriseId reader, Instant submittedAfter, FinancingRequestId idAfter, int limit) {
        return store.concerning(reader, submittedAfter, idAfter, limit).stream()
                .flatMap(request -> view(reader, request).stream())
                .toList();
    }

    private Optional<View> view(EnterpriseId reader, FinancingRequest request) {
        var banks = store.banks(request.id());
        var offers = store.offers(request.id());
        if (request.asked().holder().equals(reader)) {
            return Optional.of(new View(request, banks, offers, clock.instant()));
        }
        var own = banks.stream().filter(asked -> asked.bank().equals(reader)).toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(new View(
                        request,
                        own,
                        offers.stream()
                                .filter(offer -> offer.bank().equals(reader))
                                .toList(),
                        clock.instant()));
    }

    /// What was accepted on the request, for the bank whose offer it was and for the holder.
    @Transactional(readOnly = true)
    public Optional<AcceptedFinancing> accepted(EnterpriseId reader, FinancingRequestId id) {
        return store.find(id)
                .flatMap(this::accepted)
                .filter(financing ->
                        financing.bank().equals(reader) || financing.borrower().equals(reader));
    }

    private Optional<AcceptedFinancing> accepted(FinancingRequest request) {
        return switch (request) {
            case FinancingRequest.Accepted accepted ->
                Optional.of(accepted(request, accepted.acceptance(), accepted.lockedAt() != null));
            case FinancingRequest.Bound bound -> Optional.of(accepted(request, bound.acceptance(), true));
            case FinancingRequest.Open _, FinancingRequest.Ended _ -> Optional.empty();
        };
    }

    private AcceptedFinancing accepted(
            FinancingRequest request, FinancingRequest.Acceptance acceptance, boolean locked) {
        var offer = store.offer(request.id(), acceptance.offer()).orElseThrow();
        return new AcceptedFinancing(request.asked(), request.state(), offer, acceptance, locked);
    }

    // The holder asks

    /// What a holder asks for.
    ///
    /// @param amount the whole voucher when none is named
    /// @param validUntil how long it waits for offers; until the voucher is due when it does not say
    public record Wish(
            VoucherNo voucher,
            Product product,
            @Nullable Money amount,
            Collection<EnterpriseId> banks,
            @Nullable Instant validUntil) {

        public Wish(VoucherNo voucher, Product product, @Nullable Money amount, Collection<EnterpriseId> banks) {
            this(voucher, product, amount, banks, null);
        }
    }

    public Submitting submit(EnterpriseId holder, String user, Wish wish) {
        return submit(holder, user, wish, null);
    }

    /// @param bundle what the voucher is asked for together with, if with anything
    Submitting submit(EnterpriseId holder, String user, Wish wish, @Nullable FinancingBundleId bundle) {
        var found = vouchers.take(wish.voucher())
                .filter(voucher -> voucher.standing().holder().equals(holder));
        if (found.isEmpty()) {
            return new Submitting.NoSuchVoucher();
        }
        var voucher = found.get();
        var terms = voucher.terms();
        if (!(voucher instanceof Voucher.Active)) {
            return new Submitting.VoucherNotActive(voucher.state());
        }
        var today = businessDates.today();
        if (!today.isBefore(terms.dueDate())) {
            return new Submitting.Matured(terms.payableOn());
        }
        var face = terms.amount();
        var amount = wish.amount() == null ? face : wish.amount();
        if (!amount.currency().equals(face.currency())) {
            return new Submitting.OtherCurrency(face.currency().getCurrencyCode());
        }
        if (!amount.isPositive() || amount.exceeds(face)) {
            return new Submitting.AboveFace(face);
        }
        if (wish.product().isPurchase() && !amount.equals(face)) {
            return new Submitting.PartIsNotSold(face);
        }
        var now = clock.instant();
        if (wish.validUntil() != null && !now.isBefore(wish.validUntil())) {
            return new Submitting.ValidityOver(now);
        }
        if (whitelist.standing(terms.issuer()) instanceof Standing.NotListed notListed) {
            var why = new Submitting.MasterNotListed(notListed, rule(RuleCode.W_02, today));
            return verdicts.refusedTo(holder, RuleCode.W_02, Subject.of(terms.no()), Figures.NONE, why);
        }
        Set<EnterpriseId> banks = new LinkedHashSet<>(wish.banks());
        var noBank = banks.stream().filter(asked -> !isBank(asked)).findFirst();
        if (noBank.isPresent()) {
            return new Submitting.NotABank(noBank.get());
        }

        var asked = new FinancingRequest.Asked(
                FinancingRequestId.random(),
                terms.no(),
                holder,
                terms.issuer(),
                wish.product(),
                amount,
                user,
                now,
                wish.validUntil(),
                bundle);
        var request = new FinancingRequest.Open(asked, false, null);
        store.insert(request, promised(banks, terms.issuer(), amount.currency()));
        banks.forEach(bank -> vouchers.show(terms.no(), bank));
        verdicts.passed(RuleCode.W_02, Subject.of(asked.id()), Figures.of("issuer", terms.issuer()));
        return new Submitting.Submitted(answeredAtOnce(request, terms, banks));
    }

    /// In so many working days after it is asked each bank has promised an answer to this chain.
    private Map<EnterpriseId, Optional<LocalDate>> promised(
            Set<EnterpriseId> banks, EnterpriseId master, Currency currency) {
        var today = businessDates.today();
        var promised = new LinkedHashMap<EnterpriseId, Optional<LocalDate>>();
        for (EnterpriseId bank : banks) {
            promised.put(
                    bank,
                    creditLines
                            .preferences(bank, master, currency)
                            .flatMap(preferences -> Optional.ofNullable(preferences.approvalDays()))
                            .map(days -> businessDays.after(today, days)));
        }
        return promised;
    }

    /// Banks with standing terms that cover the request have answered it before anybody looks.
    private FinancingRequest.Open answeredAtOnce(
            FinancingRequest.Open request, Voucher.Terms voucher, Set<EnterpriseId> banks) {
        var answered = request;
        for (EnterpriseId bank : banks) {
            var offer = standing.answer(bank, request.asked(), voucher);
            if (offer.isPresent()) {
                answered = offered(answered, offer.get());
            }
        }
        return answered;
    }

    private FinancingRequest.Open offered(FinancingRequest.Open request, Offer offer) {
        var open = request.withOffer();
        store.insert(offer);
        store.answer(request.id(), new AskedBank(offer.bank(), AskedBank.Answer.OFFERED, null, offer.offeredAt()));
        store.save(open, offer.offeredAt());
        var mode = Figures.of("product", offer.terms().product())
                .and("interest", offer.terms().interestMode());
        verdicts.passedTo(offer.bank(), RuleCode.CIVIL_CODE_670, Subject.of(request.id()), mode);
        var cost = Figures.of("all_in_annual_cost", offer.quote().allInAnnualCost());
        verdicts.record(
                offer.bank(),
                RuleCode.COST_BY_THE_YEAR,
                Subject.of(request.id()),
                prices.isDear(offer.quote().allInAnnualCost()) ? Outcome.WARNED : Outcome.PASSED,
                cost);
        seenTogether(request.asked(), offer);
        return open;
    }

    /// What all banks together have granted in the chain-master's name, when one more of them offers on it: a
    /// warning where there are unusually many.
    private void seenTogether(FinancingRequest.Asked asked, Offer offer) {
        var currency = asked.amount().currency();
        var exposures = creditLines.exposures(asked.issuer()).stream()
                .filter(exposure -> exposure.granted().currency().equals(currency))
                .toList();
        var none = Money.zero(currency);
        var granted = exposures.stream().map(Exposure::granted).reduce(none, Money::plus);
        var used = exposures.stream().map(Exposure::used).reduce(none, Money::plus);
        var rule = rule(RuleCode.R_35, businessDates.today());
        int many = rule.figure("warn_above_banks");
        verdicts.record(
                offer.bank(),
                RuleCode.R_35,
                Subject.of(asked.id()),
                exposures.size() > many ? Outcome.WARNED : Outcome.PASSED,
                Figures.of("banks", exposures.size())
                        .and("usual", many)
                        .and("granted", granted)
                        .and("drawn", used));
    }

    private boolean isBank(EnterpriseId party) {
        return enterprises
                .find(party)
                .filter(found -> found.kind() == PartyKind.BANK)
                .isPresent();
    }

    // A bank answers

    public Offering offer(EnterpriseId bank, String user, FinancingRequestId id, OfferTerms terms, Instant validUntil) {
        var found = store.lock(id);
        var said = store.bank(id, bank);
        if (found.isEmpty() || said.isEmpty()) {
            return new Offering.NoSuchRequest();
        }
        if (!found.get().allows(RequestEvent.OFFER) || found.get().asked().isOver(clock.instant())) {
            return new Offering.NotOpen(stateNow(found.get()));
        }
        var request = (FinancingRequest.Open) found.get();
        if (said.get().answer() == AskedBank.Answer.REJECTED) {
            return new Offering.RejectedBefore();
        }
        var voucher = vouchers.find(request.asked().voucher()).orElseThrow().terms();
        var now = clock.instant();
        var refusal = refusalOf(terms, request.asked(), voucher).or(() -> aboveCap(bank, terms, request.asked()));
        if (refusal.isPresent()) {
            return judged(bank, id, refusal.get());
        }
        if (!now.isBefore(validUntil)) {
            return new Offering.ValidityOver(now);
        }
        var today = businessDates.today();
        if (!today.isBefore(voucher.dueDate())) {
            return new Offering.Matured(voucher.dueDate());
        }
        return switch (Quote.of(terms, today, voucher.payableOn())) {
            case Quote.Quoting.NothingArrives nothing -> new Offering.NothingArrives(nothing.deducted());
            case Quote.Quoting.Quoted quoted -> {
                var offer = new Offer(OfferId.random(), id, bank, terms, quoted.quote(), validUntil, user, now, null);
                offered(request, offer);
                yield new Offering.Offered(offer);
            }
        };
    }

    /// Refusals by a rule are kept for the bank that was refused.
    private Offering.Refused judged(EnterpriseId bank, FinancingRequestId id, Offering.Refused why) {
        if (why instanceof Offering.LoanDiscountedUpFront) {
            return verdicts.refusedTo(bank, RuleCode.CIVIL_CODE_670, Subject.of(id), Figures.NONE, why);
        }
        if (why instanceof Offering.LoanWithoutRecourse) {
            return verdicts.refusedTo(bank, RuleCode.R_20, Subject.of(id), Figures.NONE, why);
        }
        return why instanceof Offering.PriceRefused(var price)
                ? verdicts.refusedTo(bank, price.rule().code(), Subject.of(id), Figures.NONE, why)
                : why;
    }

    private Optional<Offering.Refused> refusalOf(
            OfferTerms terms, FinancingRequest.Asked asked, Voucher.Terms voucher) {
        if (terms.interestMode() == InterestMode.UP_FRONT && !terms.product().mayBeDiscountedUpFront()) {
            return Optional.of(
                    new Offering.LoanDiscountedUpFront(rule(RuleCode.CIVIL_CODE_670, businessDates.today())));
        }
        if (terms.product().isPurchase() && terms.interestMode() == InterestMode.AT_MATURITY) {
            return Optional.of(new Offering.PurchaseOwesNothing());
        }
        if (terms.freesABorrower()) {
            return Optional.of(new Offering.LoanWithoutRecourse(rule(RuleCode.R_20, businessDates.today())));
        }
        if (terms.product() != asked.product()) {
            return Optional.of(new Offering.OtherProduct(asked.product()));
        }
        var currency = asked.amount().currency();
        if (!terms.amount().currency().equals(currency)
                || !terms.fees().currency().equals(currency)) {
            return Optional.of(new Offering.OtherCurrency(currency.getCurrencyCode()));
        }
        if (!terms.amount().isPositive() || terms.amount().exceeds(asked.amount())) {
            return Optional.of(new Offering.AboveAsked(asked.amount()));
        }
        if (terms.product().isPurchase() && !terms.amount().equals(voucher.amount())) {
            return Optional.of(new Offering.PartIsNotBought(voucher.amount()));
        }
        return prices.refusalOf(terms.product(), terms.amount(), terms.annualRate(), terms.fees())
                .map(Offering.PriceRefused::new);
    }

    private Optional<Offering.Refused> aboveCap(EnterpriseId bank, OfferTerms terms, FinancingRequest.Asked asked) {
        return creditLines
                .preferences(bank, asked.issuer(), terms.amount().currency())
                .filter(preferences -> preferences.isAboveCap(terms.annualRate()))
                .map(preferences -> new Offering.AboveRateCap(preferences.cap(), preferences));
    }

    /// A bank says no: to the request while it is open, or to its own accepted offer while there is no loan on it.
    public Rejecting reject(EnterpriseId bank, FinancingRequestId id, AskedBank.Rejection rejection) {
        takeVoucherOf(id);
        var found = store.lock(id);
        var said = store.bank(id, bank);
        if (found.isEmpty() || said.isEmpty()) {
            return new Rejecting.NoSuchRequest();
        }
        if (found.get().allows(RequestEvent.BANK_BACKS_OUT) && isAccepted(found.get(), bank)) {
            return backOut(bank, found.get(), rejection);
        }
        if (!found.get().allows(RequestEvent.BANK_REJECTS)
                || found.get().asked().isOver(clock.instant())) {
            return new Rejecting.NotOpen(stateNow(found.get()));
        }
        var request = (FinancingRequest.Open) found.get();
        var now = clock.instant();
        var standing = store.offers(id).stream()
                .filter(offer -> offer.bank().equals(bank) && offer.isValid(now))
                .findFirst();
        if (standing.isPresent()) {
            return new Rejecting.OfferStands(standing.get().id());
        }

        store.answer(id, new AskedBank(bank, AskedBank.Answer.REJECTED, rejection, now));
        boolean everybody = store.banks(id).stream().allMatch(asked -> asked.answer() == AskedBank.Answer.REJECTED);
        var event = everybody ? RequestEvent.LAST_BANK_REJECTS : RequestEvent.BANK_REJECTS;
        if (everybody) {
            store.save(request.ended(event), now);
        }
        return new Rejecting.Rejected(request.next(event));
    }

    private boolean isAccepted(FinancingRequest request, EnterpriseId bank) {
        return accepted(request)
                .filter(financing -> financing.bank().equals(bank))
                .isPresent();
    }

    private Rejecting backOut(EnterpriseId bank, FinancingRequest request, AskedBank.Rejection rejection) {
        store.answer(request.id(), new AskedBank(bank, AskedBank.Answer.REJECTED, rejection, clock.instant()));
        return new Rejecting.Rejected(
                givenUp(request, RequestEvent.BANK_BACKS_OUT).state());
    }

    /// Ends a request after an acceptance: its credit is free at once. The voucher's lock protects the bank, so it ends
    /// by the bank's release or by its time.
    private FinancingRequest.Ended givenUp(FinancingRequest request, RequestEvent by) {
        accepted(request).ifPresent(financing -> creditLines.release(financing.hold()));
        var ended = request.ended(by);
        store.save(ended, clock.instant());
        return ended;
    }

    /// Rows are locked in one order over all rooms: the voucher's before the request's.
    private void takeVoucherOf(FinancingRequestId id) {
        store.find(id).ifPresent(request -> vouchers.take(request.asked().voucher()));
    }

    /// An end that has come holds from the moment that it came, swept or not.
    private RequestState stateNow(FinancingRequest request) {
        return request.state().isOpen() && request.asked().isOver(clock.instant())
                ? request.next(RequestEvent.TIME_OVER)
                : request.state();
    }

    // The holder decides

    /// The holder takes its request back: before it accepts, and afterwards until the bank has a loan on it.
    public Withdrawing withdraw(EnterpriseId holder, FinancingRequestId id) {
        takeVoucherOf(id);
        var found = store.lock(id).filter(request -> request.asked().holder().equals(holder));
        if (found.isEmpty()) {
            return new Withdrawing.NoSuchRequest();
        }
        if (!found.get().allows(RequestEvent.WITHDRAW)) {
            return new Withdrawing.NotOpen(found.get().state());
        }

        return new Withdrawing.Withdrawn(givenUp(found.get(), RequestEvent.WITHDRAW));
    }

    public Drafting<AcceptanceRefusal> prepareAcceptance(
            EnterpriseId holder, String user, @Nullable KeyId key, FinancingRequestId id, OfferId offerId) {
        var found = store.find(id);
        var offer = store.offer(id, offerId);
        var refusal = refusalOf(holder, found, offer);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var voucher = found.orElseThrow().asked().voucher();
        return switch (vouchers.prepareLock(
                holder, user, key, voucher, offer.orElseThrow().whatIsLocked())) {
            case Drafting.Refused<LockRefusal>(var why) ->
                new Drafting.Refused<>(new AcceptanceRefusal.NotLockable(why));
            case Drafting.NoKey<LockRefusal>(var why) -> new Drafting.NoKey<>(why);
            case Drafting.Prepared<LockRefusal>(var act) -> new Drafting.Prepared<>(act);
        };
    }

    /// Accepts one offer: reserves the bank's credit and locks the voucher for it, both or neither.
    public Stepping<AcceptanceRefusal, AcceptedFinancing> accept(
            EnterpriseId holder, FinancingRequestId id, OfferId offerId, ActJson act) {
        // The voucher's row comes before the request's, here as in the ledger's answers.
        var voucher = store.find(id).map(request -> request.asked().voucher());
        takeVoucherOf(id);
        var found = store.lock(id);
        var offer = store.offer(id, offerId);
        var refusal = refusalOf(holder, found, offer);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var request = (FinancingRequest.Open) found.orElseThrow();
        return switch (vouchers.judgeLock(
                holder, voucher.orElseThrow(), offer.orElseThrow().whatIsLocked(), act)) {
            case LockJudging.Refused(var why) -> new Stepping.Refused<>(notSigned(id, why));
            case LockJudging.NotTheAct(var why) -> new Stepping.NotTheAct<>(why);
            case LockJudging.Ready ready -> reserveAndLock(request, offer.orElseThrow(), ready);
        };
    }

    /// A contract that was not signed as it was offered is none in writing.
    private AcceptanceRefusal notSigned(FinancingRequestId id, LockRefusal why) {
        var refusal = new AcceptanceRefusal.NotLockable(why);
        return why instanceof LockRefusal.OtherLock
                ? verdicts.refused(RuleCode.R_23, Subject.of(id), refusal)
                : refusal;
    }

    /// The line is asked last: a reservation is made by finding that there is room, and nothing after it can refuse.
    private Stepping<AcceptanceRefusal, AcceptedFinancing> reserveAndLock(
            FinancingRequest.Open request, Offer offer, LockJudging.Ready ready) {
        var asked = request.asked();
        var reservation = new Reservation(
                offer.bank(),
                asked.issuer(),
                asked.holder(),
                offer.terms().product().name(),
                offer.terms().amount(),
                ready.until(),
                ready.act().hash().value());
        var reserving = creditLines.reserve(reservation);
        if (!(reserving instanceof Reserving.Reserved reserved)) {
            return new Stepping.Refused<>(new AcceptanceRefusal.NoCredit(reserving));
        }

        vouchers.lock(ready);
        var acceptance = new FinancingRequest.Acceptance(offer.id(), reserved.hold(), ready.until());
        var accepted = request.accept(acceptance);
        store.save(accepted, clock.instant());
        var signed = Figures.of("act", ready.act().hash())
                .and("offer", offer.id())
                .and("recourse", offer.terms().recourse());
        verdicts.passedTo(offer.bank(), RuleCode.R_23, Subject.of(asked.id()), signed);
        verdicts.passedTo(asked.holder(), RuleCode.R_23, Subject.of(asked.id()), signed);
        return new Stepping.Asked<>(new AcceptedFinancing(asked, accepted.state(), offer, acceptance, false));
    }

    private Optional<AcceptanceRefusal> refusalOf(
            EnterpriseId holder, Optional<FinancingRequest> found, Optional<Offer> offer) {
        var own = found.filter(request -> request.asked().holder().equals(holder));
        if (own.isEmpty()) {
            return Optional.of(new AcceptanceRefusal.NoSuchRequest());
        }
        if (!own.get().state().isOpen() || own.get().asked().isOver(clock.instant())) {
            return Optional.of(new AcceptanceRefusal.NotOpen(stateNow(own.get())));
        }
        if (offer.isEmpty()) {
            return Optional.of(new AcceptanceRefusal.NoSuchOffer());
        }
        if (!OfferStates.TABLE.allows(OfferStates.of(offer.get(), own.get(), clock.instant()), OfferEvent.ACCEPT)) {
            return Optional.of(new AcceptanceRefusal.OfferLapsed(offer.get().validUntil()));
        }
        if (whitelist.standing(own.get().asked().issuer()) instanceof Standing.NotListed notListed) {
            var why = new AcceptanceRefusal.MasterNotListed(notListed, rule(RuleCode.W_02, businessDates.today()));
            var subject = Subject.of(own.get().asked().id());
            return Optional.of(verdicts.refused(RuleCode.W_02, subject, Figures.NONE, why));
        }
        return Optional.empty();
    }

    // The bank lets go

    /// Prepares the release of the voucher's lock: for the bank that it binds, once the request has ended without it.
    public Drafting<LettingGo> prepareRelease(
            EnterpriseId bank, String user, @Nullable KeyId key, FinancingRequestId id, String reason) {
        var found = store.find(id);
        var refusal = refusalToLetGo(bank, found);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }
        var voucher = found.orElseThrow().asked().voucher();
        return switch (vouchers.prepareRelease(bank, user, key, voucher, id, reason)) {
            case Drafting.Refused<ReleaseRefusal>(var why) -> new Drafting.Refused<>(new LettingGo.NotReleasable(why));
            case Drafting.NoKey<ReleaseRefusal>(var why) -> new Drafting.NoKey<>(why);
            case Drafting.Prepared<ReleaseRefusal>(var act) -> new Drafting.Prepared<>(act);
        };
    }

    /// Lets go of the voucher: it is free as soon as the ledger holds the release.
    public Stepping<LettingGo, FinancingRequest> release(EnterpriseId bank, FinancingRequestId id, ActJson act) {
        takeVoucherOf(id);
        var found = store.lock(id);
        var refusal = refusalToLetGo(bank, found);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var request = found.orElseThrow();
        return switch (vouchers.release(bank, request.asked().voucher(), id, act)) {
            case Stepping.Refused<ReleaseRefusal, Voucher.FinLocked>(var why) ->
                new Stepping.Refused<>(new LettingGo.NotReleasable(why));
            case Stepping.NotTheAct<ReleaseRefusal, Voucher.FinLocked>(var why) -> new Stepping.NotTheAct<>(why);
            case Stepping.Asked<ReleaseRefusal, Voucher.FinLocked> _ -> new Stepping.Asked<>(request);
        };
    }

    private Optional<LettingGo> refusalToLetGo(EnterpriseId bank, Optional<FinancingRequest> found) {
        if (found.isEmpty() || store.bank(found.get().id(), bank).isEmpty()) {
            return Optional.of(new LettingGo.NoSuchRequest());
        }
        return found.get() instanceof FinancingRequest.Ended
                ? Optional.empty()
                : Optional.of(new LettingGo.RequestStands(found.get().state()));
    }

    // The bank goes on

    /// What this bank's accepted offer stands for, locked until the transaction ends: for whoever takes it a step
    /// further.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<AcceptedFinancing> take(EnterpriseId bank, FinancingRequestId id) {
        return store.lock(id)
                .flatMap(this::accepted)
                .filter(financing -> financing.bank().equals(bank));
    }

    /// Registered at 中登网. The caller holds the request and has seen that the ledger holds its lock.
    @Transactional(propagation = Propagation.MANDATORY)
    public AcceptedFinancing registered(FinancingRequestId id) {
        if (store.lock(id).orElseThrow() instanceof FinancingRequest.Accepted accepted) {
            return advanced(accepted.registered());
        }
        throw new IllegalStateException("request " + id + " does not wait for its registration");
    }

    /// The bank has a loan on it. The caller holds the request and has seen that it is REGISTERED.
    @Transactional(propagation = Propagation.MANDATORY)
    public AcceptedFinancing originated(FinancingRequestId id) {
        return advance(id, RequestEvent.ORIGINATE);
    }

    /// The ledger holds the funding.
    @Transactional(propagation = Propagation.MANDATORY)
    public AcceptedFinancing disbursed(FinancingRequestId id) {
        return advance(id, RequestEvent.DISBURSE);
    }

    /// The loan is repaid.
    @Transactional(propagation = Propagation.MANDATORY)
    public AcceptedFinancing closed(FinancingRequestId id) {
        return advance(id, RequestEvent.CLOSE);
    }

    /// The payment that had closed it was no payment.
    @Transactional(propagation = Propagation.MANDATORY)
    public AcceptedFinancing reopened(FinancingRequestId id) {
        return advance(id, RequestEvent.REOPEN);
    }

    private AcceptedFinancing advance(FinancingRequestId id, RequestEvent by) {
        if (store.lock(id).orElseThrow() instanceof FinancingRequest.Bound bound) {
            return advanced(bound.advanced(by));
        }
        throw new IllegalStateException("request %s is not registered, so %s does not happen to it".formatted(id, by));
    }

    private AcceptedFinancing advanced(FinancingRequest.Bound bound) {
        store.save(bound, clock.instant());
        return accepted(bound, bound.acceptance(), true);
    }

    private Rule rule(RuleCode code, LocalDate day) {
        return rulebook.at(day, code)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no %s on %s".formatted(code, day)));
    }
}
