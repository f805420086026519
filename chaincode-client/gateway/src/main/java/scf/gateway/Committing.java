package scf.gateway;

/// What the ledger made of a transaction.
public sealed interface Committing {

    /// It is on the ledger, in this block, and holds.
    record Committed(long block) implements Committing {}

    /// Something it had read was changed by another transaction first (`MVCC_READ_CONFLICT`,
    /// `PHANTOM_READ_CONFLICT`). It stands in the block and has no effect: propose and endorse the act anew.
    record Conflicted(String code, long block) implements Committing {}

    /// It stands in the block and has no effect, for a reason that endorsing anew may not cure, such as
    /// `ENDORSEMENT_POLICY_FAILURE`.
    record Invalid(String code, long block) implements Committing {}

    /// Not known within the time given. Nothing follows from that: ask again, and in the end submit again.
    record Unknown(String cause) implements Committing {}
}
