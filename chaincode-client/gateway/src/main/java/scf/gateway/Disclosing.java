package scf.gateway;

import java.util.Optional;
import scf.contract.Bytes;

/// What of an object's private side one asker may see. The ledger is asked as a member of the collection, who sees all;
/// what of it goes into a proof is decided here.
@FunctionalInterface
public interface Disclosing {

    /// What goes into the proof.
    ///
    /// @param act as far as it is the asker's; empty if it is not known here
    /// @param terms whether the asker may see the object's terms
    record Disclosed(Optional<DisclosedAct> act, boolean terms) {}

    /// Decides it for one object.
    ///
    /// @param act the hash of the act that made the object what it is
    /// @param terms the object's private value
    Disclosed disclose(String act, Bytes terms);
}
