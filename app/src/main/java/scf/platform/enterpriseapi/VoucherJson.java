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
/// @param payableOn the due date, or the next working day
/// @param refusal why the ledger refused the last act on it, when it did
record VoucherJson(
        VoucherNo no,
        VoucherNo rootNo,
        ReceivableId receivableId,
        EnterpriseId issuerId,
        EnterpriseId payeeId,
        @Nullable EnterpriseId holderId,
        Money amount,
        LocalDate issueDate,
        LocalDate dueDate,
        LocalDate payableOn,
        String state,
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
                terms.receivable(),
                terms.issuer(),
                terms.payee(),
                party || inFirstHand ? standing.holder() : null,
                terms.amount(),
                terms.issueDate(),
                terms.dueDate(),
                terms.payableOn(),
                voucher.state(),
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
                    Voucher.Active _,
                    Voucher.Financed _,
                    Voucher.Due _,
                    Voucher.Settling _,
                    Voucher.Settled _ -> null;
        };
    }
}
