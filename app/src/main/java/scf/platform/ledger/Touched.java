package scf.platform.ledger;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import scf.contract.AcceptRow;
import scf.contract.ConfirmRow;
import scf.contract.DeclineRow;
import scf.contract.DiluteRow;
import scf.contract.FreezeRow;
import scf.contract.FundRow;
import scf.contract.IssueRow;
import scf.contract.KeyRow;
import scf.contract.LockRow;
import scf.contract.RejectRow;
import scf.contract.ReleaseRow;
import scf.contract.RevokeKeyRow;
import scf.contract.RotateKeyRow;
import scf.contract.Row;
import scf.contract.SettleRow;
import scf.contract.TransferRow;
import scf.contract.UnfreezeRow;
import scf.contract.VoidRow;
import scf.contract.VoucherTerms;

/// The objects on the ledger that an act touches, and behind whose earlier acts it therefore has to wait.
///
/// Sorted: whoever numbers them locks them in this order, so that two acts with common objects never wait for
/// each other.
final class Touched {

    private Touched() {}

    static SortedSet<String> by(Collection<Row> rows) {
        var objects = new TreeSet<String>();
        rows.forEach(row -> by(row).forEach(objects::add));
        return objects;
    }

    private static Stream<String> by(Row row) {
        return switch (row) {
            // A voucher is drawn on a receivable: issuing changes how much of it is still free.
            case IssueRow issue -> Stream.of(issue.voucher(), issue.receivable());
            case TransferRow transfer ->
                Stream.of(
                                Stream.of(transfer.voucher()),
                                transfer.parts().stream().map(TransferRow.Part::voucher),
                                transfer.kept().stream().map(TransferRow.Kept::voucher))
                        .flatMap(numbers -> numbers)
                        .flatMap(Touched::withOrigin);
            case DiluteRow dilution ->
                Stream.concat(Stream.of(dilution.receivable()), dilution.vouchers().stream())
                        .flatMap(Touched::withOrigin);
            case DeclineRow decline -> Stream.of(decline.voucher(), decline.voucher() + VoucherTerms.RETURNED);
            case RotateKeyRow rotation -> Stream.of(rotation.kid(), rotation.newKid());
            case AcceptRow _, VoidRow _, FreezeRow _, UnfreezeRow _, LockRow _, ReleaseRow _, FundRow _, SettleRow _ ->
                withOrigin(row.subject());
            case KeyRow _, RevokeKeyRow _, ConfirmRow _, RejectRow _ -> Stream.of(row.subject());
        };
    }

    /// A voucher that came back from a payee who let it lapse comes to be only when its first act meets the lapsed one.
    private static Stream<String> withOrigin(String no) {
        return no.endsWith(VoucherTerms.RETURNED)
                ? Stream.of(no, no.substring(0, no.length() - VoucherTerms.RETURNED.length()))
                : Stream.of(no);
    }
}
