package scf.platform.voucher;

import java.time.Instant;
import scf.platform.ledger.Verifying;

/// What [Vouchers#judgeLock] finds, in order of precedence.
///
/// The lock itself is taken in a second step, because the bank's credit line is asked in between: a line that refuses
/// leaves no lock, and a lock that is refused leaves no reservation.
public sealed interface LockJudging {

    record Refused(LockRefusal why) implements LockJudging {}

    record NotTheAct(Verifying.Refused why) implements LockJudging {}

    /// Nothing stands against it as long as this transaction runs. [Vouchers#lock] takes it.
    record Ready(Voucher.Active voucher, Voucher.Lock lock, Verifying.Verified act) implements LockJudging {

        public Instant until() {
            return lock.until();
        }
    }
}
