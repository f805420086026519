package scf.platform.trade;

/// The four streams of data that stand behind a receivable (订单、交易、物流、支付).
public enum Stream {

    /// 订单流: contracts and orders.
    ORDER,

    /// 交易流: invoices and credit notes.
    TRADE,

    /// 物流: despatches, waybills, receipts.
    LOGISTICS,

    /// 支付流: payments.
    PAYMENT
}
