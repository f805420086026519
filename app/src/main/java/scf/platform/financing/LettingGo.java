package scf.platform.financing;

import scf.platform.voucher.ReleaseRefusal;

/// Why a bank does not let go of a voucher, in order of precedence.
public sealed interface LettingGo {

    /// There is none, or this bank was not asked.
    record NoSuchRequest() implements LettingGo {}

    /// The request goes on: it is withdrawn by its holder, or given up by the bank, before the voucher is free.
    record RequestStands(RequestState state) implements LettingGo {}

    /// No lock of this bank binds the voucher for this request, or it is on its way already.
    record NotReleasable(ReleaseRefusal why) implements LettingGo {}
}
