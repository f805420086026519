package scf.platform.receivable;

import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;
import scf.schema.ids.ActHash;

/// A trade receivable (应收账款) and where it stands between claim and confirmation.
///
///     Submitted ──match──▶ Matched ──act told──▶ Confirming ──committed──▶ Confirmed | PartDisputed
///         │                 │   ▲ ▲                   │                        ▲           │  ▲
///         │                 │   │ └──────refused──────┘                        │           ▼  │
///         │                 │   └──(a dispute ends in a confirmation)          └────ConfirmingMore
///         │                 ├──dispute──▶ Disputed ──act told──▶ Confirming
///         └──reject, withdraw──┴──▶ Rejected, Withdrawn
///
/// Only [OnLedger] is worth money: a voucher is issued on it, never beyond [OnLedger#open]. Which event leads where
/// stands in [ReceivableStates#TABLE].
public sealed interface Receivable {

    Claim claim();

    /// The state's name, as it stands in the row.
    default State state() {
        return switch (this) {
            case Submitted _ -> State.SUBMITTED;
            case Matched _ -> State.MATCHED;
            case Disputed _ -> State.DISPUTED;
            case Confirming _ -> State.CONFIRMING;
            case Confirmed _ -> State.CONFIRMED;
            case PartDisputed _ -> State.PART_DISPUTED;
            case ConfirmingMore _ -> State.CONFIRMING_MORE;
            case Rejecting _ -> State.REJECTING;
            case Rejected _ -> State.REJECTED;
            case Withdrawn _ -> State.WITHDRAWN;
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

        /// CONFIRMING to whoever reads it: a part is held, and more is on its way.
        CONFIRMING_MORE,
        REJECTING,
        REJECTED,
        WITHDRAWN;

        /// As it stands on the wire.
        public State shown() {
            return this == CONFIRMING_MORE ? CONFIRMING : this;
        }
    }

    /// Claimed; the documents that would prove it are not all there. The debtor may still reject it.
    record Submitted(Claim claim) implements Receivable {

        public Matched matched(Money supported) {
            return new Matched(claim, supported, null);
        }
    }

    /// What the debtor may confirm: the documents have been compared.
    sealed interface Confirmable extends Receivable {

        /// What order, receipt and invoice support together: never more than the claim.
        Money supported();

        /// What has not been confirmed yet.
        Money unconfirmed();

        /// How often the ledger has changed it; 0 while the ledger does not know it.
        long ledgerVersion();

        /// What of the unconfirmed amount the documents support.
        default Money supportedStill() {
            var confirmed = claim().amount().minus(unconfirmed());
            var nothing = Money.zero(confirmed.currency());
            return confirmed.exceeds(supported()) ? nothing : supported().minus(confirmed);
        }

        Receivable confirming(ActHash actHash, Money amount);
    }

    /// Order, receipt and invoice have been compared, and differences are listed. The debtor's thirty days run.
    ///
    /// @param refusal why the ledger refused the last confirmation, where it did
    record Matched(Claim claim, Money supported, @Nullable String refusal) implements Confirmable {

        @Override
        public Money unconfirmed() {
            return claim.amount();
        }

        @Override
        public long ledgerVersion() {
            return 0;
        }

        @Override
        public Confirming confirming(ActHash actHash, Money amount) {
            return new Confirming(claim, supported, null, actHash, amount);
        }

        public Disputed disputed(Reason reason) {
            return new Disputed(claim, supported, reason, refusal);
        }
    }

    /// The debtor disputes all of it. What turns out to be undisputed it still owes a confirmation (条例 art 15).
    record Disputed(
            Claim claim,
            Money supported,
            Reason reason,
            @Nullable String refusal) implements Confirmable {

        @Override
        public Money unconfirmed() {
            return claim.amount();
        }

        @Override
        public long ledgerVersion() {
            return 0;
        }

        @Override
        public Confirming confirming(ActHash actHash, Money amount) {
            return new Confirming(claim, supported, reason, actHash, amount);
        }
    }

    /// An act of the debtor is on its way to the ledger.
    sealed interface InFlight extends Receivable {

        /// The act that the ledger has not answered.
        ActHash awaited();

        Money amount();

        /// What it is when the ledger holds the act.
        ///
        /// @param ledgerVersion as the ledger has counted it
        OnLedger committed(long ledgerVersion);

        Confirmable refused(String why);
    }

    /// The debtor's checker has signed; the ledger has not answered. Nothing else can be done until it does.
    ///
    /// @param dispute the reason of a dispute that stood before, to be restored if the ledger refuses
    record Confirming(
            Claim claim, Money supported, @Nullable Reason dispute, ActHash awaited, Money amount) implements InFlight {

        @Override
        public OnLedger committed(long ledgerVersion) {
            return OnLedger.of(claim, Holding.first(supported, awaited, ledgerVersion, amount));
        }

        @Override
        public Confirmable refused(String why) {
            return dispute == null ? new Matched(claim, supported, why) : new Disputed(claim, supported, dispute, why);
        }
    }

    /// What the ledger holds of a receivable, and what became of it.
    ///
    /// @param supported what order, receipt and invoice support
    /// @param actHash the last act that confirmed
    /// @param diluted what of it was taken back by agreement (减额), or is about to be
    /// @param vouchered what stands in vouchers (电子凭证), issued or about to be
    record Holding(
            Money supported, ActHash actHash, long ledgerVersion, Money confirmed, Money diluted, Money vouchered) {

        static Holding first(Money supported, ActHash actHash, long ledgerVersion, Money confirmed) {
            var nothing = Money.zero(confirmed.currency());
            return new Holding(supported, actHash, ledgerVersion, confirmed, nothing, nothing);
        }

        Holding withSupported(Money other) {
            return new Holding(other, actHash, ledgerVersion, confirmed, diluted, vouchered);
        }

        Holding withVersion(long version) {
            return new Holding(supported, actHash, version, confirmed, diluted, vouchered);
        }

        Holding withMore(ActHash act, long version, Money more) {
            return new Holding(supported, act, version, confirmed.plus(more), diluted, vouchered);
        }

        Holding withDiluted(Money total) {
            return new Holding(supported, actHash, ledgerVersion, confirmed, total, vouchered);
        }

        Holding withVouchered(Money total) {
            return new Holding(supported, actHash, ledgerVersion, confirmed, diluted, total);
        }
    }

    /// The ledger holds the debtor's signature: it owes [#confirmed] on the due date and cannot deny it.
    sealed interface OnLedger extends Receivable {

        Holding holding();

        OnLedger with(Holding holding);

        static OnLedger of(Claim claim, Holding holding) {
            return holding.confirmed().equals(claim.amount())
                    ? new Confirmed(claim, holding)
                    : new PartDisputed(claim, holding, null);
        }

        default Money supported() {
            return holding().supported();
        }

        default ActHash actHash() {
            return holding().actHash();
        }

        default Money confirmed() {
            return holding().confirmed();
        }

        default Money diluted() {
            return holding().diluted();
        }

        default Money vouchered() {
            return holding().vouchered();
        }

        /// What of the claim the debtor has not confirmed.
        default Money disputed() {
            return claim().amount().minus(confirmed());
        }

        /// What of it can still be put into vouchers.
        default Money open() {
            return confirmed().minus(diluted()).minus(vouchered());
        }
    }

    /// Confirmed for all that was claimed.
    record Confirmed(Claim claim, Holding holding) implements OnLedger {

        @Override
        public Confirmed with(Holding other) {
            return new Confirmed(claim, other);
        }
    }

    /// Confirmed for the undisputed part, which is paid on time whatever becomes of the rest (条例 art 15). The rest can
    /// be confirmed later, in one or several parts.
    ///
    /// @param refusal why the ledger refused to hold more, where it did
    record PartDisputed(
            Claim claim, Holding holding, @Nullable String refusal) implements OnLedger, Confirmable {

        @Override
        public Money supported() {
            return holding.supported();
        }

        @Override
        public Money unconfirmed() {
            return disputed();
        }

        @Override
        public long ledgerVersion() {
            return holding.ledgerVersion();
        }

        @Override
        public PartDisputed with(Holding other) {
            return new PartDisputed(claim, other, refusal);
        }

        @Override
        public ConfirmingMore confirming(ActHash further, Money more) {
            return new ConfirmingMore(claim, holding, further, more);
        }
    }

    /// A part is held and goes on as before, vouchers and all; the debtor has signed for more of the rest.
    record ConfirmingMore(Claim claim, Holding holding, ActHash awaited, Money amount) implements OnLedger, InFlight {

        @Override
        public ConfirmingMore with(Holding other) {
            return new ConfirmingMore(claim, other, awaited, amount);
        }

        @Override
        public OnLedger committed(long ledgerVersion) {
            return OnLedger.of(claim, holding.withMore(awaited, ledgerVersion, amount));
        }

        @Override
        public PartDisputed refused(String why) {
            return new PartDisputed(claim, holding, why);
        }
    }

    /// The debtor has signed that it owes nothing of it; the ledger has not answered.
    ///
    /// @param supported and the reason of a dispute, as they stood before: without the first it was SUBMITTED
    /// @param dispute without it, but with the first, it was MATCHED
    record Rejecting(
            Claim claim,
            @Nullable Money supported,
            @Nullable Reason dispute,
            ActHash awaited) implements Receivable {

        public Rejected committed(Reason reason) {
            return new Rejected(claim, supported, reason);
        }

        public Receivable refused(String why) {
            if (supported == null) {
                return new Submitted(claim);
            }
            return dispute == null ? new Matched(claim, supported, why) : new Disputed(claim, supported, dispute, why);
        }
    }

    /// The debtor owes nothing of it, and said why. The invoice may be claimed anew.
    record Rejected(Claim claim, @Nullable Money supported, Reason reason) implements Receivable {}

    /// The creditor took its claim back before the debtor had confirmed anything. The invoice may be claimed anew.
    record Withdrawn(Claim claim, @Nullable Money supported, String reason) implements Receivable {}
}
