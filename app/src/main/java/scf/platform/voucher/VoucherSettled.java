package scf.platform.voucher;

import scf.schema.ids.BankReceiptId;
import scf.schema.ids.VoucherNo;

/// The ledger holds the payment (兑付): the voucher is spent.
public record VoucherSettled(VoucherNo no, BankReceiptId bankReceipt) {}
