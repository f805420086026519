package scf.platform.voucher;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Why a bank's money is not put on a voucher, in order of precedence.
public sealed interface FundRefusal {

    /// There is none, or it was never locked for this bank.
    record NoSuchVoucher() implements FundRefusal {}

    /// It is locked no longer, or not yet, or is being funded already.
    record NotLocked(String state) implements FundRefusal {}

    /// The lock has died: the voucher is its holder's again.
    record LockOver(Instant until) implements FundRefusal {}

    /// It is payable by now: there is nothing left to finance.
    record Matured(LocalDate payableOn) implements FundRefusal {}

    /// The holder has locked it for another product or another principal, or its lock does not say for which.
    ///
    /// @param locked what it is locked for, if the lock says so
    record NotAsLocked(Voucher.@Nullable Agreed locked) implements FundRefusal {}

    /// The act says another loan, product or amount than the disbursement that it comes with.
    record OtherFunding() implements FundRefusal {}
}
