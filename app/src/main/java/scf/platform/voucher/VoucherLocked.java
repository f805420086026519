package scf.platform.voucher;

import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.VoucherNo;

/// The ledger holds the lock: the voucher is bound to the bank of this request until the lock's end.
public record VoucherLocked(VoucherNo no, FinancingRequestId request) {}
