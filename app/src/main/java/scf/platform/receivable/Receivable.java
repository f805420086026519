package scf.platform.receivable;

import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.ActHash;

/// A trade receivable (应收账款) and where it stands between claim and confirmation.
///
///     Submitted ──match──▶ Matched ──act told──▶ Confirming ──committed──▶ Confirmed | PartDisputed
///         │                 │   ▲ ▲                   │
///         │                 │   │ └──────refused──────┘
///         │                 │   └──(a dispute ends in a confirmation of what was agreed)
///         │                 ├──dispute──▶ Disputed ──act told──▶ Confirming
///         └────reject───────┴──reject──▶ Rejected
///
/// Only [OnLedger] is worth money: a voucher is issued on it, never beyond [OnLedger#open].
public sealed interface Receivable {

    Claim claim();

    /// The state's name, as it stands in the row and on the wire.
    default State state() {
        return switch (this) {
            case Submitted _ -> State.SUBMITTED;
            case Matched _ -> State.MATCHED;
            case Disputed _ -> State.DISPUTED;
            case Confirming _ -> State.CONFIRMING;
            case Confirmed _ -> State.CONFIRMED;
            case PartDisputed _ -> State.PART_DISPUTED;
            case Rejected _ -> State.REJECTED;
        };
    }

    /// What a list can be filtered by.
    enum State {
        SUBMITTED,
        MATCHED,
        DISPUTED,
        CONFIRMING,
        CONFIRMED,
        PART_DISPUTED,
        REJECTED
    }

    /// Claimed; the documents that would prove it are not all there. The debtor may still reject it.
    record Submitted(Claim claim) implements Receivable {

        public Matched matched(Money supported) {
            return new Matched(claim, supported, null);
        }

        public Rejected rejected(String reason) {
            return new Rejected(claim, null, reason);
        }
    }

    /// What the debtor may confirm: the documents have been compared.
    sealed interface Confirmable extends Receivable {

        /// What order, receipt and invoice support together: never more than the claim.
        Money supported();

        Confirming confirming(ActHash actHash, Money amount);

        Rejected rejected(String reason);
    }

    /// Order, receipt and invoice have been compared, and differences are listed. The debtor's thirty days run.
    ///
    /// @param refusal why the ledger refused the last confirmation, where it did
    record Matched(Claim claim, Money supported, @Nullable String refusal) implements Confirmable {

        @Override
        public Confirming confirming(ActHash actHash, Money amount) {
            return new Confirming(claim, supported, null, actHash, amount);
        }

        public Disputed disputed(String reason) {
            return new Disputed(claim, supported, reason, refusal);
        }

        @Override
        public Rejected rejected(String reason) {
            return new Rejected(claim, supported, reason);
        }
    }

    /// The debtor disputes all of it. What turns out to be undisputed it still owes a confirmation (条例 art 15).
    record Disputed(
            Claim claim,
            Money supported,
            String reason,
            @Nullable String refusal) implements Confirmable {

        @Override
        public Confirming confirming(ActHash actHash, Money amount) {
            return new Confirming(claim, supported, reason, actHash, amount);
        }

        @Override
        public Rejected rejected(String why) {
            return new Rejected(claim, supported, why);
        }
    }

    /// The debtor's checker has signed; the ledger has not answered. Nothing else can be done until it does.
    ///
    /// @param dispute the reason of a dispute that stood before, to be restored if the ledger refuses
    record Confirming(
            Claim claim, Money supported, @Nullable String dispute, ActHash actHash, Money amount)
            implements Receivable {

        public OnLedger committed() {
            var disputed = claim.amount().minus(amount);
            var nothing = Money.zero(amount.currency());
            return disputed.isZero()
                    ? new Confirmed(claim, supported, actHash, amount, nothing)
                    : new PartDisputed(claim, supported, actHash, amount, disputed, nothing);
        }

        public Confirmable refused(String why) {
            return dispute == null ? new Matched(claim, supported, why) : new Disputed(claim, supported, dispute, why);
        }
    }

    /// The ledger holds the debtor's signature: it owes [#confirmed] on the due date and cannot deny it.
    sealed interface OnLedger extends Receivable {

        /// What order, receipt and invoice supported.
        Money supported();

        ActHash actHash();

        Money confirmed();

        /// What of it stands in vouchers (电子凭证), issued or about to be.
        Money vouchered();

        /// What of it can still be put into vouchers.
        default Money open() {
            return confirmed().minus(vouchered());
        }

        OnLedger withVouchered(Money vouchered);
    }

    /// Confirmed for all that was claimed.
    record Confirmed(Claim claim, Money supported, ActHash actHash, Money confirmed, Money vouchered)
            implements OnLedger {

        @Override
        public Confirmed withVouchered(Money total) {
            return new Confirmed(claim, supported, actHash, confirmed, total);
        }
    }

    /// Confirmed for the undisputed part, which is paid on time whatever becomes of the rest (条例 art 15).
    record PartDisputed(Claim claim, Money supported, ActHash actHash, Money confirmed, Money disputed, Money vouchered)
            implements OnLedger {

        @Override
        public PartDisputed withVouchered(Money total) {
            return new PartDisputed(claim, supported, actHash, confirmed, disputed, total);
        }
    }

    /// The debtor owes nothing of it, and said why. The invoice may be claimed anew.
    record Rejected(Claim claim, @Nullable Money supported, String reason) implements Receivable {}
}
