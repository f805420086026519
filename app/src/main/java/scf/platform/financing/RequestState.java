package scf.platform.financing;

/// Where a financing request stands.
///
///     SUBMITTED ──offer──▶ OFFERED ──accept──▶ ACCEPTED ──▶ REGISTERED ──▶ ORIGINATED ──▶ DISBURSED ──▶ CLOSED
///         │                 │  ▲ ◀──lock refused──┘ │            │              │
///         │                 │                       └────────────┴──────────────┴──the lock's end──▶ EXPIRED
///         ├──all reject──▶ REJECTED
///         └──withdraw─────▶─┴──▶ WITHDRAWN
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

    /// Every bank that was asked has said no.
    REJECTED,

    /// Taken back by the holder before it accepted.
    WITHDRAWN,

    /// The lock ended before the money came.
    EXPIRED;

    /// Whether offers may still be made and one of them accepted.
    public boolean isOpen() {
        return this == SUBMITTED || this == OFFERED;
    }
}
