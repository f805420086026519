package scf.platform.ledger;

import java.util.List;
import java.util.Optional;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// The directory of act keys, as the ledger room needs it.
///
/// A port and not a call, because the street runs the other way: the room that keeps the keys (`enterprise`)
/// tells the ledger of each new one, so the ledger cannot call it.
public interface ActKeys {

    /// The key, if it is an act key and active now: registered on the ledger, within its validity, not revoked.
    Optional<ActKey> active(KeyId kid);

    /// Every active act key of the enterprise, newest first.
    List<ActKey> activeOf(EnterpriseId owner);
}
