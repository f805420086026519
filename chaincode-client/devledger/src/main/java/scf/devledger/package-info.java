/// A single-process development ledger that answers Fabric's own gateway protocol.
///
/// The way of a transaction through it is the way through a real network:
///
/// 1. [GatewayService] takes a proposal; [Endorsements] has it executed by each named [Endorser] on one [Snapshot];
///    [Simulation] is the peer's side of the conversation with the chaincode and writes down a [ReadWriteSet].
/// 2. [Submissions] hands the endorsed envelope to the [Orderer], which cuts batches.
/// 3. [Committer] has [Vetting] look at signatures and policies and [Conflicts] at versions, appends the block and
///    lets it take effect.
/// 4. [CommitNotices] and [EventStreams] tell whoever waits.
@NullMarked
package scf.devledger;

import org.jspecify.annotations.NullMarked;
