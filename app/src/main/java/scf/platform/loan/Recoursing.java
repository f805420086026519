package scf.platform.loan;

import scf.platform.rulebook.Rule;

/// How turning to the seller ends, in order of precedence.
public sealed interface Recoursing {

    /// There is none, or it is another bank's.
    record NoSuchLoan() implements Recoursing {}

    /// No money is out on it.
    record NotRunning(String state) implements Recoursing {}

    /// Nothing was sold: whoever borrowed owes the loan itself, and pays it as it is.
    record NothingWasSold() implements Recoursing {}

    /// The bank has bought the debtor's promise and nobody else's (民法典 767).
    record WithoutRecourse(Rule rule) implements Recoursing {}

    /// Recourse is taken once, for all that is owed.
    record ClaimedBefore(RecourseClaim before) implements Recoursing {}

    /// The issuer has paid, or still has its days of grace.
    record NotOverdue(String state) implements Recoursing {}

    record Claimed(Loan loan, RecourseClaim claim) implements Recoursing {}
}
