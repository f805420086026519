package scf.platform.voucher;

import java.time.LocalDate;

/// Why an acceptance (签收), or a refusal to accept (拒签), is refused, in order of precedence.
public sealed interface AcceptRefusal {

    /// There is none, or the caller is not its payee.
    record NoSuchVoucher() implements AcceptRefusal {}

    /// Its last day to accept has passed: it is the transferor's again, or the receivable's.
    record AcceptanceOver(LocalDate lastDay) implements AcceptRefusal {}

    /// It does not wait for its payee.
    record NotPending(String state) implements AcceptRefusal {}

    /// An authority's order holds it.
    record Frozen() implements AcceptRefusal {}
}
