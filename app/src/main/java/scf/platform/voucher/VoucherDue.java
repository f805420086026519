package scf.platform.voucher;

import scf.schema.ids.VoucherNo;

/// The business date has reached the day on which the voucher is payable.
public record VoucherDue(VoucherNo no) {}
