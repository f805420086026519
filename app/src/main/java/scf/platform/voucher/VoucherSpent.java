package scf.platform.voucher;

import java.util.List;
import scf.schema.ids.VoucherNo;

/// The ledger has written a transfer or split: the voucher's value stands in its parts.
///
/// @param parts those for others, which wait for their payees, then those that the holder kept
public record VoucherSpent(VoucherNo no, List<VoucherNo> parts) {

    public VoucherSpent {
        parts = List.copyOf(parts);
    }
}
