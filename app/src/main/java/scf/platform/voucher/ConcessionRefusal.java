package scf.platform.voucher;

import java.time.LocalDate;
import scf.platform.rulebook.Rule;
import scf.schema.ids.VoucherNo;

/// Why a voucher does not give way to a dilution (减额让位), in order of precedence.
public sealed interface ConcessionRefusal {

    /// None of this number stands on the receivable, or it was named before.
    record NoSuchVoucher(VoucherNo no) implements ConcessionRefusal {}

    /// A bank has it. What debtor and creditor agree after the notice does not bind whoever has financed
    /// the claim (民法典 765).
    record Financed(VoucherNo no, Rule rule) implements ConcessionRefusal {}

    /// It is not in its holder's free hand.
    record NotActive(VoucherNo no, String state, String reason) implements ConcessionRefusal {}

    /// An authority's order holds it.
    record Frozen(VoucherNo no) implements ConcessionRefusal {}

    /// It is due: it is paid or unpaid, and not undone.
    record Matured(VoucherNo no, LocalDate dueDate) implements ConcessionRefusal {}
}
