package scf.platform.voucher;

import scf.schema.ids.BankReceiptId;
import scf.schema.ids.VoucherNo;

/// The ledger refused the settlement for good: the voucher is due as before.
public record VoucherSettleRefused(VoucherNo no, BankReceiptId bankReceipt, String reason) {}
