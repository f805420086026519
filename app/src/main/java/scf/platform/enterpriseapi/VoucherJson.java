package scf.platform.enterpriseapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scf.contract.Product;
import scf.platform.money.Money;
import scf.platform.voucher.Voucher;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// A voucher as one of its readers sees it.
///
/// A bank that was only asked for money sees that the voucher is locked or financed, and not by which competitor: for
/// it `holderId`, `lock` and `financing` are null then.
///
/// @param parentNo the voucher that was spent for this one; null: it was issued
/// @param hops how often the value has changed hands since the issue
/// @param payableOn the due date, or the next working day
/// @param acceptBy the last day on which the payee may accept
/// @param frozen an authority's order holds it: only payment goes on
/// @param endedBy of a VOID voucher what ended it
/// @param reason the words with which it was declined, cancelled or given up
/// @param refusal why the ledger refused the last act on it, when it did
record VoucherJson(
        VoucherNo no,
        VoucherNo rootNo,
        @Nullable VoucherNo parentNo,
        int hops,
        ReceivableId receivableId,
        EnterpriseId issuerId,
        EnterpriseId payeeId,
        @Nullable EnterpriseId holderId,
        Money amount,
        LocalDate issueDate,
        LocalDate dueDate,
        LocalDate payableOn,
        LocalDate acceptBy,
        String state,
        boolean frozen,
        Voucher.@Nullable Ending endedBy,
        @Nullable String reason,
        @Nullable LockJson lock,
        @Nullable FinancingJson financing,
        @Nullable String refusal,
        long ledgerVersion,
        Instant issuedAt) {

    record LockJson(EnterpriseId bankId, FinancingRequestId requestId, Instant lockedUntil) {}

    record FinancingJson(EnterpriseId bankId, Product product) {}

    static VoucherJson of(Voucher voucher, EnterpriseId reader) {
        var terms = voucher.terms();
        var standing = voucher.standing();
        var lock = lockOf(voucher);
        var financing = standing.financing();
        boolean party = reader.equals(terms.issuer())
                || reader.equals(terms.payee())
                || reader.equals(standing.holder())
                || (lock != null && reader.equals(lock.bank()))
                || (financing != null && reader.equals(financing.bank()));
        boolean inFirstHand = Objects.equals(standing.holder(), terms.payee());
        return new VoucherJson(
                terms.no(),
                terms.root(),
                terms.descent() == null ? null : terms.descent().parent(),
                terms.hops(),
                terms.receivable(),
                terms.issuer(),
                terms.payee(),
                party || inFirstHand ? standing.holder() : null,
                terms.amount(),
                terms.issueDate(),
                terms.dueDate(),
                terms.payableOn(),
                terms.lastDayToAccept(),
                voucher.state(),
                standing.frozen(),
                voucher instanceof Voucher.Voided ended ? ended.endedBy() : null,
                party ? voucher.reason() : null,
                party && lock != null ? new LockJson(lock.bank(), lock.request(), lock.until()) : null,
                party && financing != null ? new FinancingJson(financing.bank(), financing.product()) : null,
                party ? standing.refusal() : null,
                standing.version(),
                terms.issuedAt());
    }

    private static Voucher.@Nullable Lock lockOf(Voucher voucher) {
        return switch (voucher) {
            case Voucher.Locking locking -> locking.lock();
            case Voucher.FinLocked locked -> locked.lock();
            case Voucher.Funding funding -> funding.lock();
            case Voucher.Issuing _,
                    Voucher.IssueRefused _,
                    Voucher.PendingAccept _,
                    Voucher.Accepting _,
                    Voucher.Declining _,
                    Voucher.Transferring _,
                    Voucher.Voiding _,
                    Voucher.Spent _,
                    Voucher.Voided _,
                    Voucher.Overdue _,
                    Voucher.Recoursed _,
                    Voucher.Defaulted _,
                    Voucher.Active _,
                    Voucher.Financed _,
                    Voucher.Due _,
                    Voucher.Settling _,
                    Voucher.Settled _ -> null;
        };
    }
}
