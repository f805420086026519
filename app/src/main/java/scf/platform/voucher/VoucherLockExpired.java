package scf.platform.voucher;

import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.VoucherNo;

/// The lock's end came before the bank's money: the voucher is free again, and nothing may be held for the request.
public record VoucherLockExpired(VoucherNo no, FinancingRequestId request) {}
