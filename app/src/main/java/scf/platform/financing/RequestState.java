package scf.platform.financing;

/// Where a financing request stands.
///
///     SUBMITTED ──offer──▶ OFFERED ──accept──▶ ACCEPTED ──▶ REGISTERED ──▶ ORIGINATED ──▶ DISBURSED ──▶ CLOSED
///         │                 │  ▲ ◀──lock refused──┘ │            │              │
///         ├─────────────────┤                       └────────────┴──────────────┴──the lock's end──▶ EXPIRED
///         ├──the last bank rejects, or the accepted bank backs out before there is a loan──▶ REJECTED
///         ├──the holder withdraws, before there is a loan──▶ WITHDRAWN
///         └──the voucher falls due, or the time for offers is over──▶ EXPIRED
///
/// [RequestStates] has every pair of state and event.
public enum RequestState {

    /// With the banks that were asked.
    SUBMITTED,

    /// At least one bank has offered.
    OFFERED,

    /// One offer is accepted: credit is reserved, the voucher is locked or about to be.
    ACCEPTED,

    /// The bank has registered its right (中登网).
    REGISTERED,

    /// The bank has a loan on it, not yet paid out.
    ORIGINATED,

    /// The money is with the borrower.
    DISBURSED,

    /// Repaid.
    CLOSED,

    /// Every bank that was asked has said no, or the one whose offer was accepted has backed out.
    REJECTED,

    /// Taken back by the holder before there was a loan on it.
    WITHDRAWN,

    /// The lock ended before the money came, or the time for offers before an acceptance.
    EXPIRED;

    /// Whether offers may still be made and one of them accepted.
    public boolean isOpen() {
        return this == SUBMITTED || this == OFFERED;
    }
}
