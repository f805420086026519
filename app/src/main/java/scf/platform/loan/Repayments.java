package scf.platform.loan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.creditline.CreditLines;
import scf.platform.financing.FinancingRequests;
import scf.platform.loan.LoanStates.Event;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Rule;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Voucher;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;
import scf.schema.ids.RepaymentId;
import scf.schema.ids.VoucherNo;

/// What comes back on loans (还款), what was recorded wrongly (冲正), and what is given up (核销).
///
/// Before anything is met, what has been earned up to that day is booked; so the memo ledger knows on each of its days
/// what was owed. Rows are locked in the order of the house: request, loan, credit line.
@Service
@Transactional
public class Repayments {

    private final LoanStore store;
    private final FinancingRequests requests;
    private final Vouchers vouchers;
    private final CreditLines creditLines;
    private final Ageing ageing;
    private final Earnings earnings;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Repayments(
            LoanStore store,
            FinancingRequests requests,
            Vouchers vouchers,
            CreditLines creditLines,
            Ageing ageing,
            Earnings earnings,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.vouchers = vouchers;
        this.creditLines = creditLines;
        this.ageing = ageing;
        this.earnings = earnings;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    // The borrower pays

    /// The bank has received money from the borrower.
    public Repaying repay(EnterpriseId bank, String user, LoanId id, Payment payment) {
        var own = store.find(id).filter(loan -> loan.terms().bank().equals(bank));
        if (own.isEmpty()) {
            return new Repaying.NoSuchLoan();
        }
        var found = lock(own.get());
        if (!(found instanceof Loan.Running loan)) {
            return new Repaying.NotRunning(found.state());
        }
        if (!isOwedByItsBorrower(loan)) {
            var rule = rule(RuleCode.R_20);
            var why = new Repaying.SellerOwesNothing(loan.terms().recourse(), rule);
            var figures = Figures.of("recourse", loan.terms().recourse());
            return verdicts.refused(rule, Subject.of(id), figures, why);
        }
        var currency = loan.terms().principal().currency();
        if (!payment.amount().currency().equals(currency)
                || !payment.costs().currency().equals(currency)) {
            return new Repaying.OtherCurrency(currency.getCurrencyCode());
        }
        if (!payment.amount().isPositive()) {
            return new Repaying.NothingPaid();
        }
        if (payment.costs().exceeds(loan.terms().principal())) {
            return new Repaying.CostsBeyondPrincipal(loan.terms().principal());
        }
        var before = store.repayments(loan);
        var same = standing(before, payment.bankReference());
        if (same.isPresent()) {
            return new Repaying.RecordedBefore(same.get());
        }
        var meeting = meet(loan, before, payment, businessDates.today());
        if (meeting.waterfall().remainder().isPositive()) {
            var why = new Repaying.MoreThanOwed(meeting.owed().total());
            var figures = Figures.of("paid", payment.amount()).and("owed", why.owed());
            return verdicts.refused(RuleCode.CIVIL_CODE_561, Subject.of(id), figures, why);
        }

        var repayment = repayment(loan, loan.terms().borrower(), payment, meeting, null, user);
        return new Repaying.Repaid(book(loan, meeting, repayment), repayment);
    }

    private Rule rule(RuleCode code) {
        var today = businessDates.today();
        return rulebook.at(today, code)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no %s on %s".formatted(code, today)));
    }

    private static Optional<Repayment> standing(List<Repayment> before, String bankReference) {
        return before.stream()
                .filter(one -> one.bankReference().equals(bankReference) && one.stands())
                .findFirst();
    }

    /// Repaying may close the request, and a request is locked before its loan.
    private Loan lock(Loan found) {
        requests.take(found.terms().bank(), found.terms().request());
        return lockAsOfToday(found.terms().id());
    }

    /// Books are kept in the order of the days. Whoever began before midnight and got the loan after a payment of the
    /// new day begins again.
    private Loan lockAsOfToday(LoanId id) {
        var today = businessDates.today();
        var loan = store.lock(id).orElseThrow();
        if (store.lastBooked(id).filter(today::isBefore).isPresent()) {
            throw new OptimisticLockingFailureException("loan %s has been booked on after %s".formatted(id, today));
        }
        return ageing.aged(loan, today);
    }

    /// What a payment finds and what it meets.
    ///
    /// @param on the day from which the money counts
    /// @param attempt how many records of the same credit were reversed
    private record Meeting(
            LocalDate on, Parts earned, Parts owed, Waterfall waterfall, RepaymentOrder order, int attempt) {}

    private Meeting meet(Loan.Running loan, List<Repayment> before, Payment payment, LocalDate on) {
        var accrual = Accrual.of(loan, before);
        var earned = accrual.earnedBy(on).plus(RepaymentOrder.Rank.COSTS, payment.costs());
        var owed = accrual.owedOn(on).plus(RepaymentOrder.Rank.COSTS, payment.costs());
        var order = store.orderOf(loan.terms().id());
        int attempt = (int) before.stream()
                .filter(one -> one.bankReference().equals(payment.bankReference()))
                .count();
        return new Meeting(on, earned, owed, Waterfall.of(payment.amount(), owed, order), order, attempt);
    }

    private Repayment repayment(
            Loan.Running loan,
            EnterpriseId payer,
            Payment payment,
            Meeting meeting,
            @Nullable BankReceiptId receipt,
            String user) {
        return new Repayment(
                RepaymentId.random(),
                loan.terms().id(),
                payer,
                businessDates.today(),
                meeting.on(),
                payment.amount(),
                payment.costs(),
                meeting.waterfall().parts(),
                meeting.waterfall().remainder(),
                payment.bankReference(),
                receipt,
                meeting.order().version(),
                meeting.attempt(),
                user,
                clock.instant(),
                null);
    }

    /// Writes the payment, what it leaves of the loan, and what it gives back to the line.
    private Loan book(Loan.Running loan, Meeting meeting, Repayment repayment) {
        var terms = loan.terms();
        var met = repayment.parts();
        earnings.book(loan, meeting.earned());
        store.insert(repayment);
        store.book(
                terms.id(),
                Journal.Kind.REPAYMENT,
                repayment.id(),
                repayment.businessDate(),
                Journal.ofRepayment(terms, repayment),
                clock.instant());
        var after = loan.repay(
                repayment.businessDate(),
                met.principal(),
                meeting.owed().minus(met).total());
        store.save(after, clock.instant());
        if (after instanceof Loan.Done) {
            requests.closed(terms.request());
        }
        creditLines.giveBack(terms.hold(), met.principal());
        verdicts.passed(RuleCode.CIVIL_CODE_561, Subject.of(terms.id()), inWords(repayment));
        return after;
    }

    /// What the payment met of each part, and by which order.
    private static Figures inWords(Repayment repayment) {
        var met = repayment.parts();
        return Figures.of("paid", repayment.received())
                .and("costs", met.costs())
                .and("penalty", met.penalty())
                .and("interest", met.interest())
                .and("principal", met.principal())
                .and("remainder", repayment.remainder())
                .and("order_version", repayment.orderVersion());
    }

    // One payment, several loans

    /// Money from a borrower that owes on several loans, and has said for which, or has not (民法典 560).
    public RepayingSeveral repaySeveral(
            EnterpriseId bank, String user, EnterpriseId borrower, Payment payment, Set<LoanId> designated) {
        var owing = store.runningOf(bank, borrower).stream()
                .filter(this::isOwedByItsBorrower)
                .toList();
        if (owing.isEmpty()) {
            return new RepayingSeveral.NothingOwed();
        }
        for (var named : designated) {
            if (owing.stream().noneMatch(loan -> loan.terms().id().equals(named))) {
                return new RepayingSeveral.NotAmongThem(named);
            }
        }
        var currency = payment.amount().currency();
        if (owing.stream().noneMatch(loan -> loan.terms().principal().currency().equals(currency))) {
            return new RepayingSeveral.OtherCurrency(
                    owing.getFirst().terms().principal().currency().getCurrencyCode());
        }
        if (!payment.amount().isPositive()) {
            return new RepayingSeveral.NothingPaid();
        }
        var loans = lockAll(owing).stream()
                .filter(loan -> loan.terms().principal().currency().equals(currency))
                .toList();
        for (var loan : loans) {
            var same = standing(store.repayments(loan), payment.bankReference());
            if (same.isPresent()) {
                return new RepayingSeveral.RecordedBefore(same.get());
            }
        }
        var debts = loans.stream().map(this::debt).toList();
        Money owed = debts.stream().map(SeveralDebts.Debt::owed).reduce(Money.zero(currency), Money::plus);
        if (payment.amount().exceeds(owed)) {
            return new RepayingSeveral.MoreThanOwed(owed);
        }

        var shares = SeveralDebts.allocate(payment.amount(), debts, designated, businessDates.today());
        return new RepayingSeveral.Repaid(bookShares(user, loans, payment, shares));
    }

    /// Who has sold a claim owes nothing on it until the bank has taken recourse (追索).
    private boolean isOwedByItsBorrower(Loan loan) {
        return !loan.terms().product().isPurchase() || store.recourseClaim(loan).isPresent();
    }

    /// All requests before all loans, each in the order of their ids: two payments never wait for each other.
    private List<Loan.Running> lockAll(List<Loan> owing) {
        for (var loan : owing) {
            requests.take(loan.terms().bank(), loan.terms().request());
        }
        var running = new ArrayList<Loan.Running>();
        for (var loan : owing) {
            if (lockAsOfToday(loan.terms().id()) instanceof Loan.Running still) {
                running.add(still);
            }
        }
        return running;
    }

    private SeveralDebts.Debt debt(Loan.Running loan) {
        var terms = loan.terms();
        var today = businessDates.today();
        var voucher = vouchers.find(terms.voucher()).orElseThrow();
        return new SeveralDebts.Debt(
                terms.id(),
                Accrual.owedOn(today, loan, store.repayments(loan)).total(),
                terms.payableOn(),
                voucher instanceof Voucher.Settled
                        ? Money.zero(terms.principal().currency())
                        : voucher.terms().amount(),
                burden(terms, today));
    }

    /// What a year of it costs from here on: a claim that was bought bears nothing after its due date.
    private static Rate burden(Loan.Terms terms, LocalDate today) {
        if (terms.product().isPurchase()) {
            return new Rate(0);
        }
        return today.isAfter(terms.payableOn()) ? terms.penaltyRate() : terms.annualRate();
    }

    private List<Repayment> bookShares(
            String user, List<Loan.Running> loans, Payment payment, Map<LoanId, Money> shares) {
        var booked = new ArrayList<Repayment>();
        for (var loan : loans) {
            Money share = shares.getOrDefault(
                    loan.terms().id(), Money.zero(payment.amount().currency()));
            if (share.isPositive()) {
                var part = new Payment(share, Money.zero(share.currency()), payment.bankReference());
                var meeting = meet(loan, store.repayments(loan), part, businessDates.today());
                var repayment = repayment(loan, loan.terms().borrower(), part, meeting, null, user);
                book(loan, meeting, repayment);
                verdicts.passed(
                        RuleCode.CIVIL_CODE_560,
                        Subject.of(loan.terms().id()),
                        Figures.of("paid", payment.amount()).and("share", share).and("loans", loans.size()));
                booked.add(repayment);
            }
        }
        return booked;
    }

    // The debtor pays

    /// The debtor has paid the voucher on which the loan stands, and the ledger holds it: the bank takes
    /// what it was owed on the day on which it had the money, and the rest is the remainder.
    ///
    /// @param creditedOn the day on which the bank had all of it, as it says
    @Transactional(propagation = Propagation.MANDATORY)
    public Waterfall repayFromVoucher(
            LoanId id, Money received, LocalDate creditedOn, String bankReference, BankReceiptId receipt, String user) {
        var found = lock(store.find(id).orElseThrow());
        if (!(found instanceof Loan.Running loan)) {
            // Nothing is owed to the bank any more: all of it is the money of whose loan this was.
            bookVoucherPayment(
                    found.terms().voucher(),
                    found.terms().debtor(),
                    found.terms().surplusGoesTo(),
                    received);
            return Waterfall.of(received, Parts.none(received.currency()));
        }
        var payment = new Payment(received, Money.zero(received.currency()), bankReference);
        var meeting = meet(loan, store.repayments(loan), payment, countsFrom(loan, creditedOn));
        book(loan, meeting, repayment(loan, loan.terms().debtor(), payment, meeting, receipt, user));
        return meeting.waterfall();
    }

    /// What the bank tells late is not the borrower's lateness: the money counts from the day on which it
    /// came. Not from before the day on which it was due, nor from before what is in the books already.
    private LocalDate countsFrom(Loan.Running loan, LocalDate creditedOn) {
        var payableOn = loan.terms().payableOn();
        var earliest = store.lastBooked(loan.terms().id())
                .filter(booked -> booked.isAfter(payableOn))
                .orElse(payableOn);
        var came = creditedOn.isBefore(earliest) ? earliest : creditedOn;
        var today = businessDates.today();
        return came.isAfter(today) ? today : came;
    }

    /// A voucher on which no loan stands was paid to its holder.
    @Transactional(propagation = Propagation.MANDATORY)
    public void bookVoucherPayment(VoucherNo voucher, EnterpriseId payer, EnterpriseId holder, Money amount) {
        store.book(voucher, businessDates.today(), Journal.ofVoucherPayment(payer, holder, amount), clock.instant());
    }

    // What never came

    /// A payment was recorded that never came, or was another's: a counter-entry undoes it, and interest runs as if it
    /// had not been.
    public Reversing reverse(EnterpriseId bank, String user, LoanId id, RepaymentId repaymentId, String reason) {
        var own = store.find(id).filter(loan -> loan.terms().bank().equals(bank));
        if (own.isEmpty() || !(lock(own.get()) instanceof Loan.PaidOut loan)) {
            return new Reversing.NoSuchPayment();
        }
        var all = store.repayments(loan);
        var found = all.stream().filter(one -> one.id().equals(repaymentId)).findFirst();
        if (found.isEmpty()) {
            return new Reversing.NoSuchPayment();
        }
        var wrong = found.get();
        if (wrong.receipt() != null) {
            return new Reversing.HeldByTheLedger();
        }
        if (!wrong.stands()) {
            return new Reversing.ReversedBefore(wrong);
        }
        if (wrong.recordedBy().equals(user)) {
            return new Reversing.MakerIsChecker();
        }
        var others = all.stream()
                .filter(one -> one.stands() && !one.id().equals(repaymentId))
                .toList();
        var later = costsMetBeyondClaim(others);
        if (later.isPresent()) {
            return new Reversing.CostsMetSince(later.get());
        }

        var after = loan.after(
                others.isEmpty() ? Event.REVERSE_ONLY : Event.REVERSE_ONE,
                loan.repaid().minus(wrong.parts().principal()));
        var now = clock.instant();
        var reversal = new Repayment.Reversal(businessDates.today(), reason, user, now);
        store.insert(id, repaymentId, reversal);
        store.book(
                id,
                Journal.Kind.REVERSAL,
                repaymentId,
                reversal.businessDate(),
                store.books(loan).mirrorOf(repaymentId),
                now);
        if (loan instanceof Loan.Done) {
            requests.reopened(loan.terms().request());
        }
        var aged = ageing.aged(after, businessDates.today());
        store.save(aged, now);
        creditLines.retake(loan.terms().hold(), wrong.parts().principal());
        earnings.book(after, Accrual.of(after, store.repayments(after)).earnedBy(businessDates.today()));
        return new Reversing.Reversed(
                aged,
                store.repayments(after).stream()
                        .filter(one -> one.id().equals(repaymentId))
                        .findFirst()
                        .orElseThrow());
    }

    /// The last of these payments that met costs, when together they have met more than was claimed with them.
    private static Optional<Repayment> costsMetBeyondClaim(List<Repayment> standing) {
        var withCosts = standing.stream()
                .filter(one -> one.parts().costs().isPositive())
                .toList();
        long beyond = standing.stream()
                .mapToLong(
                        one -> one.parts().costs().minor() - one.costsClaimed().minor())
                .sum();
        return beyond > 0 ? Optional.of(withCosts.getLast()) : Optional.empty();
    }

    // What will not come

    /// The bank gives a non-performing loan up in its books. The claim stays, and so does what the line has lent.
    public WritingOff writeOff(EnterpriseId bank, String user, LoanId id, String reason) {
        var own = store.find(id).filter(loan -> loan.terms().bank().equals(bank));
        if (own.isEmpty()) {
            return new WritingOff.NoSuchLoan();
        }
        var found = lock(own.get());
        var refusal = LoanStates.TABLE.refusal(found.status(), Event.WRITE_OFF);
        if (refusal.isPresent()) {
            return new WritingOff.NotNonPerforming(found.state(), refusal.get());
        }

        var loan = (Loan.Running) found;
        var today = businessDates.today();
        var accrual = Accrual.of(loan, store.repayments(loan));
        var after = loan.after(Event.WRITE_OFF, loan.repaid());
        earnings.book(loan, accrual.earnedBy(today));
        store.insertWriteOff(id, today, reason, user, clock.instant());
        store.book(
                id,
                Journal.Kind.WRITE_OFF,
                null,
                today,
                Journal.ofWriteOff(loan.terms(), accrual.owedOn(today).principal()),
                clock.instant());
        store.save(after, clock.instant());
        return new WritingOff.WrittenOff(after);
    }

    // By which order

    /// The bank proposes another order than the law's, as the contract says it.
    public Ordering propose(
            EnterpriseId bank, String user, LoanId id, List<RepaymentOrder.Rank> ranks, String contractNo) {
        var own = store.lock(id).filter(loan -> loan.terms().bank().equals(bank));
        if (own.isEmpty()) {
            return new Ordering.NoSuchLoan();
        }
        if (own.get() instanceof Loan.Done || own.get() instanceof Loan.Cancelled) {
            return new Ordering.Over(own.get().state());
        }

        int version = store.lastProposed(id).map(RepaymentOrder::version).orElse(0) + 1;
        var order = new RepaymentOrder(version, ranks);
        store.propose(id, order, contractNo, user, clock.instant());
        return new Ordering.Done(order);
    }

    /// The borrower agrees: what is recorded from now on goes by it.
    public Ordering agree(EnterpriseId borrower, String user, LoanId id, int version) {
        var own = store.lock(id).filter(loan -> loan.terms().borrower().equals(borrower));
        if (own.isEmpty()) {
            return new Ordering.NoSuchLoan();
        }
        if (own.get() instanceof Loan.Done || own.get() instanceof Loan.Cancelled) {
            return new Ordering.Over(own.get().state());
        }
        var proposed = store.lastProposed(id);
        int inForce = store.orderOf(id).version();
        if (proposed.isEmpty() || proposed.get().version() != version || version == inForce) {
            return new Ordering.NotProposed(
                    proposed.map(RepaymentOrder::version).orElse(0));
        }

        store.agree(id, proposed.get(), user, clock.instant());
        return new Ordering.Done(proposed.get());
    }
}
