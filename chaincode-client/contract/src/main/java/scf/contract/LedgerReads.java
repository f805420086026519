package scf.contract;

import java.util.Optional;

/// What may be asked of the ledger. Public states are for everybody; terms come from the private collection, which a
/// peer shows to clients of its members only. Nothing else of that collection is ever read out: not the fingerprint
/// key, nor what stands under a fingerprint.
public final class LedgerReads {

    private LedgerReads() {}

    /// The state's bytes as they stand, or nothing.
    public static Optional<Bytes> read(World world, LedgerFunction function, String id) {
        return switch (function) {
            case READ_CONFIG -> world.read(Book.CONFIG);
            case READ_ACT -> world.read(Book.ACT + id);
            case READ_KEY -> world.read(Book.KEY + id);
            case READ_RECEIVABLE -> world.read(Book.RECEIVABLE + id);
            case READ_VOUCHER -> world.read(Book.VOUCHER + id);
            case READ_KEY_TERMS -> world.readPrivate(Book.KEY + id);
            case READ_RECEIVABLE_TERMS -> world.readPrivate(Book.RECEIVABLE + id);
            case READ_VOUCHER_TERMS -> world.readPrivate(Book.VOUCHER + id);
            case INIT, ACT -> throw new IllegalArgumentException(function + " is not a read");
        };
    }
}
