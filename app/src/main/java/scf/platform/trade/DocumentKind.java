package scf.platform.trade;

/// What a trade document says, and which of the two parties numbers it.
public enum DocumentKind {

    /// 订单: the buyer wants this, at this price.
    ORDER(Issuer.BUYER),

    /// 发货单、运单: the seller has sent this.
    DESPATCH(Issuer.SELLER),

    /// 收货单、验收单: the buyer has received this.
    RECEIPT(Issuer.BUYER),

    /// 发票: the seller wants to be paid for this.
    INVOICE(Issuer.SELLER),

    /// 红字发票、贷记单: the seller takes an invoice back, in whole or part.
    CREDIT_NOTE(Issuer.SELLER),

    /// 付款回单: the buyer's bank has paid this.
    PAYMENT(Issuer.BUYER);

    private final Issuer issuer;

    DocumentKind(Issuer issuer) {
        this.issuer = issuer;
    }

    Issuer issuer() {
        return issuer;
    }

    /// Numbers are unique with whoever gives them: an order number with the buyer, an invoice number with the
    /// seller.
    enum Issuer {
        SELLER,
        BUYER
    }
}
