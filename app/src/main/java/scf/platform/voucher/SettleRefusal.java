package scf.platform.voucher;

import scf.schema.ids.VoucherNo;

/// Why vouchers are not settled (兑付), in order of precedence. One voucher that cannot be settled refuses the whole
/// batch.
public sealed interface SettleRefusal {

    VoucherNo no();

    /// There is none, or another bank has financed it.
    record NoSuchVoucher(VoucherNo no) implements SettleRefusal {}

    /// It is not due yet, or has been settled.
    record NotDue(VoucherNo no, String state) implements SettleRefusal {}

    /// Something was done to it on the ledger after the act was prepared, or the act says another amount.
    record Outdated(VoucherNo no) implements SettleRefusal {}
}
