package scf.platform.ledger;

import java.util.List;
import java.util.Optional;
import scf.contract.LedgerEvent;
import scf.gateway.Held;

/// A room's own rows of what the ledger holds, for whoever holds the two against each other (对账).
///
/// Only the room knows what its states come to in the ledger's words: a voucher that waits for its lock is
/// still active there, and one that is due is what it was before. So the room compares, and says of each word
/// on which they part.
public interface Mirror {

    LedgerEvent.Kind kind();

    /// The next rows in the order of their names, those too of which the ledger should know nothing.
    ///
    /// @param name the empty text before the first
    List<String> namesAfter(String name, int limit);

    boolean knows(String name);

    /// Holds the row against what the ledger holds under its name. Either may be missing.
    Compared compare(String name, Optional<Held> onLedger);

    /// How they compare.
    ///
    /// @param waits whether the row waits for the ledger: then an act about it must be on its way
    record Compared(boolean waits, Side here, Side onLedger, List<Difference> differences) {}

    /// What one side adds to a cycle's counts and sums.
    ///
    /// @param held whether it says that the ledger holds the object
    /// @param locked whether a lock binds it now
    record Side(boolean held, boolean locked, String currency, long minor) {

        public static final Side NOTHING = new Side(false, false, "", 0);

        public static Side of(boolean locked, String currency, long minor) {
            return new Side(true, locked, currency, minor);
        }
    }
}
