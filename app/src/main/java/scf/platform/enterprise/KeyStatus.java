package scf.platform.enterprise;

/// Where a key stands. An `http` key is active at once; an `act` key waits for the ledger both ways.
///
///     REGISTERING ──the ledger holds it──▶ ACTIVE ──▶ REVOKING ──the ledger holds it──▶ REVOKED
///          └──the ledger refuses──▶ REFUSED     └──────────────(http key)──────────────▶ REVOKED
public enum KeyStatus {
    REGISTERING,
    ACTIVE,

    /// The revocation is on its way to the ledger; the platform trusts the key no longer.
    REVOKING,

    REVOKED,
    REFUSED
}
