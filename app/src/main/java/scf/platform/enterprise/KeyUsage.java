package scf.platform.enterprise;

/// What a key may sign. The two never meet: who steals a bank's key for signed HTTP cannot sign acts with it.
public enum KeyUsage {

    /// Messages at the doors.
    HTTP,

    /// Acts on the ledger.
    ACT
}
