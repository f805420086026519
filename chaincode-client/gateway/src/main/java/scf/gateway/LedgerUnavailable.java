package scf.gateway;

/// A question to the ledger was not answered. The ledger itself may be well.
public final class LedgerUnavailable extends RuntimeException {

    LedgerUnavailable(String message) {
        super(message);
    }

    LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
