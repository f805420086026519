package scf.platform.loan;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.calendar.BusinessDays;
import scf.platform.creditline.CreditLines;
import scf.platform.creditline.HoldState;
import scf.platform.creditline.Posting;
import scf.platform.enterprise.Accounts;
import scf.platform.financing.AcceptedFinancing;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.RequestState;
import scf.platform.ledger.ActJson;
import scf.platform.money.Money;
import scf.platform.registration.Registrations;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.FundRefusal;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Voucher;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.KeyId;
import scf.schema.ids.LoanId;
import scf.schema.ids.VoucherNo;

/// Chain-linked loans, from the posted hold to the money that is out. What comes back is in [Repayments].
///
/// The bank decides, pays and collects at its own counters; here stands what it says it did, and whether it may.
/// Rows are locked in the order of the house: voucher, request, loan, credit line.
@Service
@Transactional
public class Loans {

    private final LoanStore store;
    private final FinancingRequests requests;
    private final Registrations registrations;
    private final Vouchers vouchers;
    private final CreditLines creditLines;
    private final Accounts accounts;
    private final CostSharings costSharings;
    private final Ageing ageing;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final BusinessDays businessDays;
    private final Clock clock;

    Loans(
            LoanStore store,
            FinancingRequests requests,
            Registrations registrations,
            Vouchers vouchers,
            CreditLines creditLines,
            Accounts accounts,
            CostSharings costSharings,
            Ageing ageing,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            BusinessDays businessDays,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.registrations = registrations;
        this.vouchers = vouchers;
        this.creditLines = creditLines;
        this.accounts = accounts;
        this.costSharings = costSharings;
        this.ageing = ageing;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.businessDays = businessDays;
        this.clock = clock;
    }

    // Reading

    /// A loan and what it comes to today.
    public record View(Loan loan, Figures figures) {}

    /// For the bank that lent and the borrower.
    @Transactional(readOnly = true)
    public Optional<View> find(EnterpriseId reader, LoanId id) {
        return store.find(id)
                .filter(loan -> loan.terms().bank().equals(reader)
                        || loan.terms().borrower().equals(reader))
                .map(this::view);
    }

    @Transactional(readOnly = true)
    public List<View> all(EnterpriseId reader, Instant originatedAfter, LoanId idAfter, int limit) {
        return store.concerning(reader, originatedAfter, idAfter, limit).stream()
                .map(this::view)
                .toList();
    }

    /// The loan on a voucher, for rooms that know the voucher already.
    @Transactional(readOnly = true)
    public Optional<Loan> on(VoucherNo voucher) {
        return store.on(voucher);
    }

    /// What was lent to a borrower, or bought from it, and is not paid: for rooms that look for whose money it is.
    @Transactional(readOnly = true)
    public List<Loan.Running> runningOf(EnterpriseId borrower) {
        return store.runningOf(borrower).stream()
                .filter(Loan.Running.class::isInstance)
                .map(Loan.Running.class::cast)
                .toList();
    }

    /// What the bank is owed on a loan today: nothing before the money is out, nothing after the last of it is back.
    @Transactional(readOnly = true)
    public Parts owed(Loan loan) {
        return Accrual.owedOn(businessDates.today(), loan, store.repayments(loan));
    }

    /// The memo ledger of a loan, for the bank and the borrower.
    @Transactional(readOnly = true)
    public Optional<Books> books(EnterpriseId reader, LoanId id) {
        return find(reader, id).map(view -> store.books(view.loan()));
    }

    private View view(Loan found) {
        var today = businessDates.today();
        var loan = ageing.aged(found, today);
        var repayments = store.repayments(loan);
        var price = Optional.ofNullable(loan.disbursed())
                .map(Loan.Disbursement::price)
                .or(() -> asIfPaidOut(loan, today));
        var figures = new Figures(
                today,
                price.orElse(null),
                price.map(paid -> schedule(loan, paid.start(), repayments)).orElse(List.of()),
                Accrual.owedOn(today, loan, repayments),
                daysOverdueOn(today, loan),
                repayments,
                store.orderOf(loan.terms().id()),
                store.recourseClaim(loan).orElse(null),
                loan instanceof Loan.PaidOut paidOut
                        ? Accrual.of(paidOut, repayments).sharedBy(today)
                        : Money.zero(loan.terms().principal().currency()),
                costSharings.paidOf(loan));
        return new View(loan, figures);
    }

