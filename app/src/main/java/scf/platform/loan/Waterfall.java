package scf.platform.loan;

import scf.platform.money.Money;

/// How a payment that is less than the debt, or more, meets its parts (清偿顺序, 民法典 561).
///
///     250,000.00 paid on    costs 1,200.00   penalty 350.00   interest 8,700.00   principal 300,000.00
///                meets            1,200.00           350.00            8,700.00             239,750.00
///                leaves                 –                –                   –               60,250.00
///
/// @param parts what was met of each part
/// @param remainder what was paid beyond everything that is owed
public record Waterfall(Parts parts, Money remainder) {

    public static Waterfall of(Money payment, Parts owed) {
        Money left = payment;
        Money costs = left.min(owed.costs());
        left = left.minus(costs);
        Money penalty = left.min(owed.penalty());
        left = left.minus(penalty);
        Money interest = left.min(owed.interest());
        left = left.minus(interest);
        Money principal = left.min(owed.principal());
        left = left.minus(principal);
        return new Waterfall(new Parts(costs, penalty, interest, principal), left);
    }
}
