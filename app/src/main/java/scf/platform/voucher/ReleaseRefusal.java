package scf.platform.voucher;

/// Why a bank's lock is not let go, in order of precedence.
public sealed interface ReleaseRefusal {

    /// There is none, or no lock of this bank for this request binds it.
    record NotLocked() implements ReleaseRefusal {}

    /// The ledger has been asked already and has not answered.
    record AskedBefore() implements ReleaseRefusal {}
}
