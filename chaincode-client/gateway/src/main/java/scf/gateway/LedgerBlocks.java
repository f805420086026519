package scf.gateway;

import java.util.List;
import scf.contract.Bytes;

/// A stretch of the chain of blocks (区块), as one of the peers has it.
///
/// @param height how many blocks there are; the last one's number is one less
public record LedgerBlocks(long height, List<Block> blocks) {

    /// What one block tells.
    ///
    /// @param hash of its header, which names the block before it: two chains with the same hash here are the same
    ///     up to here
    /// @param acts what its valid transactions wrote, in their order; the chaincode's beginning wrote no act
    public record Block(long number, Bytes hash, List<Told> acts) {

        public Block {
            acts = List.copyOf(acts);
        }
    }

    public LedgerBlocks {
        blocks = List.copyOf(blocks);
    }
}
