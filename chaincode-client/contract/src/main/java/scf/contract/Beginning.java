package scf.contract;

/// What comes of beginning a ledger.
public sealed interface Beginning {

    /// The genesis stands, and with it the city's first key.
    record Begun() implements Beginning {}

    /// The same genesis stood there already.
    record BegunBefore() implements Beginning {}

    /// Nothing is written.
    ///
    /// @param message safe words for logs
    record Refused(String message) implements Beginning {}
}
