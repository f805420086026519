package scf.platform.receivable;

import scf.platform.money.Money;
import scf.platform.rulebook.Rule;

/// Why less is not owed (减额), in order of precedence.
public sealed interface DilutionRefusal {

    /// No such receivable, or none of the caller's.
    record NoSuchReceivable() implements DilutionRefusal {}

    /// The debtor has the act prepared; the creditor signs it beside him.
    record NotTheDebtor() implements DilutionRefusal {}

    /// Only what the ledger holds can become less. Before that, a credit note lowers what the documents support.
    record NotConfirmed(Receivable.State state) implements DilutionRefusal {}

    record OtherCurrency(String currency) implements DilutionRefusal {}

    record NothingDiluted() implements DilutionRefusal {}

    /// What stands in vouchers is not debtor's and creditor's alone to change: it does not bind whoever holds or has
    /// financed them (民法典 765).
    record BindsFinancier(Money open, Rule rule) implements DilutionRefusal {}

    /// Another reduction is on its way to the ledger.
    record AnotherOnItsWay() implements DilutionRefusal {}

    /// The receivable has changed on the ledger since the act was prepared.
    record Outdated() implements DilutionRefusal {}

    /// Whoever prepared the act does not sign it off as well (经办/复核).
    record MakerIsChecker() implements DilutionRefusal {}
}
