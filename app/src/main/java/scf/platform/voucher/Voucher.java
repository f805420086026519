package scf.platform.voucher;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.contract.Product;
import scf.platform.money.Money;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.LoanId;
import scf.schema.ids.OfferId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// An electronic receivable voucher (应收账款电子凭证): the debtor's promise to pay an amount on a day to its holder.
///
///     Issuing ──▶ PendingAccept ──accept──▶ Accepting ──▶ Active ──lock──▶ Locking ──▶ FinLocked ──fund──▶ Funding
///        │              ▲ ◀──────refused───────┘           ▲ │ ▲ ◀─refused───┘         │  ▲ ◀─refused──────┘ │
///        ▼              │                                  │ │ └──the lock's end───────┘  │                 ▼
///     IssueRefused      │                                  │ │                                          Financed
///                                                            └────────── the day it is payable ─────────────┤
///                                                                                                           ▼
///                                       Settled ◀── Settling ◀──────────── settle ─────────────────────── Due
///                                                      └────────────────── refused ────────────────────────▲
///
/// A step that an enterprise signs has a state of its own while the ledger has not answered (`Issuing`, `Accepting`,
/// `Locking`, `Funding`, `Settling`): nobody else can take a step meanwhile, and a refusal leads back.
public sealed interface Voucher {

    Terms terms();

    Standing standing();

    /// What was signed at issue. None of it ever changes: a part of a voucher would be a voucher of its own.
    ///
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
            Instant issuedAt) {}

    /// Where the voucher stands on the ledger, and to whom it is owed.
    ///
    /// @param version its version on the ledger, which the next act names; 0 while it is not there
    /// @param holder the holder of record (权利人): whoever is paid at maturity. Until it accepts, the payee-to-be
    /// @param refusal why the ledger refused the last act on it, when it did
    record Standing(
            long version,
            EnterpriseId holder,
            @Nullable Financing financing,
            @Nullable String refusal) {

        Standing at(long written) {
            return new Standing(written, holder, financing, null);
        }

        Standing asked() {
            return new Standing(version, holder, financing, null);
        }

        Standing refused(String why) {
            return new Standing(version, holder, financing, why);
        }

        /// Who buys the claim holds it; who takes it in pledge stands beside the holder.
        Standing financed(long written, Financing by) {
            var owner = by.product() == Product.PURCHASE ? by.bank() : holder;
            return new Standing(written, owner, by, null);
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
    /// @param funded the face when the voucher is sold, what is lent when it is pledged
    record Agreed(OfferId offer, Product product, Money funded) {

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
    }

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

    /// The day has come: the issuer owes the amount to the holder of record.
    record Due(Terms terms, Standing standing) implements Voucher {

        Settling settle() {
            return new Settling(terms, standing.asked());
        }
    }

    /// The receiving bank has signed that the issuer's money is there.
    record Settling(Terms terms, Standing standing) implements Voucher {

        Settled written(long version) {
            return new Settled(terms, standing.at(version));
        }

        Due refused(String why) {
            return new Due(terms, standing.refused(why));
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

    default VoucherNo no() {
        return terms().no();
    }
}
