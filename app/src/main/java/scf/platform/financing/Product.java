package scf.platform.financing;

import scf.contract.Recourse;

/// What a bank may do on a voucher, as the law sees it: buy the claim, or lend on it.
///
/// The product decides when interest may be taken. Interest must not be deducted from a loan in advance (民法典 670);
/// the price of a claim that is bought is another matter.
public enum Product {

    /// 应收账款凭证融资 (payables finance): the bank buys the voucher and becomes its holder of record; without recourse to the
    /// seller (民法典 767) unless the offer says otherwise (766).
    PAYABLES_FINANCE(true),

    /// 应收账款质押贷款: a loan secured by a pledge of the voucher, which arises on registration (民法典 445); interest in
    /// arrears only.
    RECEIVABLES_PLEDGE_LOAN(false);

    private final boolean purchase;

    Product(boolean purchase) {
        this.purchase = purchase;
    }

    /// Whether the claim itself changes hands; if not, it only secures a loan.
    public boolean isPurchase() {
        return purchase;
    }

    /// Whose loss it is, where an offer does not say, when the debtor does not pay: the buyer's of a claim, and the
    /// borrower's of a loan.
    public Recourse usualRecourse() {
        return purchase ? Recourse.WITHOUT_RECOURSE : Recourse.WITH_RECOURSE;
    }

    /// The word of the ledger for it.
    public scf.contract.Product onVoucher() {
        return purchase ? scf.contract.Product.PURCHASE : scf.contract.Product.PLEDGE;
    }

    /// Whether interest may be taken from the amount on the day that it is paid out.
    public boolean mayBeDiscountedUpFront() {
        return purchase;
    }
}
