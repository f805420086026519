package scf.devledger;

import org.hyperledger.fabric.protos.orderer.SeekPosition;

/// Where a stream of blocks begins and ends.
final class Positions {

    /// Block numbers are unsigned: the largest of them never comes.
    static final long NO_END = -1;

    private Positions() {}

    /// Without a wish: the next block that commits.
    static long first(SeekPosition position, BlockStore blocks) {
        return switch (position.getTypeCase()) {
            case OLDEST -> 0;
            case NEWEST -> blocks.tip().number();
            case SPECIFIED -> position.getSpecified().getNumber();
            case NEXT_COMMIT, TYPE_NOT_SET -> blocks.tip().number() + 1;
        };
    }

    static long last(SeekPosition position, BlockStore blocks) {
        return switch (position.getTypeCase()) {
            case OLDEST -> 0;
            case NEWEST -> blocks.tip().number();
            case SPECIFIED -> position.getSpecified().getNumber();
            case NEXT_COMMIT, TYPE_NOT_SET -> NO_END;
        };
    }
}
