package scf.platform.voucher;

import scf.schema.ids.VoucherNo;

/// The ledger holds the payee's acceptance (签收): from here on the voucher is worth money to a bank.
public record VoucherAccepted(VoucherNo no) {}
