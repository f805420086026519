package scf.platform.trade;

/// What a trade document says, which of the two parties numbers it, and of which stream of evidence it is.
public enum DocumentKind {

    /// 合同: the two agree to trade, and on what terms.
    CONTRACT(Issuer.BUYER, Stream.ORDER),

    /// 订单: the buyer wants this, at this price.
    ORDER(Issuer.BUYER, Stream.ORDER),

    /// 发货单: the seller has sent this.
    DESPATCH(Issuer.SELLER, Stream.LOGISTICS),

    /// 运单: a carrier has taken the goods along. It says that they moved, not how many were wanted: its quantities
    /// are packages as often as pieces, and are compared with nothing.
    WAYBILL(Issuer.SELLER, Stream.LOGISTICS),

    /// 收货单、验收单: the buyer has received this.
    RECEIPT(Issuer.BUYER, Stream.LOGISTICS),

    /// 发票: the seller wants to be paid for this.
    INVOICE(Issuer.SELLER, Stream.TRADE),

    /// 红字发票、贷记单: the seller takes an invoice back, in whole or part.
    CREDIT_NOTE(Issuer.SELLER, Stream.TRADE),

    /// 付款回单: the buyer's bank has paid this.
    PAYMENT(Issuer.BUYER, Stream.PAYMENT);

    private final Issuer issuer;
    private final Stream stream;

    DocumentKind(Issuer issuer, Stream stream) {
        this.issuer = issuer;
        this.stream = stream;
    }

    Issuer issuer() {
        return issuer;
    }

    public Stream stream() {
        return stream;
    }

    /// Numbers are unique with whoever gives them: an order number with the buyer, an invoice number with the
    /// seller.
    enum Issuer {
        SELLER,
        BUYER
    }
}