    private static Optional<Loan.Price> asIfPaidOut(Loan loan, LocalDate today) {
        return loan instanceof Loan.PendingDisburse pending
                        && today.isBefore(pending.terms().dueDate())
                ? Optional.of(pending.terms().priceOn(today))
                : Optional.empty();
    }

    private static List<Figures.Instalment> schedule(Loan loan, LocalDate start, List<Repayment> repayments) {
        if (loan instanceof Loan.Done) {
            return List.of();
        }
        var payableOn = loan.terms().payableOn();
        var owed = new Accrual(loan.terms(), start, repayments).owedOn(payableOn);
        return List.of(new Figures.Instalment(
                payableOn, owed.principal(), owed.interest(), owed.principal().plus(owed.interest())));
    }

    private static long daysOverdueOn(LocalDate today, Loan loan) {
        var payableOn = loan.terms().payableOn();
        return loan instanceof Loan.Running && today.isAfter(payableOn) ? ChronoUnit.DAYS.between(payableOn, today) : 0;
    }

    // Origination

    /// Makes the loan that was accepted: what was held on the line is used from here on.
    public Originating originate(EnterpriseId bank, String user, FinancingRequestId id, Money amount) {
        var found = requests.take(bank, id);
        if (found.isEmpty()) {
            return new Originating.NoSuchRequest();
        }
        var financing = found.get();
        if (financing.state() != RequestState.REGISTERED) {
            var why = new Originating.NotRegistered(financing.state().name());
            return registrations.of(id).isPresent() ? why : verdicts.refused(RuleCode.R_04, Subject.of(id), why);
        }
        var heldUntil = financing.acceptance().lockedUntil();
        if (!clock.instant().isBefore(heldUntil)) {
            return new Originating.HoldOver(heldUntil);
        }
        if (!amount.equals(financing.amount())) {
            return new Originating.OtherAmount(financing.amount());
        }
        if (!businessDates.today().isBefore(financing.offer().quote().due())) {
            return new Originating.Matured();
        }
        switch (creditLines.post(financing.hold())) {
            case Posting.Posted _ -> {}
            case Posting.Lapsed _ -> {
                return new Originating.HoldOver(heldUntil);
            }
            case Posting.ResolvedBefore before -> {
                if (before.as() == HoldState.EXPIRED) {
                    return new Originating.HoldOver(heldUntil);
                }
                throw new IllegalStateException(
                        "request %s waits for its loan, but its hold is %s".formatted(id, before.as()));
            }
        }

        var loan = new Loan.PendingDisburse(termsOf(financing, user), null);
        store.insert(loan);
        requests.originated(id);
        verdicts.passed(RuleCode.R_04, Subject.of(loan.terms().id()));
        pledged(loan.terms());
        return new Originating.Originated(loan);
    }

    /// A pledge arises by its registration, and money is lent on no other.
    private void pledged(Loan.Terms terms) {
        if (terms.product().isPurchase()) {
            return;
        }
        var registered = registrations.of(terms.request()).orElseThrow();
        var figures = scf.platform.rulebook.Figures.of("number", registered.number())
                .and("registered", registered.registeredAt());
        verdicts.passed(RuleCode.R_22, Subject.of(terms.id()), figures);
    }

    private Loan.Terms termsOf(AcceptedFinancing financing, String user) {
        var offer = financing.offer().terms();
        var due = financing.offer().quote().due();
        return new Loan.Terms(
                LoanId.random(),
                financing.request(),
                financing.offer().id(),
                financing.hold(),
                financing.voucher(),
                financing.bank(),
                financing.borrower(),
                financing.asked().issuer(),
                financing.product(),
                offer.recourse(),
                offer.interestMode(),
                offer.dayCount(),
                offer.annualRate(),
                financing.product().isPurchase() ? 0 : penaltyUplift(),
                financing.amount(),
                offer.fees(),
                costSharings.between(financing.asked().issuer(), financing.bank(), businessDates.today()),
                due,
                businessDays.onOrAfter(due),
                user,
                clock.instant());
    }

    private int penaltyUplift() {
        var today = businessDates.today();
        return rulebook.at(today, RuleCode.PENALTY_251)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no penalty rate on " + today))
                .figure("penalty_uplift_percent");
    }

    // Disbursement

    public Drafting<DisburseRefusal> prepareDisbursement(
            EnterpriseId bank, String user, @Nullable KeyId key, LoanId id, AccountId account) {
        var found = store.find(id);
        var refusal = refusalToDisburse(bank, found, account);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var terms = found.orElseThrow().terms();
        return switch (vouchers.prepareFund(bank, user, key, terms.voucher(), financing(terms))) {
            case Drafting.Refused<FundRefusal> refused ->
                new Drafting.Refused<>(new DisburseRefusal.VoucherRefuses(refused.why()));
            case Drafting.NoKey<FundRefusal> noKey -> new Drafting.NoKey<>(noKey.why());
            case Drafting.Prepared<FundRefusal> prepared -> new Drafting.Prepared<>(prepared.act());
        };
    }

