package scf.platform.ledger;

/// Who brings a signed act to the ledger.
public enum Carrier {

    /// The platform's relay: for everybody who is no member of the private collection, and for whoever wishes.
    PLATFORM,

    /// A member of the collection with an organisation of its own, by its own identity. The relay leaves the
    /// act alone until the act has expired; then it asks the ledger, which has the act by then or refuses it
    /// for good.
    MEMBER
}
