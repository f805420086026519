package scf.platform.voucher;

/// Why an authority's order is not told about a voucher (冻结, 解冻), in order of precedence.
public sealed interface OrderRefusal {

    record NoSuchVoucher() implements OrderRefusal {}

    /// An act on it waits for the ledger; the order is told as soon as that is answered.
    record Busy(String state) implements OrderRefusal {}

    /// Nothing happens to it any more.
    record Ended(String state, String reason) implements OrderRefusal {}

    record FrozenAlready() implements OrderRefusal {}

    record NotFrozen() implements OrderRefusal {}

    /// Another order about it waits for the ledger.
    record OrderOnItsWay() implements OrderRefusal {}

    /// The voucher has changed since the act was prepared.
    record Outdated() implements OrderRefusal {}
}
