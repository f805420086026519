package scf.platform.reconciliation;

import java.util.List;
import scf.platform.ledger.Difference;
import scf.platform.ledger.Mirror;

/// What came of holding one object against the ledger.
///
/// @param here what the platform's row adds to the cycle's counts
record Judgement(Finding.Kind kind, String object, Mirror.Side here, Mirror.Side onLedger, Verdict verdict) {

    sealed interface Verdict {

        record Agrees() implements Verdict {}

        /// The ledger is ahead of what has been heard: there is nothing to compare yet.
        record OnItsWay() implements Verdict {}

        record Apart(List<Difference> differences) implements Verdict {}
    }

    static Verdict verdict(List<Difference> differences) {
        return differences.isEmpty() ? new Verdict.Agrees() : new Verdict.Apart(differences);
    }
}
