package scf.platform.voucher;

import scf.schema.ids.LoanId;
import scf.schema.ids.VoucherNo;

/// The ledger holds the funding: the bank is the voucher's holder of record, or its pledgee.
public record VoucherFunded(VoucherNo no, LoanId loan) {}
