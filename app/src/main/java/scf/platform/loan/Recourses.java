package scf.platform.loan;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.platform.calendar.BusinessDates;
import scf.platform.financing.FinancingRequests;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.Vouchers;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;

/// Recourse (追索权): a bank that has bought a voucher with it may, when the issuer does not pay, turn to the seller for
/// what it is owed, or to the issuer, or to both in turn (民法典 766).
///
/// The seller then owes, and its payments are recorded as a borrower's are. The issuer's debt stays: its money settles
/// the voucher whenever it comes, the bank takes what it is still owed, and the rest is the seller's.
@Service
@Transactional
public class Recourses {

    private final LoanStore store;
    private final FinancingRequests requests;
    private final Vouchers vouchers;
    private final Ageing ageing;
    private final Rulebook rulebook;
    private final Verdicts verdicts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Recourses(
            LoanStore store,
            FinancingRequests requests,
            Vouchers vouchers,
            Ageing ageing,
            Rulebook rulebook,
            Verdicts verdicts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.vouchers = vouchers;
        this.ageing = ageing;
        this.rulebook = rulebook;
        this.verdicts = verdicts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    /// The bank turns to the seller for all that it is owed today.
    public Recoursing claim(EnterpriseId bank, String user, LoanId id, String reason) {
        var own = store.find(id).filter(loan -> loan.terms().bank().equals(bank));
        if (own.isEmpty()) {
            return new Recoursing.NoSuchLoan();
        }
        var terms = own.get().terms();
        var voucher = vouchers.take(terms.voucher()).orElseThrow();
        requests.take(bank, terms.request());
        var today = businessDates.today();
        if (!(ageing.aged(store.lock(id).orElseThrow(), today) instanceof Loan.Running loan)) {
            return new Recoursing.NotRunning(own.get().state());
        }
        if (!terms.product().isPurchase()) {
            return new Recoursing.NothingWasSold();
        }
        if (terms.keepsSurplus()) {
            var rule = rulebook.at(today, RuleCode.R_20)
                    .orElseThrow(() -> new IllegalStateException("the rulebook has no R-20 on " + today));
            var why = new Recoursing.WithoutRecourse(rule);
            return verdicts.refused(rule, Subject.of(id), Figures.of("recourse", terms.recourse()), why);
        }
        var before = store.recourseClaim(loan);
        if (before.isPresent()) {
            return new Recoursing.ClaimedBefore(before.get());
        }
        Optional<?> recoursed = vouchers.recoursed(terms.voucher());
        if (recoursed.isEmpty()) {
            return new Recoursing.NotOverdue(voucher.state());
        }

        var owed = Accrual.owedOn(today, loan, store.repayments(loan)).total();
        var claim = new RecourseClaim(today, owed, reason, user, clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.insert(id, claim);
        var figures =
                Figures.of("recourse", terms.recourse()).and("claimed", owed).and("payable", terms.payableOn());
        verdicts.passed(RuleCode.R_20, Subject.of(id), figures);
        return new Recoursing.Claimed(loan, claim);
    }
}
