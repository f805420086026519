package scf.platform.voucher;

import java.time.LocalDate;

/// Why a voucher is not cancelled (作废), in order of precedence.
public sealed interface CancelRefusal {

    /// There is none, or the caller is neither its issuer nor its holder.
    record NoSuchVoucher() implements CancelRefusal {}

    /// Nobody has proposed to cancel it, or the proposal is the caller's own or has run out.
    record NoSuchProposal() implements CancelRefusal {}

    /// Only a voucher that never moved is cancelled.
    record MovedBefore() implements CancelRefusal {}

    /// It is not in its holder's free hand.
    record NotActive(String state, String reason) implements CancelRefusal {}

    /// An authority's order holds it.
    record Frozen() implements CancelRefusal {}

    /// It is due: it is paid or unpaid, and not undone.
    record Matured(LocalDate dueDate) implements CancelRefusal {}

    /// The voucher has changed since the proposal was signed.
    record Outdated() implements CancelRefusal {}
}
