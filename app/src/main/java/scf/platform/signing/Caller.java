package scf.platform.signing;

import scf.platform.enterprise.PartyKind;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// Whoever signed the request: a party, by one of its HTTP keys, in the hands of one person or system.
///
/// A controller names it as an argument and gets it from the verified signature, never from the body or a header.
/// Maker and checker (经办/复核) are told apart by `user`: two keys of one person are still one person.
public record Caller(EnterpriseId party, PartyKind kind, KeyId key, String user) {

    static final String ATTRIBUTE = Caller.class.getName();

    /// The door of other kinds of party answers 403: who may come in is public, what lies behind is not.
    public void mustBe(PartyKind... allowed) {
        for (PartyKind one : allowed) {
            if (one == kind) {
                return;
            }
        }
        throw Problem.refused(
                403,
                "wrong_kind_of_party",
                "Not open to this kind of party",
                "This call is not open to a " + kind + ".");
    }
}
