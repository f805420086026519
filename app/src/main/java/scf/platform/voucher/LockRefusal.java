package scf.platform.voucher;

import java.time.Instant;
import java.time.LocalDate;

/// Why a voucher is not locked for a bank (融资锁定), in order of precedence.
public sealed interface LockRefusal {

    /// There is none, or the caller is not its holder of record.
    record NoSuchVoucher() implements LockRefusal {}

    /// Another acceptance was there first, or it is not in a holder's free hand for another reason.
    record NotActive(String state) implements LockRefusal {}

    /// It is payable by now: there is nothing left to finance.
    record Matured(LocalDate payableOn) implements LockRefusal {}

    /// The act names another bank or request, or sells something else or at another price, than the offer that is
    /// accepted.
    record OtherLock() implements LockRefusal {}

    /// The act was signed so late that the lock it asks for is over.
    record AlreadyOver(Instant until) implements LockRefusal {}
}
