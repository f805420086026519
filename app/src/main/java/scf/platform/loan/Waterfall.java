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
        return of(payment, owed, RepaymentOrder.OF_THE_LAW);
    }

    /// By the order that the contract names.
    static Waterfall of(Money payment, Parts owed, RepaymentOrder order) {
        Money left = payment;
        Parts met = Parts.none(payment.currency());
        for (var rank : order.ranks()) {
            Money part = left.min(owed.of(rank));
            met = met.plus(rank, part);
            left = left.minus(part);
        }
        return new Waterfall(met, left);
    }
}
