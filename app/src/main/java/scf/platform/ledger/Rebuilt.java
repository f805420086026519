package scf.platform.ledger;

import java.util.List;
import java.util.Optional;
import scf.contract.LedgerEvent;

/// What came of reading the ledger once more from block 0.
///
/// @param height how many blocks there were
/// @param objects how many objects stand on the ledger
/// @param differences objects of which the projection that is worked with says something else than the one made
///     anew
public record Rebuilt(long height, int objects, List<Apart> differences) {

    /// @param working empty where only the new one knows of it
    /// @param anew empty where the ledger has never told of it
    public record Apart(LedgerEvent.Kind kind, String object, Optional<Projected> working, Optional<Projected> anew) {}

    public boolean isEqual() {
        return differences.isEmpty();
    }
}
