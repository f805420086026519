package scf.platform.voucher;

import scf.schema.ids.LoanId;
import scf.schema.ids.VoucherNo;

/// The ledger refused the funding for good: the voucher is locked as before.
public record VoucherFundRefused(VoucherNo no, LoanId loan, String reason) {}
