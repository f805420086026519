package scf.platform.loan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import scf.platform.money.Interest;
import scf.platform.money.Money;
import scf.platform.money.Rate;

/// What is owed on a loan by a day: its terms, its first day and every payment since, and nothing else.
///
/// Interest (利息) runs by exact days on the principal that is out, until the day on which the loan is payable.
/// From then on penalty interest (罚息) runs in its place on overdue principal, and compound interest (复利) at the same
/// rate on interest that is not paid. Each of the three is summed exactly over all changes of its balance and rounded
/// once; what was paid is taken off afterwards, so no sequence of part payments makes a fen appear or vanish.
final class Accrual {

    private final Loan.Terms terms;
    private final LocalDate start;
    private final List<Repayment> repayments;

    /// @param repayments in the order in which they came. What was reversed never came: interest runs as if it had not
    ///     been recorded
    Accrual(Loan.Terms terms, LocalDate start, List<Repayment> repayments) {
        this.terms = terms;
        this.start = start;
        this.repayments = repayments.stream().filter(Repayment::stands).toList();
    }

    /// What is owed on a loan: nothing before the money is out, nothing after the last of it is back.
    static Parts owedOn(LocalDate today, Loan loan, List<Repayment> repayments) {
        return loan instanceof Loan.Running running
                ? of(running, repayments).owedOn(today)
                : Parts.none(loan.terms().principal().currency());
    }

    static Accrual of(Loan.PaidOut loan, List<Repayment> repayments) {
        return new Accrual(loan.terms(), loan.disbursement().price().start(), repayments);
    }

    Parts owedOn(LocalDate today) {
        Parts paid = Parts.none(terms.principal().currency());
        for (var repayment : repayments) {
            paid = paid.plus(repayment.parts());
        }
        return earnedBy(today)
                .plus(RepaymentOrder.Rank.PRINCIPAL, terms.principal())
                .minus(paid);
    }

    /// What the loan has cost its borrower by a day, paid or not, beside the principal: of the interest what the
    /// debtor does not bear.
    Parts earnedBy(LocalDate today) {
        Money costs = zero();
        for (var repayment : repayments) {
            costs = costs.plus(repayment.costsClaimed());
        }
        return new Parts(costs, penaltyBy(today), borneBy(today), zero());
    }

    /// Of the interest in arrears by a day, what the debtor has undertaken to bear (付息分摊): rounded once on all of it,
    /// so that the two parts are the whole on every day. Being late costs the borrower alone.
    Money sharedBy(LocalDate today) {
        return CostSharing.Shares.of(interestBy(today), terms.shares().ofInterest());
    }

    private Money borneBy(LocalDate today) {
        return interestBy(today).minus(sharedBy(today));
    }

    private Money interestBy(LocalDate today) {
        return switch (terms.interestMode()) {
            case UP_FRONT -> zero();
            case AT_MATURITY -> {
                LocalDate end = today.isBefore(terms.payableOn()) ? today : terms.payableOn();
                yield accrued(
                        terms.principal(),
                        start,
                        end,
                        repayment -> repayment.parts().principal(),
                        terms.annualRate());
            }
        };
    }

    private Money penaltyBy(LocalDate today) {
        LocalDate due = terms.payableOn();
        if (terms.penaltyUplift() == 0 || !today.isAfter(due)) {
            return zero();
        }
        Money onPrincipal = accrued(
                terms.principal(), due, today, repayment -> repayment.parts().principal(), terms.penaltyRate());
        Money onInterest =
                accrued(borneBy(due), due, today, repayment -> repayment.parts().interest(), terms.penaltyRate());
        return onPrincipal.plus(onInterest);
    }

    /// Interest on a balance that starts whole and shrinks by each payment's part, between two days.
    private Money accrued(Money whole, LocalDate from, LocalDate to, Function<Repayment, Money> part, Rate yearly) {
        var balances = new ArrayList<Interest.Balance>();
        Money balance = whole;
        LocalDate since = from;
        for (var repayment : repayments) {
            LocalDate day = repayment.creditedOn();
            if (day.isAfter(since) && day.isBefore(to)) {
                balances.add(new Interest.Balance(balance, since, day));
                since = day;
            }
            if (day.isBefore(to)) {
                balance = balance.minus(part.apply(repayment));
            }
        }
        balances.add(new Interest.Balance(balance, since, to));
        return Interest.on(balances, yearly, terms.dayCount());
    }

    private Money zero() {
        return Money.zero(terms.principal().currency());
    }
}
