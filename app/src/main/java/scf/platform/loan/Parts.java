package scf.platform.loan;

import java.util.Currency;
import scf.platform.money.Money;

/// An amount by rank, as a payment meets it (民法典 561): the costs of enforcing the claim, then interest, with what
/// being late adds to it first, then principal.
///
/// What is owed has these parts, and so has what was paid.
public record Parts(Money costs, Money penalty, Money interest, Money principal) {

    static Parts none(Currency currency) {
        var zero = Money.zero(currency);
        return new Parts(zero, zero, zero, zero);
    }

    public Money total() {
        return costs.plus(penalty).plus(interest).plus(principal);
    }

    Money of(RepaymentOrder.Rank rank) {
        return switch (rank) {
            case COSTS -> costs;
            case PENALTY -> penalty;
            case INTEREST -> interest;
            case PRINCIPAL -> principal;
        };
    }

    Parts plus(RepaymentOrder.Rank rank, Money more) {
        return switch (rank) {
            case COSTS -> new Parts(costs.plus(more), penalty, interest, principal);
            case PENALTY -> new Parts(costs, penalty.plus(more), interest, principal);
            case INTEREST -> new Parts(costs, penalty, interest.plus(more), principal);
            case PRINCIPAL -> new Parts(costs, penalty, interest, principal.plus(more));
        };
    }

    Parts plus(Parts other) {
        return new Parts(
                costs.plus(other.costs),
                penalty.plus(other.penalty),
                interest.plus(other.interest),
                principal.plus(other.principal));
    }

    Parts minus(Parts other) {
        return new Parts(
                costs.minus(other.costs),
                penalty.minus(other.penalty),
                interest.minus(other.interest),
                principal.minus(other.principal));
    }
}
