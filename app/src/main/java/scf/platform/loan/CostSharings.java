package scf.platform.loan;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.PartyKind;
import scf.platform.financing.InterestMode;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;

/// What chain-masters bear of their suppliers' costs (付息分摊, 付费分摊), and what they have paid of it.
@Service
@Transactional
public class CostSharings {

    private final CostSharingStore store;
    private final LoanStore loans;
    private final Earnings earnings;
    private final Enterprises enterprises;
    private final BusinessDates businessDates;
    private final Clock clock;

    CostSharings(
            CostSharingStore store,
            LoanStore loans,
            Earnings earnings,
            Enterprises enterprises,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.loans = loans;
        this.earnings = earnings;
        this.enterprises = enterprises;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// For the chain-master and the bank.
    @Transactional(readOnly = true)
    public List<CostSharing> all(EnterpriseId reader, Instant undertakenAfter, UUID idAfter, int limit) {
        return store.concerning(reader, undertakenAfter, idAfter, limit);
    }

    /// What holds between the two on a day: the latest undertaking that is in force.
    @Transactional(readOnly = true)
    public CostSharing.Shares between(EnterpriseId debtor, EnterpriseId bank, LocalDate day) {
        return store.inForce(debtor, bank, day).map(CostSharing::shares).orElse(CostSharing.Shares.NONE);
    }

    public Undertaking undertake(
            EnterpriseId debtor,
            String user,
            EnterpriseId bank,
            CostSharing.Shares shares,
            LocalDate from,
            LocalDate to,
            String authorityDocument) {
        if (enterprises
                .find(bank)
                .filter(party -> party.kind() == PartyKind.BANK)
                .isEmpty()) {
            return new Undertaking.NoSuchBank();
        }
        if (!shares.areParts()) {
            return new Undertaking.MoreThanAll();
        }
        if (to.isBefore(from) || to.isBefore(businessDates.today())) {
            return new Undertaking.OverBefore();
        }

        var sharing = new CostSharing(
                UUID.randomUUID(), debtor, bank, shares, from, to, authorityDocument, user, clock.instant());
        store.insert(sharing);
        return new Undertaking.Undertaken(sharing);
    }

    /// The chain-master has paid the bank what is due of its share of a loan's cost.
    public SharePaying paid(EnterpriseId bank, String user, LoanId id, String bankReference) {
        var own = loans.lock(id).filter(loan -> loan.terms().bank().equals(bank));
        if (own.isEmpty()) {
            return new SharePaying.NoSuchLoan();
        }
        if (!(own.get() instanceof Loan.PaidOut loan) || !isShared(loan)) {
            return new SharePaying.NothingShared();
        }
        var terms = loan.terms();
        Money amount = dueOf(loan).minus(paidOf(loan));
        if (store.payments(terms).containsKey(bankReference) || (!amount.isPositive() && isFinal(loan))) {
            return new SharePaying.PaidBefore();
        }
        if (!amount.isPositive()) {
            return new SharePaying.NotDue(terms.payableOn());
        }

        earnings.book(loan);
        store.insertPayment(id, businessDates.today(), amount, bankReference, user, clock.instant());
        loans.book(
                id,
                Journal.Kind.SHARE_PAYMENT,
                null,
                businessDates.today(),
                Journal.ofSharePayment(loan.terms(), amount),
                clock.instant());
        return new SharePaying.Paid(loan);
    }

    private static boolean isShared(Loan.PaidOut loan) {
        return loan.disbursement().price().shared().isPositive() || sharesArrears(loan.terms());
    }

    private static boolean sharesArrears(Loan.Terms terms) {
        return terms.interestMode() == InterestMode.AT_MATURITY
                && terms.shares().ofInterest().millionths() > 0;
    }

    /// Fees and a discount are fixed on the day of the money; interest in arrears is final when it runs no longer.
    private boolean isFinal(Loan.PaidOut loan) {
        return !sharesArrears(loan.terms())
                || loan instanceof Loan.Done
                || !businessDates.today().isBefore(loan.terms().payableOn());
    }

    private Money dueOf(Loan.PaidOut loan) {
        Money fixed = loan.disbursement().price().shared();
        return isFinal(loan)
                ? fixed.plus(Accrual.of(loan, loans.repayments(loan)).sharedBy(businessDates.today()))
                : fixed;
    }

    /// What the chain-master has paid of its share of this loan.
    @Transactional(readOnly = true)
    public Money paidOf(Loan loan) {
        return store.payments(loan.terms()).values().stream()
                .reduce(Money.zero(loan.terms().principal().currency()), Money::plus);
    }
}
