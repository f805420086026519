package scf.platform.loan;

import java.util.ArrayList;
import java.util.List;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;

/// One entry of the memo ledger (备查账): what banks paid, received, earned and gave up, in double entry and in fen.
///
/// It is a memo: the money moved at banks, by their instructions and receipts. The platform holds none and is on
/// neither side of any line (银发〔2025〕77号 art 4): there is no account here that could be its own. Entries are never
/// changed; a wrong one is answered by its mirror image. Every figure of a loan is a balance of them: see [Books].
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
        /// What is earned: the costs of enforcing a claim, what lateness adds, interest.
        COSTS,
        PENALTY,
        INTEREST,
        /// Of what is earned, what is still owed.
        COSTS_DUE,
        PENALTY_DUE,
        INTEREST_DUE,
        /// What the chain-master has undertaken to bear of interest and fees (付息分摊).
        SHARE_DUE,
        /// What was paid beyond the bank's claim: the holder's money.
        REMAINDER,
        /// Principal that the bank no longer counts on (核销), against what it gives up for it. The claim stays.
        WRITTEN_OFF,
        GIVEN_UP,
        /// What the holder of an unfinanced voucher was paid.
        PAID_TO_HOLDER
    }

    /// What an entry is about.
    enum Kind {
        DISBURSEMENT,
        ACCRUAL,
        REPAYMENT,
        REVERSAL,
        WRITE_OFF,
        SHARE_PAYMENT,
        VOUCHER_PAYMENT
    }

    /// Exactly one of debit and credit is positive.
    record Posting(Account account, EnterpriseId party, long debitMinor, long creditMinor) {}

    private static Journal empty() {
        return new Journal(new ArrayList<>());
    }

    static Journal ofDisbursement(Loan.Terms terms, Loan.Price price) {
        var journal = empty();
        journal.debit(Account.PRINCIPAL, terms.borrower(), terms.principal());
        journal.credit(Account.PAID_OUT, terms.borrower(), price.net());
        journal.credit(Account.DISCOUNT, terms.bank(), price.discount());
        journal.credit(Account.FEES, terms.bank(), price.fees());
        journal.debit(Account.SHARE_DUE, terms.debtor(), price.shared());
        return journal;
    }

    /// What was earned since the entry before. A part below zero is taken back: a reversed payment had claimed costs.
    ///
    /// @param earned of the borrower
    /// @param shared of the interest in arrears, what the debtor bears
    static Journal ofAccrual(Loan.Terms terms, Parts earned, Money shared) {
        var journal = empty();
        journal.earn(Account.COSTS_DUE, terms.borrower(), Account.COSTS, terms, earned.costs());
        journal.earn(Account.PENALTY_DUE, terms.borrower(), Account.PENALTY, terms, earned.penalty());
        journal.earn(Account.INTEREST_DUE, terms.borrower(), Account.INTEREST, terms, earned.interest());
        journal.earn(Account.SHARE_DUE, terms.debtor(), Account.INTEREST, terms, shared);
        return journal;
    }

    private void earn(Account due, EnterpriseId owing, Account income, Loan.Terms terms, Money earned) {
        if (earned.isNegative()) {
            var back = Money.zero(earned.currency()).minus(earned);
            debit(income, terms.bank(), back);
            credit(due, owing, back);
        } else {
            debit(due, owing, earned);
            credit(income, terms.bank(), earned);
        }
    }

    static Journal ofRepayment(Loan.Terms terms, Repayment repayment) {
        var journal = empty();
        var parts = repayment.parts();
        journal.debit(Account.RECEIVED, repayment.payer(), repayment.received());
        journal.credit(Account.COSTS_DUE, terms.borrower(), parts.costs());
        journal.credit(Account.PENALTY_DUE, terms.borrower(), parts.penalty());
        journal.credit(Account.INTEREST_DUE, terms.borrower(), parts.interest());
        journal.credit(Account.PRINCIPAL, terms.borrower(), parts.principal());
        journal.credit(Account.REMAINDER, terms.surplusGoesTo(), repayment.remainder());
        return journal;
    }

    static Journal ofWriteOff(Loan.Terms terms, Money principal) {
        var journal = empty();
        journal.debit(Account.WRITTEN_OFF, terms.bank(), principal);
        journal.credit(Account.GIVEN_UP, terms.bank(), principal);
        return journal;
    }

    /// The debtor has paid what it bears of the cost.
    static Journal ofSharePayment(Loan.Terms terms, Money amount) {
        var journal = empty();
        journal.debit(Account.RECEIVED, terms.debtor(), amount);
        journal.credit(Account.SHARE_DUE, terms.debtor(), amount);
        return journal;
    }

    /// A voucher that nobody has financed is paid to its holder.
    static Journal ofVoucherPayment(EnterpriseId payer, EnterpriseId holder, Money amount) {
        var journal = empty();
        journal.debit(Account.RECEIVED, payer, amount);
        journal.credit(Account.PAID_TO_HOLDER, holder, amount);
        return journal;
    }

    boolean isEmpty() {
        return postings.isEmpty();
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
