package scf.platform.loan;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import scf.platform.rulebook.Figures;
import scf.platform.rulebook.Outcome;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Subject;
import scf.platform.rulebook.Verdicts;
import scf.platform.voucher.VoucherFundRefused;
import scf.platform.voucher.VoucherFunded;
import scf.platform.voucher.VoucherLockExpired;

/// What becomes of a loan when the ledger, or time, has spoken about its voucher.
@Component
class FundingNews {

    private final Loans loans;
    private final Priorities priorities;
    private final Verdicts verdicts;

    FundingNews(Loans loans, Priorities priorities, Verdicts verdicts) {
        this.loans = loans;
        this.priorities = priorities;
        this.verdicts = verdicts;
    }

    @EventListener
    void funded(VoucherFunded news) {
        var loan = loans.funded(news.loan());
        told(loan);
        ranked(loan);
    }

    /// The voucher says from now on whom its issuer owes, and nobody takes that back.
    private void told(Loan.Active loan) {
        var terms = loan.terms();
        var figures = Figures.of("debtor", terms.debtor())
                .and("financier", terms.bank())
                .and("as", terms.product())
                .and("loan", terms.id());
        verdicts.passed(RuleCode.R_17, Subject.of(terms.voucher()), figures);
    }

    /// Where the bank stands among all who have financed the claim: a warning where another comes first.
    private void ranked(Loan.Active loan) {
        priorities.of(loan.terms()).ifPresent(place -> {
            var figures = Figures.of("rank", place.rank())
                    .and("financed", place.financing().financed());
            verdicts.record(
                    loan.terms().bank(),
                    RuleCode.R_19,
                    Subject.of(loan.terms().id()),
                    place.rank() == 1 ? Outcome.PASSED : Outcome.WARNED,
                    figures);
        });
    }

    @EventListener
    void fundRefused(VoucherFundRefused news) {
        loans.fundRefused(news.loan(), news.reason());
    }

    @EventListener
    void lockExpired(VoucherLockExpired news) {
        loans.lockExpired(news.request());
    }
}
