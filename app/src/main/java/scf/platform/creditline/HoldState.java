package scf.platform.creditline;

/// What became of a hold.
public enum HoldState {
    PENDING,

    /// The loan was originated: reserved has become used.
    POSTED,

    /// Given back before its time.
    RELEASED,

    /// Given back by time.
    EXPIRED
}