    /// The bank declares that it has paid the borrower. The loan runs from today, once the ledger holds the funding.
    public Stepping<DisburseRefusal, Loan.Funding> disburse(
            EnterpriseId bank, LoanId id, AccountId account, ActJson act) {
        store.find(id).ifPresent(loan -> vouchers.take(loan.terms().voucher()));
        var found = store.lock(id);
        var refusal = refusalToDisburse(bank, found, account);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var loan = (Loan.PendingDisburse) found.orElseThrow();
        var terms = loan.terms();
        return switch (vouchers.fund(bank, terms.voucher(), financing(terms), act)) {
            case Stepping.Refused<FundRefusal, ?> refused ->
                new Stepping.Refused<>(new DisburseRefusal.VoucherRefuses(refused.why()));
            case Stepping.NotTheAct<FundRefusal, ?> not -> new Stepping.NotTheAct<>(not.why());
            case Stepping.Asked<FundRefusal, ?> _ -> {
                var funding = loan.disburse(businessDates.today(), account);
                store.save(funding, clock.instant());
                verdicts.passed(RuleCode.R_04, Subject.of(id));
                verdicts.passed(RuleCode.R_03, Subject.of(id), betweenTheTwo(terms));
                yield new Stepping.Asked<>(funding);
            }
        };
    }

    /// The bank pays the borrower, and nobody stands between them.
    private static scf.platform.rulebook.Figures betweenTheTwo(Loan.Terms terms) {
        return scf.platform.rulebook.Figures.of("payer", terms.bank()).and("payee", terms.borrower());
    }

    private static Voucher.Financing financing(Loan.Terms terms) {
        return new Voucher.Financing(terms.bank(), terms.product().onVoucher(), terms.id(), terms.principal());
    }

    private Optional<DisburseRefusal> refusalToDisburse(EnterpriseId bank, Optional<Loan> found, AccountId account) {
        var own = found.filter(loan -> loan.terms().bank().equals(bank));
        if (own.isEmpty()) {
            return Optional.of(new DisburseRefusal.NoSuchLoan());
        }
        if (!(own.get() instanceof Loan.PendingDisburse loan)) {
            return Optional.of(new DisburseRefusal.NotPending(own.get().state()));
        }
        if (accounts.verified(loan.terms().borrower(), account).isEmpty()) {
            return Optional.of(new DisburseRefusal.AccountNotVerified());
        }
        if (registrations.of(loan.terms().request()).isEmpty()) {
            var why = new DisburseRefusal.NotRegistered();
            return Optional.of(
                    verdicts.refused(RuleCode.R_04, Subject.of(loan.terms().request()), why));
        }
        return businessDates.today().isBefore(loan.terms().dueDate())
                ? Optional.empty()
                : Optional.of(new DisburseRefusal.Matured());
    }

    // What the voucher tells

    /// The ledger holds the funding: the money is out.
    @Transactional(propagation = Propagation.MANDATORY)
    Loan.Active funded(LoanId id) {
        var terms = store.find(id).orElseThrow().terms();
        requests.disbursed(terms.request());
        var active = funding(id).written();
        store.save(active, clock.instant());
        var price = active.disbursement().price();
        store.book(
                id,
                Journal.Kind.DISBURSEMENT,
                null,
                price.start(),
                Journal.ofDisbursement(terms, price),
                clock.instant());
        return active;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void fundRefused(LoanId id, String why) {
        store.save(funding(id).refused(why), clock.instant());
    }

    private Loan.Funding funding(LoanId id) {
        var found = store.lock(id).orElseThrow();
        if (found instanceof Loan.Funding funding) {
            return funding;
        }
        throw new IllegalStateException(
                "the ledger answers about the funding of loan %s, which is %s".formatted(id, found.state()));
    }

    /// The lock has ended before the money came. Nothing was lent, so nothing is used.
    @Transactional(propagation = Propagation.MANDATORY)
    void lockExpired(FinancingRequestId request) {
        if (store.lockOf(request).orElse(null) instanceof Loan.PendingDisburse loan) {
            store.save(loan.cancel("the voucher's lock ended before the money was paid"), clock.instant());
            creditLines.cancel(loan.terms().hold());
        }
    }
}
