package scf.platform.voucher;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.contract.Product;
import scf.contract.Recourse;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;
import scf.schema.ids.OfferId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// An electronic receivable voucher (应收账款电子凭证): the debtor's promise to pay an amount on a day to its holder.
///
///     Issuing ──▶ PendingAccept ──accept──▶ Accepting ──▶ Active ──lock──▶ Locking ──▶ FinLocked ──fund──▶ Funding
///        │          │   │  ▲ ◀─────refused──────┘          │││ ▲ ◀─refused───┘         │  ▲ ◀─refused──────┘ │
///        ▼          │   └─decline─▶ Declining ─▶ Voided   │││ └─the lock's end, or its release              ▼
///     IssueRefused  └────its day passes────────▶ Voided   │││                                            Financed
///                                                          ││└─transfer─▶ Transferring ─▶ Spent (in its parts) │
///                                                          │└──cancel───▶ Voiding ─────▶ Voided                │
///                                                          └────────── the day it is payable ──────────────────┤
///                                                                                                              ▼
///                                       Settled ◀── Settling ◀──── settle ──── Overdue ◀──the grace ends──── Due
///                                                                                └──▶ Recoursed, Defaulted
///
/// A step that an enterprise signs has a state of its own while the ledger has not answered (`Issuing`, `Accepting`,
/// `Transferring`, …): nobody else can take a step meanwhile, and a refusal leads back. Which event does what in which
/// state is said once, in [VoucherStates].
public sealed interface Voucher {

    Terms terms();

    Standing standing();

    /// What was signed at issue or transfer. None of it ever changes: a part of a voucher is a voucher of its own.
    ///
    /// @param descent from which voucher this one comes; none: it is a root
    /// @param acceptBy the last day on which the payee may accept; none: the day before the due date
    /// @param root the voucher that was issued on the receivable and of which this one is a part; itself when whole
    /// @param payableOn the due date, or the next working day if that is a holiday (民法典 203)
    record Terms(
            VoucherNo no,
            VoucherNo root,
            ReceivableId receivable,
            EnterpriseId issuer,
            EnterpriseId payee,
            Money amount,
            LocalDate issueDate,
            LocalDate dueDate,
            LocalDate payableOn,
            Instant issuedAt,
            @Nullable Descent descent,
            @Nullable LocalDate acceptBy) {

        public boolean isRoot() {
            return descent == null;
        }

        /// How often the value has changed hands since the issue (流转层级).
        public int hops() {
            return descent == null ? 0 : descent.hops();
        }

        public LocalDate lastDayToAccept() {
            return acceptBy == null ? dueDate.minusDays(1) : acceptBy;
        }
    }

    /// The voucher that was spent for this one.
    ///
    /// @param document the trade document that was paid with it; none for what the holder kept or got back
    record Descent(
            VoucherNo parent,
            EnterpriseId transferor,
            int hops,
            @Nullable DocumentId document) {}

    /// Where the voucher stands on the ledger, and to whom it is owed.
    ///
    /// @param version its version on the ledger, which the next act names; 0 while it is not there
    /// @param holder the holder of record (权利人): whoever is paid at maturity. Until it accepts, the payee-to-be
    /// @param refusal why the ledger refused the last act on it, when it did
    /// @param frozen an authority's order holds it (冻结): nothing but payment happens to it
    record Standing(
            long version,
            EnterpriseId holder,
            @Nullable Financing financing,
            @Nullable String refusal,
            boolean frozen) {

        Standing at(long written) {
            return new Standing(written, holder, financing, null, frozen);
        }

        Standing asked() {
            return new Standing(version, holder, financing, null, frozen);
        }

        Standing refused(String why) {
            return new Standing(version, holder, financing, why, frozen);
        }

        /// Who buys the claim holds it; who takes it in pledge stands beside the holder.
        Standing financed(long written, Financing by) {
            var owner = by.product() == Product.PURCHASE ? by.bank() : holder;
            return new Standing(written, owner, by, null, frozen);
        }
    }

    /// The voucher is bound to one bank for one request, and free again from a moment that the lock itself carries.
    ///
    /// @param agreed what the holder has signed away; none under a lock from before holders signed that
    record Lock(
            FinancingRequestId request,
            EnterpriseId bank,
            Instant until,
            @Nullable Agreed agreed) {

        boolean isOver(Instant now) {
            return !now.isBefore(until);
        }
    }

