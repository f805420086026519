package scf.platform.voucher;

/// Why an acceptance (签收) is refused, in order of precedence.
public sealed interface AcceptRefusal {

    /// There is none, or the caller is not its payee.
    record NoSuchVoucher() implements AcceptRefusal {}

    /// It does not wait for its payee.
    record NotPending(String state) implements AcceptRefusal {}
}
