package scf.platform.voucher;

import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.VoucherNo;

/// The ledger refused the lock for good: the voucher is free again, and nothing may be held for the request.
public record VoucherLockRefused(VoucherNo no, FinancingRequestId request, String reason) {}