    /// What the holder has signed that a bank may do: under which offer, as what, and for which principal.
    ///
    /// @param recourse whether the bank may turn to the holder; none under a lock from before that was a term
    /// @param funded the face when the voucher is sold, what is lent when it is pledged
    record Agreed(OfferId offer, Product product, @Nullable Recourse recourse, Money funded) {

        boolean isCarriedOutBy(Financing financing) {
            return product == financing.product() && funded.equals(financing.funded());
        }
    }

    /// The bank's money on the voucher.
    record Financing(EnterpriseId bank, Product product, LoanId loan, Money funded) {}

    /// The issuer has signed; the ledger has not heard of it yet.
    record Issuing(Terms terms, Standing standing) implements Voucher {

        PendingAccept written(long version) {
            return new PendingAccept(terms, standing.at(version));
        }

        IssueRefused refused(String why) {
            return new IssueRefused(terms, standing.refused(why));
        }
    }

    /// It never came into being, and what it would have taken of the receivable is free again.
    record IssueRefused(Terms terms, Standing standing) implements Voucher {}

    /// On the ledger, and worth nothing to anybody until the payee accepts it: nobody is made to take one (条例 art 11).
    record PendingAccept(Terms terms, Standing standing) implements Voucher {

        Accepting accept() {
            return new Accepting(terms, standing.asked());
        }

        Declining decline(String reason) {
            return new Declining(terms, standing.asked(), reason);
        }

        /// Nobody has accepted it in time, and nobody signs that.
        Voided lapse() {
            return new Voided(terms, standing, Ending.EXPIRED, null);
        }
    }

    /// The payee has signed that it does not take the voucher (拒签).
    record Declining(Terms terms, Standing standing, String reason) implements Voucher {

        Voided written(long version) {
            return new Voided(terms, standing.at(version), Ending.DECLINED, reason);
        }

        PendingAccept refused(String why) {
            return new PendingAccept(terms, standing.refused(why));
        }
    }

    /// The payee has signed its acceptance (签收).
    record Accepting(Terms terms, Standing standing) implements Voucher {

        Active written(long version) {
            return new Active(terms, standing.at(version));
        }

        PendingAccept refused(String why) {
            return new PendingAccept(terms, standing.refused(why));
        }
    }

    /// What falls due by the calendar: nobody signs it.
    sealed interface Maturing extends Voucher {

        default Due mature() {
            return new Due(terms(), standing());
        }
    }

    /// In its holder's hand, free to be financed.
    record Active(Terms terms, Standing standing) implements Maturing {

        Locking lock(Lock asked) {
            return new Locking(terms, standing.asked(), asked);
        }

        Transferring transfer() {
            return new Transferring(terms, standing.asked());
        }

        Voiding cancel(String reason) {
            return new Voiding(terms, standing.asked(), reason);
        }
    }

    /// The holder has signed that it passes the voucher on, or splits it (转让, 拆分).
    record Transferring(Terms terms, Standing standing) implements Voucher {

        Spent written(long version) {
            return new Spent(terms, standing.at(version));
        }

        Active refused(String why) {
            return new Active(terms, standing.refused(why));
        }
    }

    /// Its value stands in its parts.
    record Spent(Terms terms, Standing standing) implements Voucher {}

    /// Holder and issuer have signed that they cancel it (作废), or that it gives way because less is owed
    /// (减额).
    record Voiding(Terms terms, Standing standing, String reason) implements Voucher {

        Voided written(long version) {
            return new Voided(terms, standing.at(version), Ending.CANCELLED, reason);
        }

        Voided gaveWay(long version) {
            return new Voided(terms, standing.at(version), Ending.DILUTED, reason);
        }

        Active refused(String why) {
            return new Active(terms, standing.refused(why));
        }
    }

    /// What ended a voucher without money.
    enum Ending {
        DECLINED,
        EXPIRED,
        CANCELLED,
        DILUTED
    }

    /// It ended without money, and its value went back to where it came from.
    record Voided(
            Terms terms,
            Standing standing,
            Ending endedBy,
            @Nullable String reason) implements Voucher {}

