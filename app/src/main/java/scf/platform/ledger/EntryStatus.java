package scf.platform.ledger;

/// How far an entry has come on its way to the ledger.
///
///     QUEUED ──▶ PROPOSED ──▶ ENDORSED ──▶ WRITTEN ──▶ COMMITTED
///       ▲ ◀──────────┤ ◀──────────┘
///                    └──▶ REFUSED
///
/// Each state is written down before the step that follows it, so that a platform that is killed between any
/// two steps knows what may have happened and what cannot have.
enum EntryStatus {
    /// Nothing has been sent, or what was sent has come to nothing for good.
    QUEUED,

    /// The transaction id is known and the proposal may have been sent. Nothing has been ordered.
    PROPOSED,

    /// The envelope is kept. It may have been ordered, once or several times; it counts once.
    ENDORSED,

    /// The ledger says that it holds the transaction; its event has not had its effect here yet.
    WRITTEN,

    /// The rooms have been told. Final.
    COMMITTED,

    /// The ledger's rules refuse the act and the rooms have been told. Final.
    REFUSED
}
