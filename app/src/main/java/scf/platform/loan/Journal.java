package scf.platform.loan;

import java.util.ArrayList;
import java.util.List;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;

/// The memo ledger (备查账): what banks paid and received, in double entry.
///
/// It is a memo: the money moved at banks, by their instructions and receipts. The platform holds none and is on
/// neither side of any line (银发〔2025〕77号 art 4): there is no account here that could be its own.
record Journal(List<Posting> postings) {

    /// The accounts, each of them a party's with its bank.
    enum Account {
        /// What the borrower owes, or what the bank has bought.
        PRINCIPAL,
        /// What reached the borrower's account.
        PAID_OUT,
        /// Interest taken from the price of a claim.
        DISCOUNT,
        FEES,
        /// What came in at the bank.
        RECEIVED,
        COSTS,
        PENALTY,
        INTEREST,
        /// What was paid beyond the bank's claim: the holder's money.
        REMAINDER
    }

    /// Exactly one of debit and credit is positive.
    record Posting(Account account, EnterpriseId party, long debitMinor, long creditMinor) {}

    static Journal ofDisbursement(Loan.Terms terms, Loan.Price price) {
        var journal = new Journal(new ArrayList<>());
        journal.debit(Account.PRINCIPAL, terms.borrower(), terms.principal());
        journal.credit(Account.PAID_OUT, terms.borrower(), price.net());
        journal.credit(Account.DISCOUNT, terms.bank(), price.discount());
        journal.credit(Account.FEES, terms.bank(), price.fees());
        return journal;
    }

    static Journal ofRepayment(Loan.Terms terms, Repayment repayment) {
        var journal = new Journal(new ArrayList<>());
        var parts = repayment.parts();
        journal.debit(Account.RECEIVED, repayment.payer(), repayment.received());
        journal.credit(Account.COSTS, terms.bank(), parts.costs());
        journal.credit(Account.PENALTY, terms.bank(), parts.penalty());
        journal.credit(Account.INTEREST, terms.bank(), parts.interest());
        journal.credit(Account.PRINCIPAL, terms.borrower(), parts.principal());
        // Who has bought a claim without recourse keeps what it brings; a pledgee returns what is left (民法典 766, 767).
        journal.credit(
                Account.REMAINDER,
                terms.product().isPurchase() ? terms.bank() : terms.borrower(),
                repayment.remainder());
        return journal;
    }

    private void debit(Account account, EnterpriseId party, Money amount) {
        if (!amount.isZero()) {
            postings.add(new Posting(account, party, amount.minor(), 0));
        }
    }

    private void credit(Account account, EnterpriseId party, Money amount) {
        if (!amount.isZero()) {
            postings.add(new Posting(account, party, 0, amount.minor()));
        }
    }
}
