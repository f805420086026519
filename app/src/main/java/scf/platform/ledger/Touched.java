package scf.platform.ledger;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import scf.contract.AcceptRow;
import scf.contract.ConfirmRow;
import scf.contract.FundRow;
import scf.contract.IssueRow;
import scf.contract.KeyRow;
import scf.contract.LockRow;
import scf.contract.ReleaseRow;
import scf.contract.RevokeKeyRow;
import scf.contract.RotateKeyRow;
import scf.contract.Row;
import scf.contract.SettleRow;

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
            case RotateKeyRow rotation -> Stream.of(rotation.kid(), rotation.newKid());
            case KeyRow _, RevokeKeyRow _, ConfirmRow _, AcceptRow _, LockRow _, ReleaseRow _, FundRow _, SettleRow _ ->
                Stream.of(row.subject());
        };
    }
}