    /// The holder has signed a lock for the bank whose offer it accepted.
    record Locking(Terms terms, Standing standing, Lock lock) implements Voucher {

        FinLocked written(long version) {
            return new FinLocked(terms, standing.at(version), lock);
        }

        Active refused(String why) {
            return new Active(terms, standing.refused(why));
        }
    }

    /// The ledger shows every bank that this voucher is spoken for.
    record FinLocked(Terms terms, Standing standing, Lock lock) implements Voucher {

        Funding fund(Financing asked) {
            return new Funding(terms, standing.asked(), lock, asked);
        }

        Active expired() {
            return new Active(terms, standing);
        }

        Active released(long version) {
            return new Active(terms, standing.at(version));
        }
    }

    /// The bank has signed that it paid.
    record Funding(Terms terms, Standing standing, Lock lock, Financing asked) implements Voucher {

        Financed written(long version) {
            return new Financed(terms, standing.financed(version, asked));
        }

        FinLocked refused(String why) {
            return new FinLocked(terms, standing.refused(why), lock);
        }
    }

    /// The bank is its holder of record, or its pledgee ([Standing#financing]).
    record Financed(Terms terms, Standing standing) implements Maturing {}

    /// What is to be paid by now.
    sealed interface Payable extends Voucher {

        default Settling settle() {
            return new Settling(terms(), standing().asked());
        }
    }

    /// The day has come: the issuer owes the amount to the holder of record.
    record Due(Terms terms, Standing standing) implements Payable {

        Overdue overdue() {
            return new Overdue(terms, standing);
        }
    }

    /// The days of grace are over too, and the issuer has not paid (逾期). It still owes.
    record Overdue(Terms terms, Standing standing) implements Payable {

        Recoursed recoursed() {
            return new Recoursed(terms, standing);
        }

        Defaulted defaulted(String reason) {
            return new Defaulted(terms, standing, reason);
        }
    }

    /// The financier has turned to whoever sold it the claim (追索, 民法典 766). The issuer still owes: its money settles
    /// the voucher whenever it comes, and of it the seller has back what the financier has had from it by then.
    record Recoursed(Terms terms, Standing standing) implements Payable {}

    /// The holder of record has given it up as unpaid (违约).
    record Defaulted(Terms terms, Standing standing, String reason) implements Voucher {}

    /// The receiving bank has signed that the issuer's money is there.
    record Settling(Terms terms, Standing standing) implements Voucher {

        Settled written(long version) {
            return new Settled(terms, standing.at(version));
        }

        /// What it was before the bank signed: due, overdue, or turned to its seller.
        Payable refused(String why, VoucherStates.State before) {
            var refused = standing.refused(why);
            if (before == VoucherStates.State.RECOURSED) {
                return new Recoursed(terms, refused);
            }
            return before == VoucherStates.State.OVERDUE ? new Overdue(terms, refused) : new Due(terms, refused);
        }
    }

    /// Paid and spent, for good.
    record Settled(Terms terms, Standing standing) implements Voucher {}

    /// The word for the state at the doors and in the table.
    default String state() {
        return switch (this) {
            case Issuing _ -> "ISSUING";
            case IssueRefused _ -> "ISSUE_REFUSED";
            case PendingAccept _ -> "PENDING_ACCEPT";
            case Declining _ -> "DECLINING";
            case Transferring _ -> "TRANSFERRING";
            case Spent _ -> "SPENT";
            case Voiding _ -> "VOIDING";
            case Voided _ -> "VOID";
            case Overdue _ -> "OVERDUE";
            case Recoursed _ -> "RECOURSED";
            case Defaulted _ -> "DEFAULTED";
            case Accepting _ -> "ACCEPTING";
            case Active _ -> "ACTIVE";
            case Locking _ -> "LOCKING";
            case FinLocked _ -> "FIN_LOCKED";
            case Funding _ -> "FUNDING";
            case Financed _ -> "FINANCED";
            case Due _ -> "DUE";
            case Settling _ -> "SETTLING";
            case Settled _ -> "SETTLED";
        };
    }

    /// The words with which it was declined, cancelled or given up; mostly none.
    default @Nullable String reason() {
        return null;
    }

    default VoucherNo no() {
        return terms().no();
    }
}
